import { expect, it } from 'vitest';
import { JqBrokenError } from '../../../src/errors.ts';
import { createJqEngine } from '../../../src/rules/jq-engine.ts';
import type { RunJq } from '../../../src/rules/jq-run.ts';
import { neverAborted } from '../../support/builders.ts';

/** A jq in which nothing matches, and which `loop` breaks. Notes how many records it was given when it broke. */
const fragileJq = () => {
  const broken: number[] = [];
  const run: RunJq = async (program, input, read) => {
    const lines = input.trim() === '' ? [] : input.split('\n');
    if (lines.length > 0 && program.includes('loop')) {
      broken.push(lines.length);
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
