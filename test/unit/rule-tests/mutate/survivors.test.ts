import { describe, expect, it } from 'vitest';
import { jqEngine } from '../../../../src/choose-jq.ts';
import { jqWasm } from '../../../../src/jq/real/wasm.ts';
import type { JsonObject } from '../../../../src/json.ts';
import { mutate } from '../../../../src/rule-tests/mutate/survivors.ts';
import type { RuleTest } from '../../../../src/rule-tests/run.ts';
import { aRule } from '../../../support/builders.ts';

const jq = jqEngine(jqWasm);

const matches = (record: JsonObject): RuleTest => ({
  name: 'a match',
  expected: { kind: 'match', output: undefined, severity: undefined },
  records: [{ record, file: undefined }],
});

const matchesNot = (record: JsonObject): RuleTest => ({
  name: 'no match',
  expected: { kind: 'no match' },
  records: [{ record, file: undefined }],
});

/** The changes that no test sees, each with a record on which they would show. */
const survivorsOf = async (jqMatch: string, ...tests: readonly RuleTest[]) => {
  const mutation = await mutate(jq, aRule({ jqMatch }), tests);
  return mutation?.survivors.map(({ mutant, witness }) => [mutant.words, witness?.name]);
};

describe('a mutant survives', () => {
  const program = 'select(.eventName == "CreateUser" and .errorCode == null)';

  it('unless a test sees it', async () => {
    const tests = [
      matches({ eventName: 'CreateUser' }),
      matchesNot({ eventName: 'CreateUser', errorCode: 'AccessDenied' }),
      matchesNot({ eventName: 'GetUser' }),
    ];
    expect(await mutate(jq, aRule({ jqMatch: program }), tests)).toEqual({
      mutants: 6,
      survivors: [],
      definitions: [],
    });
  });

  it('and comes with a record that would show it, of the tests with another field', async () => {
    expect(
      await survivorsOf(
        program,
        matches({ eventName: 'CreateUser' }),
        matchesNot({ eventName: 'GetUser', errorCode: 'x' }),
      ),
    ).toEqual([
      ['without: .eventName == "CreateUser"', 'the record of test "a match" with .eventName = "other"'],
      ['without: .errorCode == null', 'the record of test "no match" with .eventName = "CreateUser"'],
    ]);
  });

  it('and comes with a record that would show it, of the catalogue', async () => {
    expect(await survivorsOf('select(.errorCode == null)', matches({}))).toEqual([
      ['without: select(.errorCode == null)', 'a denied call'],
    ]);
  });

  const iam = { eventSource: 'iam.amazonaws.com', eventName: 'CreateUser' };
  const alice = { ...iam, userIdentity: { type: 'IAMUser', userName: 'alice' } };

  it('and comes with a record of a caller that no test has', async () => {
    const payments = 'arn:aws:iam::111122223333:role/payments';
    const issuer = '.userIdentity.sessionContext.sessionIssuer.arn';
    const jqMatch = `.eventName == "CreateUser" and ${issuer} != "${payments}"`;
    expect(
      await survivorsOf(jqMatch, matches(alice), matchesNot({ ...alice, eventName: 'GetUser' })),
    ).toEqual([
      [
        expect.stringContaining('without: .userIdentity'),
        expect.stringMatching(
          /^the record of test "a match" as a call by .* with \.userIdentity\.session.*payments"$/,
        ),
      ],
    ]);
  });

  it('and comes with a record of a listed caller that no test has', async () => {
    const jqMatch =
      '.eventName == "CreateUser" and (.userIdentity.sessionContext.sessionIssuer.userName | IN("deploy", "build") | not)';
    const found = await survivorsOf(jqMatch, matches(alice), matchesNot({ ...alice, eventName: 'GetUser' }));
    expect(found?.map(([words]) => words)).toEqual([
      expect.stringContaining('without: .userIdentity'),
      'without: "deploy"',
      'without: "build"',
    ]);
    for (const [, witness] of found ?? []) expect(witness).toMatch(/as a call by .*"(?:deploy|build)"$/);
  });

  it.each([
    ['(.eventTime[11:13] | tonumber) >= 20', '23:10:00', '20:00:00'],
    ['(.eventTime[11:13] | tonumber) < 6', '03:10:00', '06:00:00'],
    ['.eventTime[11:13] > "20"', '23:10:00', '20:00:00'],
    ['.eventTime[11:16] >= "20:15"', '23:10:00', '20:15:00'],
    ['.eventTime[11:19] <= "06:15:00"', '03:10:00', '06:15:00'],
  ])('and comes with a record at the edge of a time: %s', async (condition, inside, edge) => {
    const at = (time: string) => ({ ...iam, eventTime: `2026-11-20T${time}Z` });
    const found = await survivorsOf(condition, matches(at(inside)), matchesNot(at('12:00:00')));
    expect(found).toContainEqual([
      expect.stringContaining('→'),
      `the record of test "a match" with .eventTime = "2026-11-20T${edge}Z"`,
    ]);
  });

  it('and comes without a record where it means the same', async () => {
    const tests = [matches({ a: 'x' }), matchesNot({ a: 'y' })];
    expect(await survivorsOf('select((.a // "") == "x")', ...tests)).toEqual([['without: // ""', undefined]]);
  });

  it('if only its output differs and no test expects one', async () => {
    const program = 'select(.a == 1) | { b: (.b // 2) }';
    const [match, none] = [matches({ a: 1 }), matchesNot({})];
    expect(await survivorsOf(program, match, none)).toEqual([]);
    const withOutput: RuleTest = {
      ...matches({ a: 1, b: 1 }),
      expected: { kind: 'match', output: { b: 1 }, severity: undefined },
    };
    expect(await survivorsOf(program, withOutput, none)).toEqual([
      ['without: // 2', 'the record of test "a match" without .b'],
    ]);
  });
});

