import { describe, expect, it } from 'vitest';
import { readText } from '../../support/fixtures.ts';

const [, section = ''] = /^## Cost\n(.*?)^## /ms.exec(readText('docs/operations.md')) ?? [];

const rows = section
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  );

const numbersIn = (cells: readonly string[]): readonly number[] => cells.map(Number);

it('a million log files cost what the parts cost together', () => {
  const start = rows.findIndex(([first = '']) => first.startsWith('Lambda'));
  const end = rows.findIndex(([first = '']) => first.startsWith('together'));
  const parts = rows.slice(start, end).map(([, ...cells]) => numbersIn(cells));
  expect(parts).toHaveLength(4);
  const [, ...together] = rows[end] ?? [];
  for (const column of [0, 1]) {
    const sum = parts.reduce((before, part) => before + (part[column] ?? 0), 0);
    expect(sum).toBeCloseTo(Number(together[column]), 5);
  }
});

describe('an organisation costs what the formula says', () => {
  const organisations = rows.slice(rows.findIndex(([first]) => first === 'organisation') + 1);
  const formulas = [...section.matchAll(/× (0\.009) × (\d\.\d+) \+ (\d\.\d+)/g)].map(([, ...numbers]) =>
    numbersIn(numbers),
  );
  it.each(organisations.map(([name = '', ...cells]) => ({ name, numbers: numbersIn(cells) })))(
    '$name',
    ({ numbers: [accounts = 0, regions = 0, files = 0, ...costs] }) => {
      expect(accounts * regions * 0.009).toBeCloseTo(files, 5);
      const expected = formulas.map(([each = 0, million = 0, fixed = 0]) =>
        (accounts * regions * each * million + fixed).toFixed(2),
      );
      expect(costs.map((cost) => cost.toFixed(2))).toEqual(expected);
    },
  );
});

it('Lambda costs what was measured', () => {
  const [, measured = ''] = /^\| 1 \| 59 ms \| \$([\d.]+) \|$/m.exec(readText('docs/speed.md')) ?? [];
  const [, batched = ''] = /^\| 100 \| .*? \| \$([\d.]+) \|$/m.exec(readText('docs/speed.md')) ?? [];
  const [, single, queued] = rows.find(([first = '']) => first.startsWith('Lambda')) ?? [];
  expect((Number(measured) * 20).toFixed(2)).toBe(single);
  expect((Number(batched) * 20).toFixed(2)).toBe(queued);
});
