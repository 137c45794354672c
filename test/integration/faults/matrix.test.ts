import { describe, expect, it } from 'vitest';
import { readText } from '../../support/fixtures.ts';
import type { FaultCase, Row } from './catalogue/row.ts';
import { catalogue } from './catalogue.ts';
import { expectOutcome } from './fault-test.ts';

const parts: readonly (readonly [string, Readonly<Record<string, Row>>])[] = Object.entries(catalogue);

it('the catalogue has everything from 1 to 51 that can go wrong, once', () => {
  const numbers = parts.flatMap(([, rows]) => Object.keys(rows).map(Number));
  expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 51 }, (_, index) => index + 1));
});

// A row without a test there is a failure, and so is a file without tests.
it.each(parts)('the rows of %s are tested in the file of that name', (part) =>
  expect(readText(`test/integration/faults/${part}.test.ts`)).toMatch(`faultTestsOf('${part}')`),
);

const cases = parts.flatMap(([, rows]) =>
  Object.entries(rows).flatMap(([number, row]) =>
    row.cases.map((given) => [`${number}: ${given.inject.join(', ')}`, given] as const),
  ),
);

it('every test fails when it is emptied', async () => {
  for (const [title, given] of cases) {
    // Types forbid it; JavaScript does not.
    const emptied = async () => undefined as never;
    await expect(expectOutcome(given, emptied), title).rejects.toThrow('expected undefined to deeply equal');
  }
});

it('every test fails when nothing comes out', async () => {
  for (const [title, given] of cases) {
    const nothing = async () => ({ injected: given.inject, outcome: {} });
    await expect(expectOutcome(given, nothing), title).rejects.toThrow('to deeply equal');
  }
});

describe('a test of a fault', () => {
  const given: FaultCase = { inject: ['a', 'a', 'b'], outcome: 'one alert', expected: { alerts: 1 } };

  it('passes when all that it injects was taken, and the outcome is as expected', () =>
    expect(
      expectOutcome(given, async () => ({ injected: ['a', 'a', 'b'], outcome: { alerts: 1 } })),
    ).resolves.toBeUndefined());

  it.each([
    ['nothing', []],
    ['something less often', ['a', 'b']],
    ['something more often', ['a', 'a', 'a', 'b']],
    ['something else', ['a', 'a', 'c']],
  ])('fails when %s was taken', (_, injected) =>
    expect(expectOutcome(given, async () => ({ injected, outcome: { alerts: 1 } }))).rejects.toThrow(
      'to deeply equal',
    ),
  );
});
