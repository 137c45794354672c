import { expect, it } from 'vitest';
import type { Evaluation, Outcome } from '../../../src/jq/engine.ts';
import { createMatcher } from '../../../src/rules/match.ts';
import { aRecord, aRule } from '../../support/builders.ts';

const evaluationOf = (...outcomes: readonly Outcome[]): Evaluation => ({
  firstOutputs: async () => outcomes,
});

const records = [aRecord({ eventID: '0' }), aRecord({ eventID: '1' })];
const [first, second] = [
  aRule({ name: 'first', matchProgram: 1 }),
  aRule({ name: 'second', matchProgram: 3 }),
];
const match = createMatcher([first, second]);

it('an outcome belongs to the rule that has its program, in the order of records and rules', async () => {
  const { matches, failures } = await match(
    evaluationOf(
      { kind: 'value', program: 3, input: 1, value: 'late' },
      { kind: 'error', program: 1, input: 1, message: 'broken' },
      { kind: 'value', program: 3, input: 0, value: true },
      { kind: 'value', program: 1, input: 0, value: true },
    ),
    records,
  );
  expect(matches).toEqual([
    { rule: first, record: records[0], output: true },
    { rule: second, record: records[0], output: true },
    { rule: second, record: records[1], output: 'late' },
  ]);
  expect(failures).toEqual([{ kind: 'error', rule: first, record: records[1], message: 'broken' }]);
});

it('a program with another purpose makes no match and no failure', async () => {
  const others = [0, 2, 4].flatMap((program): readonly Outcome[] => [
    { kind: 'value', program, input: 0, value: true },
    { kind: 'error', program, input: 1, message: 'broken' },
  ]);
  expect(await match(evaluationOf(...others), records)).toEqual({ matches: [], failures: [] });
});

it('a record whose call had another outcome than the rule wants is neither a match nor a failure', async () => {
  const denied = aRecord({ errorCode: 'AccessDenied' });
  const wanting = (outcome: 'success' | 'denied') => aRule({ outcome, matchProgram: 0 });
  for (const [rule, record] of [
    [wanting('success'), denied],
    [wanting('denied'), aRecord()],
  ] as const) {
    const evaluation = evaluationOf(
      { kind: 'value', program: 0, input: 0, value: true },
      { kind: 'error', program: 0, input: 1, message: 'broken' },
    );
    expect(await createMatcher([rule])(evaluation, [record, record])).toEqual({ matches: [], failures: [] });
  }
  const evaluation = evaluationOf({ kind: 'value', program: 0, input: 0, value: true });
  expect((await createMatcher([wanting('denied')])(evaluation, [denied])).matches).toHaveLength(1);
});
