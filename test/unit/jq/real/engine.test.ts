import { expect, it } from 'vitest';
import { JqBrokenError } from '../../../../src/jq/errors.ts';
import { createJqEngine } from '../../../../src/jq/real/engine.ts';
import type { RunJq } from '../../../../src/jq/real/run.ts';
import { neverAborted } from '../../../support/builders.ts';

/** A jq in which nothing matches, and which `loop` breaks. Notes how many records it was given when it broke. */
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
  return { jq: createJqEngine(run, { maxDepth: 10 }), broken };
};

const records = Array.from({ length: 3000 }, (_, a) => ({ a }));

it('a program that breaks jq on every record is given up on the first few', async () => {
  const { jq, broken } = fragileJq();
  const outcomes = await (await jq.compile(['loop'])).firstOutputs(records, neverAborted);
  expect(outcomes.filter(({ kind }) => kind === 'error').map(({ record }) => record)).toEqual([0, 1, 2]);
  expect(outcomes.filter(({ kind }) => kind === 'given up')).toHaveLength(2997);
  expect(broken).toEqual([3000, 3, 2, 1, 1, 1]);
});

it('when the time of jq is over, it is not run any more, and says so of each program and record', async () => {
  const time = new AbortController();
  const { jq, broken } = fragileJq(() => time.abort());
  const programs = await jq.compile(['loop', '.a']);
  const late = ['0 on 0', '1 on 0', '0 on 1', '1 on 1'];
  for (const _ of ['while it is over', 'after it is over']) {
    const outcomes = await programs.firstOutputs(records.slice(0, 2), neverAborted, time.signal);
    expect(outcomes.map(({ program, record }) => `${program} on ${record}`)).toEqual(late);
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['out of time']));
  }
  expect(broken).toEqual([2]);
});
