import { describe, expect, it } from 'vitest';
import { jqEngine } from '../../../src/choose-jq.ts';
import type { Expected } from '../../../src/config/rule-test-schema.ts';
import { jqWasm } from '../../../src/jq/real/wasm.ts';
import type { JsonObject } from '../../../src/json.ts';
import { describeSurprise } from '../../../src/rule-tests/describe.ts';
import { runTests } from '../../../src/rule-tests/run.ts';
import { aRule, aThreshold } from '../../support/builders.ts';

const jq = jqEngine(jqWasm);

const threshold = aThreshold({ count: 2 });
const differing = aThreshold({ count: 2, distinct: { program: 1, jq: '.sourceIPAddress', definitions: '' } });

const aTest = (expected: Expected, ...records: readonly JsonObject[]) => ({
  ...{ name: 'a test', expected },
  records: records.map((record) => ({ record, file: undefined })),
});

const aMatch: Expected = { kind: 'match', output: undefined, severity: undefined };
const noMatch: Expected = { kind: 'no match' };

/** What people see of a test of `.eventName`. Empty: it passed. */
const failuresOf = async (
  expected: Expected,
  records: readonly JsonObject[],
  limit = threshold,
): Promise<readonly string[]> => {
  const test = aTest(expected, ...records);
  const [result] = await runTests(jq, aRule({ jqMatch: '.eventName', threshold: limit }), [test]);
  return result?.surprises.flatMap((surprise) => describeSurprise(surprise, test)) ?? ['no result'];
};

const by = (who: string, fields: JsonObject = {}): JsonObject => ({
  eventName: 'CreateUser',
  userIdentity: { arn: who },
  ...fields,
});

describe('the records of a test of a rule with a threshold go through it together', () => {
  it('a match is a burst', async () => {
    expect(await failuresOf(aMatch, [by('alice'), by('alice')])).toEqual([]);
    expect(await failuresOf(noMatch, [by('alice'), by('bob'), {}])).toEqual([]);
  });

  it('whose output is that of the first of its records', async () => {
    const records = ['11', '10'].map((time) =>
      by('alice', { eventName: time, eventTime: `2026-11-20T${time}Z` }),
    );
    expect(await failuresOf({ kind: 'match', output: '10', severity: undefined }, records)).toEqual([]);
  });

  it('each test by itself', async () => {
    const rule = aRule({ jqMatch: 'true', threshold });
    const results = await runTests(jq, rule, [aTest(noMatch, by('alice')), aTest(noMatch, by('alice'))]);
    expect(results.map(({ surprises }) => surprises.length)).toEqual([0, 0]);
  });

  it('and the definitions of the config are there', async () => {
    const who = { program: 0, jq: 'who', definitions: 'def who: .userIdentity.arn;\n' };
    expect(await failuresOf(aMatch, [by('alice'), by('alice')], aThreshold({ count: 2, key: who }))).toEqual(
      [],
    );
  });
});

describe('a test that fails says how near it came', () => {
  it.each([
    ['a match', noMatch, [by('alice'), by('alice')], threshold, 'match with output "CreateUser"'],
    ['too few', aMatch, [by('alice'), by('bob'), by('eve')], threshold, 'no match: at most once by alice'],
    [
      'too few different values',
      aMatch,
      [by('alice', { sourceIPAddress: 'x' }), by('alice', { sourceIPAddress: 'x' })],
      differing,
      'no match: at most 1 different value by alice',
    ],
    [
      'an event twice',
      aMatch,
      [by('alice', { eventID: '1' }), by('alice', { eventID: '1' })],
      threshold,
      'no match: at most once by alice; 1 of the records repeat an event',
    ],
    ['no match at all', aMatch, [{}, {}], threshold, 'no match: no record counts'],
    [
      'a key that fails',
      noMatch,
      [by('alice', { userIdentity: 'x' })],
      threshold,
      'the rule failed: key of its threshold: Cannot index string with string ("arn")',
    ],
  ] as const)('%s', async (_, expected, records, limit, got) => {
    const lines = await failuresOf(expected, records, limit);
    expect(lines.slice(0, 1)).toEqual([
      `records:  all ${records.length} together, since the rule has a threshold`,
    ]);
    expect(lines.slice(2)).toEqual([`got:      ${got}`]);
  });
});
