import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { pathOf, readText } from '../../support/fixtures.ts';

/** What can go wrong has numbers, and the tests in this folder begin with them. */
it('there is a test of everything from 1 to 51 that can go wrong', () => {
  const texts = readdirSync(pathOf('test/integration/faults')).map((file) =>
    readText(`test/integration/faults/${file}`),
  );
  const numbers = texts.flatMap((text) =>
    [...text.matchAll(/['`](\d+): /g)].map(([, number]) => Number(number)),
  );
  expect([...new Set(numbers)].toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 51 }, (_, index) => index + 1),
  );
});
