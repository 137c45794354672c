import { matchesGlob } from '../rules/glob.ts';
import type { Rule } from '../rules/rule.ts';
import { isAtLeast, type Severity } from '../rules/severity.ts';
import type { Alert, BurstAlert, MatchAlert } from './alert.ts';
import { type Origin, originOf } from './origin.ts';
import { severityOf } from './severity.ts';

/** A `[[route]]` of the config: where alerts go besides the destinations of their rule. Missing criteria hold for all. */
export interface Route {
  /** IDs of AWS accounts, names of them, or globs for either. */
  readonly accounts?: readonly string[] | undefined;
  readonly regions?: readonly string[] | undefined;
  readonly minSeverity?: Severity | undefined;
  /** Globs for the IDs and the names of rules. */
  readonly rules?: readonly string[] | undefined;
  /** The rule has one of them. */
  readonly tags?: readonly string[] | undefined;
  /** Ids of destinations. */
  readonly destinations: readonly string[];
  /** Whether the routes after it count too. */
  readonly continue: boolean;
}

/** The ids of the destinations of an alert, each once. */
export type IdsFor = (alert: Alert) => readonly string[];

/** What routes ask of an alert. */
export interface Routed {
  readonly rule: Rule;
  readonly severity: Severity | undefined;
  /** Whether it is of one of these. */
  inAccounts(globs: readonly string[]): boolean;
  inRegions(globs: readonly string[]): boolean;
}

/** For configs without routes. */
export const idsOfRule: IdsFor = ({ rule }) => [...new Set(rule.destinations)];

/**
 * The destinations of the rule, then those of the first route that the alert takes, and of more if that one continues.
 * A match is routed by its record, a burst by each of its accounts and regions; the matches in a roundup are all routed
 * to the same. Rule failures take only routes without accounts and regions: they may be about records of several.
 */
export const createRouting = (routes: readonly Route[], accounts: ReadonlyMap<string, string>): IdsFor => {
  if (routes.length === 0) return idsOfRule;
  const idsFrom = ({ account, region }: Origin, alert: MatchAlert | BurstAlert): readonly string[] =>
    idsFor(routes, {
      rule: alert.rule,
      severity: severityOf(alert),
      inAccounts: (globs) => account !== undefined && isAccount(globs, account, accounts.get(account)),
      inRegions: (globs) => region !== undefined && matchesAny(globs, region),
    });
  return (alert) => {
    switch (alert.kind) {
      case 'roundup':
        return alert.destinations;
      case 'operational':
        return alert.rule.destinations;
      case 'failure':
        return idsFor(routes, { ...alert, severity: severityOf(alert), ...nowhere });
      case 'match':
        return idsFrom(originOf(alert.record), alert);
      case 'burst':
        return [...new Set(alert.origins.flatMap((origin) => idsFrom(origin, alert)))];
    }
  };
};

const nowhere = { inAccounts: () => false, inRegions: () => false };

export const idsFor = (routes: readonly Route[], routed: Routed): readonly string[] => {
  const ids = new Set(routed.rule.destinations);
  for (const route of routes) {
    if (!takes(route, routed)) continue;
    for (const id of route.destinations) ids.add(id);
    if (!route.continue) break;
  }
  return [...ids];
};

const takes = (
  { accounts, regions, minSeverity, ...route }: Route,
  { rule, severity, inAccounts, inRegions }: Routed,
): boolean =>
  isRouteOf(route, rule) &&
  (minSeverity === undefined || isAtLeast(severity, minSeverity)) &&
  (accounts === undefined || inAccounts(accounts)) &&
  (regions === undefined || inRegions(regions));

/** Whether a route is for alerts of this rule. */
export const isRouteOf = (
  { rules, tags }: Pick<Route, 'rules' | 'tags'>,
  rule: Pick<Rule, 'id' | 'name' | 'tags'>,
): boolean =>
  (rules === undefined || matchesAny(rules, rule.id, rule.name)) &&
  (tags === undefined || tags.some((tag) => rule.tags.includes(tag)));

/** Whether one of the globs is for the ID of an account, or for its name. */
export const isAccount = (globs: readonly string[], id: string, name: string | undefined): boolean =>
  matchesAny(globs, id, name ?? id);

const matchesAny = (globs: readonly string[], ...texts: readonly string[]): boolean =>
  globs.some((glob) => texts.some(matchesGlob(glob)));
