/** How urgent the alerts of a rule are, from the most to the least. */
export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const;

export type Severity = (typeof severities)[number];

/** The most severe first, otherwise in the order they have. What has no severity counts as medium. */
export const bySeverity = <T extends { readonly rule: { readonly severity?: Severity | undefined } }>(
  all: readonly T[],
): readonly T[] => all.toSorted((a, b) => rankOf(a.rule.severity) - rankOf(b.rule.severity));

const rankOf = (severity: Severity = 'medium'): number => severities.indexOf(severity);
