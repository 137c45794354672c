import fc from 'fast-check';
import { seed } from './seed.ts';

/**
 * How long generated inputs are tried. By hand, for minutes or hours:
 * TATTLETAIL_RUNS=100000 npx vitest run test/integration/fuzz
 */
const runs = Number(process.env.TATTLETAIL_RUNS ?? 200);

export const fuzzTimeout = 60_000 + 100 * runs;

/** Holds a property against generated inputs, one after the other. */
export const forAll = async <T>(
  anyInput: fc.Arbitrary<T>,
  holds: (input: T) => Promise<unknown>,
  share = 1,
): Promise<void> => {
  const property = fc.asyncProperty(anyInput, async (input) => {
    await holds(input);
  });
  await fc.assert(property, { numRuns: Math.ceil(runs * share), seed });
};

/** From 0 to 1. All are alike, which numbers of fast-check are not: they are mostly extreme. */
export const anyFraction = (): fc.Arbitrary<number> =>
  fc.noBias(fc.nat({ max: 2 ** 30 - 1 })).map((number) => number / 2 ** 30);
