import { expect, it } from 'vitest';
import type { Evaluation, Outcome } from '../../../src/jq/engine.ts';
import type { JsonValue } from '../../../src/json.ts';
import { sortByThreshold } from '../../../src/rules/threshold.ts';
import { aRecord, aRule, aThreshold } from '../../support/builders.ts';

/** Gives these outcomes, and notes on what it was evaluated. */
const evaluationOf = (...outcomes: readonly Outcome[]) => {
  const seen: JsonValue[][] = [];
  const evaluation: Evaluation = {
    firstOutputs: async (inputs) => {
      seen.push([...inputs]);
      return outcomes;
    },
  };
  return { evaluation, seen };
};

const outcome = (program: number, input: number, value: JsonValue): Outcome => ({
  kind: 'value',
  ...{ program, input, value },
});

const program = (number: number) => ({ program: number, jq: '.x', definitions: '' });
const byKey = aRule({ name: 'by key', threshold: aThreshold({ key: program(0) }) });
const different = aRule({
  name: 'different',
  threshold: aThreshold({ key: program(1), distinct: program(2) }),
});
const plain = aRule({ name: 'plain' });
const [one, two] = [aRecord({ eventID: '1' }), aRecord({ eventID: '2' })];
const matchOf = (rule = byKey, record = one) => ({ rule, record, output: true });

it('matches of rules without a threshold are alerts by themselves, and nothing is evaluated', async () => {
  const { evaluation, seen } = evaluationOf();
  const matches = [matchOf(plain, one), matchOf(plain, two)];
  expect(await sortByThreshold(evaluation, matches)).toEqual({ alone: matches, counted: [], failures: [] });
  expect(seen).toEqual([]);
});

it('each match is counted by what the programs of its own rule give for its record', async () => {
  const { evaluation, seen } = evaluationOf(
    ...[outcome(0, 0, 'a'), outcome(1, 0, 'b'), outcome(2, 0, 'c'), outcome(0, 1, { d: 1 })],
  );
  const matches = [matchOf(plain, two), matchOf(byKey, one), matchOf(different, one), matchOf(byKey, two)];
  const { alone, counted } = await sortByThreshold(evaluation, matches);
  expect(alone).toEqual([matchOf(plain, two)]);
  expect(counted).toMatchObject([
    { ...matchOf(byKey, one), key: 'a' },
    { ...matchOf(different, one), key: 'b', distinct: 'c' },
    { ...matchOf(byKey, two), key: { d: 1 } },
  ]);
  expect(seen).toEqual([[one, two]]);
});

it.each([
  ['a key', [outcome(2, 0, 'c')]],
  ['a value of distinct', [outcome(1, 0, 'b')]],
])('a match without %s is not counted', async (_, outcomes) => {
  const { evaluation } = evaluationOf(...outcomes);
  expect(await sortByThreshold(evaluation, [matchOf(different)])).toEqual({
    ...{ alone: [], counted: [], failures: [] },
  });
});

it('a program that fails on a match is a failure of its rule, and the match is not counted', async () => {
  const failed = (number: number): Outcome => ({ kind: 'error', program: number, input: 0, message: 'why' });
  const { evaluation } = evaluationOf(failed(0), failed(1), outcome(2, 0, 'c'));
  const { counted, failures } = await sortByThreshold(evaluation, [matchOf(byKey), matchOf(different)]);
  expect(counted).toEqual([]);
  expect(failures).toEqual([
    { kind: 'error', rule: byKey, record: one, message: 'why', ofThreshold: 'key' },
    { kind: 'error', rule: different, record: one, message: 'why', ofThreshold: 'key' },
  ]);
});
