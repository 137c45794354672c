/** How urgent the alerts of a rule are, from the most to the least. */
export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const;

export type Severity = (typeof severities)[number];

/** The most severe first, otherwise in the order they have. */
export const bySeverity = <T>(
  all: readonly T[],
  severityOf: (one: T) => Severity | undefined,
): readonly T[] =>
  all
    .map((one) => ({ one, rank: rankOf(severityOf(one)) }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ one }) => one);

/** Undefined if the most severe has none. */
export const mostSevere = (all: readonly (Severity | undefined)[]): Severity | undefined =>
  bySeverity(all, (severity) => severity)[0];

/** Whether something is as severe, or more. */
export const isAtLeast = (severity: Severity | undefined, least: Severity): boolean =>
  rankOf(severity) <= rankOf(least);

/** What has no severity counts as medium. */
export const countsAs = (severity: Severity | undefined): Severity => severity ?? 'medium';

const rankOf = (severity: Severity | undefined): number => severities.indexOf(countsAs(severity));
