export interface Timing {
  readonly name: string;
  /** Median, in milliseconds. */
  readonly ms: number;
  /** Median of the ratios to the first candidate, round by round: the machine's moods cancel out. */
  readonly ratio: number;
}

/**
 * Runs the candidates in turn, so that what slows the machine slows all of them, and each time another one first, since
 * each leaves something behind for the next. The first is the floor. Whoever has had its time is not run again.
 */
export const compare = async (
  candidates: Readonly<Record<string, () => unknown>>,
  { rounds, warmUp }: { readonly rounds: number; readonly warmUp: number },
): Promise<readonly Timing[]> => {
  const timings = Object.keys(candidates).map((name) => ({
    name,
    total: 0,
    rounds: new Map<number, number>(),
  }));
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const timing of rotated(timings, round + warmUp)) {
      if (timing.total > patienceMs && (round < 0 || timing.rounds.size > 0)) continue;
      const begin = performance.now();
      await candidates[timing.name]?.();
      const ms = performance.now() - begin;
      timing.total += ms;
      if (round >= 0) timing.rounds.set(round, ms);
    }
  }
  const [floor] = timings;
  return timings.map(({ name, rounds: own }) => ({
    name,
    ms: median([...own.values()]),
    ratio: median([...own].flatMap(([round, ms]) => ms / (floor?.rounds.get(round) ?? Number.NaN))),
  }));
};

/** For all rounds of a candidate, but for one that it is given in any case. */
const patienceMs = 8_000;

const rotated = <T>(values: readonly T[], by: number): readonly T[] =>
  values.map((_, at) => values[(at + by) % values.length] as T); // the index is within

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
