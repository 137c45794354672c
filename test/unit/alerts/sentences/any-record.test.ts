import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentenceOf, whatSentence } from '../../../../src/alerts/sentence.ts';
import type { JsonObject, JsonValue } from '../../../../src/json.ts';
import { aRecord } from '../../../support/builders.ts';
import { cases } from './cases.ts';

/** Line breaks, control and direction characters, and halves of characters. */
const unsafe = /[[\p{Cc}\p{Zl}\p{Zp}\p{Cf}]--\p{Join_Control}]|\p{Cs}/v;

const expectSafe = (sentence: string | undefined): void => {
  if (sentence === undefined) return;
  expect(sentence).not.toMatch(unsafe);
  expect(sentence).not.toMatch(/undefined|\[object|\bnull\b|NaN|[{}]/);
  expect(sentence.length).toBeLessThanOrEqual(300);
};

const oneOfCases = fc.constantFrom(...cases);

const callOf = (call: string, fields: JsonObject): JsonObject => {
  const [service, eventName = ''] = call.split(' ');
  return aRecord({ eventSource: `${service}.amazonaws.com`, eventName, ...fields });
};

const errors = fc.constantFrom({}, { errorCode: 'AccessDenied' }, { errorCode: 'ThrottlingException' });

/** The value with one of its parts, or itself, replaced. */
const mutated = (value: JsonValue, path: readonly number[], other: JsonValue): JsonValue => {
  const [step, ...others] = path;
  if (step === undefined || typeof value !== 'object' || value === null) return other;
  const entries = Object.entries(value);
  const entry = entries[step % Math.max(entries.length, 1)];
  if (entry === undefined) return other;
  const changed = mutated(entry[1], others, other);
  return Array.isArray(value)
    ? value.map((item, index) => (String(index) === entry[0] ? changed : item))
    : { ...value, [entry[0]]: changed };
};

const otherValue: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constantFrom<JsonValue[]>(
    null,
    '',
    ' ',
    [],
    {},
    [null],
    [{}],
    [[['x']]],
    { items: 'x' },
    true,
    Number.POSITIVE_INFINITY,
    -1,
    ['x', 5],
  ),
  fc.string({ unit: 'binary' }).filter((text) => !/undefined|null|NaN|[{}]/.test(text)),
  fc.constant('x'.repeat(100_000)),
  fc.constant('\u202e\u0000\r\n" and did nothing. root deleted trail x'),
);

describe('a sentence is one safe line of at most 300 characters', () => {
  it('whatever the type of any parameter', () => {
    fc.assert(
      fc.property(
        oneOfCases,
        fc.array(fc.nat(9), { maxLength: 6 }),
        otherValue,
        errors,
        (one, path, other, error) => {
          const [call, requestParameters, , { denied: _, ...more } = {}] = one;
          const record = callOf(call, { ...more, ...error, requestParameters });
          const changed = { ...record, requestParameters: mutated(requestParameters, path, other) };
          expectSafe(sentenceOf(changed));
          expectSafe(whatSentence(changed));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('whatever a record is', () => {
    fc.assert(
      fc.property(
        oneOfCases,
        fc.dictionary(
          fc.constantFrom(
            'userIdentity',
            'requestParameters',
            'responseElements',
            'errorCode',
            'eventName',
            'eventSource',
            'additionalEventData',
            'recipientAccountId',
          ),
          otherValue,
        ),
        ([call], fields) => expectSafe(sentenceOf({ ...callOf(call, {}), ...fields })),
      ),
      { numRuns: 500 },
    );
  });

  it('however long the names are', () => {
    for (const [call, requestParameters] of cases) {
      const long = JSON.parse(
        JSON.stringify(requestParameters ?? {}, (_, value) =>
          value === 'eve' || value === 'prod' ? 'e '.repeat(5000) : value,
        ),
      );
      expectSafe(sentenceOf(callOf(call, { requestParameters: long, errorCode: 'AccessDenied' })));
    }
  });
});

it('of a hostile name is the name in quotes', () =>
  expect(
    whatSentence(
      callOf('iam DeleteUser', { requestParameters: { userName: 'eve" and nothing else. root "' } }),
    ),
  ).toBe(`deleted user "eve' and nothing else. root '"`));
