import { expect, it } from 'vitest';
import { collectPrograms, compilePrograms } from '../../../src/config/programs.ts';
import { JqCompileError } from '../../../src/jq/errors.ts';

const aTable = (index: number, values: Readonly<Record<string, unknown>>) => ({
  values,
  where: `rule ${index + 1}`,
  path: ['rule', index],
});

/** The programs of two rules, of which the second has one for another purpose too. */
const twoPurposes = () => {
  const { programs, add } = collectPrograms();
  const [first, second] = [
    aTable(0, { jq_match: '.a' }),
    aTable(1, { jq_match: '.b', jq_other: '.c', neither: 3, blank: '# nothing' }),
  ];
  const numbers = [
    add(first, 'jq_match'),
    add(first, 'jq_other'),
    add(second, 'jq_other'),
    add(second, 'jq_match'),
    add(second, 'neither'),
    add(second, 'blank'),
  ];
  return { programs, numbers: numbers.map((added) => added?.number) };
};

it('programs for every purpose are numbered through, and what is no program has no number', () =>
  expect(twoPurposes().numbers).toEqual([0, undefined, 1, 2, undefined, undefined]));

it('one call compiles them all, by their numbers', async () => {
  const calls: (readonly string[])[] = [];
  const compile = async (texts: readonly string[]) => calls.push(texts);
  expect(await compilePrograms(twoPurposes().programs, compile)).toEqual({ kind: 'compiled', programs: 1 });
  expect(calls).toEqual([['.a', '.c', '.b']]);
});

it('one that does not compile is named by its table and key, with the path to its line', async () => {
  const compile = () => Promise.reject(new JqCompileError(new Map([[1, 'unexpected token']])));
  expect(await compilePrograms(twoPurposes().programs, compile)).toEqual({
    kind: 'refused',
    problems: [
      {
        where: 'rule 2',
        path: ['rule', 1, 'jq_other'],
        message: 'jq_other does not compile: unexpected token',
      },
    ],
  });
});