it('the mutants of a program can use the definitions of the config', async () => {
  const rule = aRule({
    definitions: 'def created: .eventName == "CreateUser"; ',
    jqMatch: 'created and .errorCode == null',
  });
  const tests = [matches({ eventName: 'CreateUser' })];
  const mutation = await mutate(jq, rule, tests);
  expect(mutation?.mutants).toBe(3);
  expect(mutation?.survivors.map(({ mutant }) => mutant.words)).toEqual([
    'without: created',
    'without: .errorCode == null',
  ]);
  expect(mutation?.definitions).toEqual(['created']);
});

describe('the outcome of a rule', () => {
  const rule = aRule({ jqMatch: '.eventName == "CreateUser"', outcome: 'success' });
  const tests = [matches({ eventName: 'CreateUser' }), matchesNot({ eventName: 'GetUser' })];

  it('is left out as a mutant, with a record that would show it', async () => {
    const mutation = await mutate(jq, rule, tests);
    expect(mutation?.survivors).toMatchObject([
      {
        mutant: { of: 'outcome', words: 'without: outcome = "success"' },
        witness: { name: expect.stringContaining('denied'), rule: { kind: 'no match' } },
      },
    ]);
  });

  it('is seen by a test of another outcome', async () => {
    const denied = matchesNot({ eventName: 'CreateUser', errorCode: 'AccessDenied' });
    expect((await mutate(jq, rule, [...tests, denied]))?.survivors).toEqual([]);
  });
});

it('a mutant that only a record shows which CloudTrail never writes is marked so', async () => {
  const record = { eventName: 'CreateUser', eventSource: 'iam.amazonaws.com' };
  const jqMatch = '.eventName == "CreateUser" and (.eventSource | type) == "string"';
  const tests = [matches(record), matchesNot({ ...record, eventName: 'GetUser' })];
  const mutation = await mutate(jq, aRule({ jqMatch }), tests);
  expect(mutation?.survivors).toMatchObject([
    { mutant: { words: 'without: (.eventSource | type) == "string"' }, witness: { isNeverWritten: true } },
  ]);
});

it('a program that only the real jq reads has no mutants', async () => {
  expect(await mutate(jq, aRule({ jqMatch: 'import "a" as $a; .' }), [matches({})])).toBeUndefined();
});
