import { expect, it } from 'vitest';
import type { Evaluation } from '../../../../src/jq/engine.ts';
import { JqBrokenError } from '../../../../src/jq/errors.ts';
import { realJqEngine } from '../../../../src/jq/real/engine.ts';
import type { RunJq } from '../../../../src/jq/real/run.ts';
import { neverAborted } from '../../../support/builders.ts';

/** A jq that gives no output, and that the program `loop` breaks. Keeps how many inputs it had each time. */
const fragileJq = (onBreak = () => {}) => {
  const broken: number[] = [];
  const run: RunJq = async (program, input, read) => {
    const lines = input.trim() === '' ? [] : input.split('\n');
    if (lines.length > 0 && program.includes('loop')) {
      broken.push(lines.length);
      onBreak();
      throw new JqBrokenError('jq was stopped');
    }
    return read({ stdout: lines.map(() => '[]').join('\n'), stderr: '', exitCode: 0 });
  };
  return { jq: realJqEngine(run, { maxDepth: 10 }), broken };
};

const inputs = Array.from({ length: 3000 }, (_, a) => ({ a }));

it('a program that breaks jq on every input is given up after the first three', async () => {
  const { jq, broken } = fragileJq();
  const outcomes = await (await jq.compile(['loop'])).start({ signal: neverAborted }).firstOutputs(inputs);
  expect(outcomes.filter(({ kind }) => kind === 'error').map(({ input }) => input)).toEqual([0, 1, 2]);
  expect(outcomes.filter(({ kind }) => kind === 'given up')).toHaveLength(2997);
  expect(broken).toEqual([3000, 3, 2, 1, 1, 1]);
});

it('what a program breaks is counted over all batches of an evaluation, and anew in the next', async () => {
  const { jq } = fragileJq();
  const programs = await jq.compile(['loop']);
  const [first, next] = [programs.start({ signal: neverAborted }), programs.start({ signal: neverAborted })];
  const kindOf = async ({ firstOutputs }: Evaluation) => (await firstOutputs([{}])).map(({ kind }) => kind);
  for (const kind of ['error', 'error', 'error', 'given up', 'given up'])
    expect(await kindOf(first)).toEqual([kind]);
  expect(await kindOf(next)).toEqual(['error']);
});

it('when the signal of the real jq aborts, jq is not run any more, and every pair is out of time', async () => {
  const time = new AbortController();
  const { jq, broken } = fragileJq(() => time.abort());
  const programs = await jq.compile(['loop', '.a']);
  const evaluation = programs.start({ signal: neverAborted, realJqSignal: time.signal });
  const late = ['0 on 0', '1 on 0', '0 on 1', '1 on 1'];
  for (const _ of ['while jq runs', 'before jq runs']) {
    const outcomes = await evaluation.firstOutputs(inputs.slice(0, 2));
    expect(outcomes.map(({ program, input }) => `${program} on ${input}`)).toEqual(late);
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['out of time']));
  }
  expect(broken).toEqual([2]);
});

it('hundreds of programs fail on hundreds of inputs: as many outcomes as no function takes as arguments', async () => {
  const { jq } = fragileJq();
  const programs = await jq.compile(Array.from({ length: 500 }, () => '.a'));
  const deep = JSON.parse('['.repeat(20) + ']'.repeat(20));
  const inputs = Array.from({ length: 400 }, () => deep);
  expect(await programs.start({ signal: neverAborted }).firstOutputs(inputs)).toHaveLength(200_000);
});
