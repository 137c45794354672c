import { describe, expect, it } from 'vitest';
import { jqEngine } from '../../../src/choose-jq.ts';
import type { Expected } from '../../../src/config/rule-test-schema.ts';
import { jqWasm } from '../../../src/jq/real/wasm.ts';
import type { JsonObject, JsonValue } from '../../../src/json.ts';
import { describeSurprise } from '../../../src/rule-tests/describe.ts';
import { runTests } from '../../../src/rule-tests/run.ts';
import type { Rule } from '../../../src/rules/rule.ts';
import { aRecord, aRule } from '../../support/builders.ts';

const jq = jqEngine(jqWasm);

/** What people see of a test of a program on these records. Empty: it passed. */
const failuresOf = async (
  rule: string | Partial<Rule>,
  expected: Expected,
  ...records: readonly JsonObject[]
): Promise<readonly string[]> => {
  const test = { name: 'a test', expected, records: records.map((record) => ({ record, file: undefined })) };
  const results = await runTests(jq, aRule(typeof rule === 'string' ? { jqMatch: rule } : rule), [test]);
  expect(results.map((result) => result.test)).toEqual([test]);
  return results.flatMap(({ surprises }) =>
    surprises.flatMap((surprise) => describeSurprise(surprise, test)),
  );
};

const aMatch: Expected = { kind: 'match', output: undefined, severity: undefined };
const noMatch: Expected = { kind: 'no match' };
const withOutput = (output: JsonValue): Expected => ({ kind: 'match', output, severity: undefined });

describe('a test', () => {
  it.each<[string, string, Expected]>([
    ['a match', 'select(.eventName == "CreateAccessKey")', aMatch],
    ['no output for no match', 'empty', noMatch],
    ['null for no match', 'null', noMatch],
    ['false for no match', '.eventName == "DeleteAccessKey"', noMatch],
    [
      'the output, in any order of keys',
      '{ a: 1, b: [.eventName] }',
      withOutput({ b: ['CreateAccessKey'], a: 1 }),
    ],
    ['text as output', '.eventName', withOutput('CreateAccessKey')],
    ['output in JSON', '{ a: null }', withOutput('{ "a": null }')],
    ['text that looks like JSON', '"1"', withOutput('1')],
    ['the output of a rule that only the real jq runs', 'input_line_number | type', withOutput('number')],
  ])('passes for %s', async (_, program, expected) => {
    expect(await failuresOf(program, expected, aRecord())).toEqual([]);
  });

  it.each<[string, string, Expected, readonly string[]]>([
    [
      'no match',
      'select(.eventName == "DeleteAccessKey")',
      aMatch,
      ['expected: match', 'got:      no match'],
    ],
    ['a match', 'true', noMatch, ['expected: no match', 'got:      match with output true']],
    ['the record as output', '.', noMatch, ['expected: no match', 'got:      match']],
    [
      'another output',
      '[.eventName]',
      withOutput(['DeleteAccessKey']),
      ['expected: match with output ["DeleteAccessKey"]', 'got:      match with output ["CreateAccessKey"]'],
    ],
    [
      'text instead of JSON',
      '"x"',
      withOutput({}),
      ['expected: match with output {}', 'got:      match with output "x"'],
    ],
    [
      'a failure where no match is expected',
      '.errorCode | test("Denied")',
      noMatch,
      [
        'expected: no match',
        'got:      the rule failed: null (null) cannot be matched, as it is not a string',
      ],
    ],
  ])('fails for %s', async (_, program, expected, lines) => {
    expect(await failuresOf(program, expected, aRecord())).toEqual([
      'record:   1 of 1, CreateAccessKey of iam.amazonaws.com',
      ...lines,
    ]);
  });

  it('fails for each record of which something else came, and shows which', async () => {
    const records = [aRecord(), { eventName: 'DeleteAccessKey' }, {}];
    expect(await failuresOf('.eventName == "CreateAccessKey"', aMatch, ...records)).toEqual([
      'record:   2 of 3, DeleteAccessKey',
      'expected: match',
      'got:      no match',
      'record:   3 of 3, without eventName',
      'expected: match',
      'got:      no match',
    ]);
  });

  it('sees the severity of the rule', async () => {
    const critical: Expected = { kind: 'match', output: undefined, severity: 'critical' };
    expect(await failuresOf({ severity: 'critical' }, critical, aRecord())).toEqual([]);
    expect(await failuresOf({ severity: 'low' }, critical, {})).toEqual([
      'record:   1 of 1, without eventName',
      'expected: match with severity critical',
      'got:      match with severity low',
    ]);
  });

  it('sees the outcome that the rule wants', async () => {
    const denied = aRecord({ errorCode: 'AccessDenied' });
    expect(await failuresOf({ outcome: 'success' }, noMatch, denied)).toEqual([]);
    expect(await failuresOf({ outcome: 'success' }, aMatch, aRecord())).toEqual([]);
  });
});
