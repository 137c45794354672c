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
    expect(await mutate(jq, aRule({ jqMatch: program }), tests)).toEqual({ mutants: 6, survivors: [] });
  });

  it('and comes with a record that would show it, of the tests with another field', async () => {
    expect(
      await survivorsOf(
        program,
        matches({ eventName: 'CreateUser' }),
        matchesNot({ eventName: 'GetUser', errorCode: 'x' }),
      ),
    ).toEqual([
      ['without: .eventName == "CreateUser"', 'the record of test "a match" without .eventName'],
      ['without: .errorCode == null', 'the record of test "no match" with .eventName = "CreateUser"'],
    ]);
  });

  it('and comes with a record that would show it, of the catalogue', async () => {
    expect(await survivorsOf('select(.errorCode == null)', matches({}))).toEqual([
      ['without: select(.errorCode == null)', 'a denied call'],
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
});

it('a program that only the real jq reads has no mutants', async () => {
  expect(await mutate(jq, aRule({ jqMatch: 'import "a" as $a; .' }), [matches({})])).toBeUndefined();
});
