/** One thing of the outside world that can go wrong. */
export interface Row<Cases extends readonly FaultCase[] = readonly FaultCase[]> {
  readonly fault: string;
  readonly cases: Cases;
}

/** One way to bring it about. */
export interface FaultCase {
  /** Names of what is injected, in the order in which servers and processes must have taken it. */
  readonly inject: readonly [string, ...string[]];
  /** What must come out, in words. */
  readonly outcome: string;
  /** The same, to be compared with what came out. */
  readonly expected: unknown;
}

export const row = <const Cases extends readonly FaultCase[]>(fault: string, cases: Cases): Row<Cases> => ({
  fault,
  cases,
});

/** Cases of one injection each, of which the same must come out. */
export const each = <const Injection extends string>(
  injections: readonly Injection[],
  outcome: string,
  expected: unknown,
) => injections.map((injection) => ({ inject: [injection], outcome, expected }) as const);
