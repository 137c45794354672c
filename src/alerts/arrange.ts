import type { RuleFailure } from '../rules/match.ts';
import type { Rule } from '../rules/rule.ts';
import { bySeverity } from '../rules/severity.ts';
import type { Alert, BurstAlert, MatchAlert } from './alert.ts';
import { type HeldOfRule, hold, nothingHeld, type RoutedRule, releaseRecords } from './held.ts';
import { partsOf } from './parts.ts';
import { type IdsFor, idsOfRule } from './routing.ts';
import { severityOf } from './severity.ts';
import { createSingles } from './singles.ts';

/** Decides for one invocation which alerts are sent, and when. */
export interface Arrangement {
  /** Takes the matches, bursts and failures in some records of a log file. Gives the alerts to send now. */
  add(batch: ArrangedBatch): readonly Alert[];
  /** Gives the alerts that were held back until every log file was inspected, in the order to send them. */
  end(): readonly Alert[];
}

interface ArrangedBatch {
  readonly alerts: readonly (MatchAlert | BurstAlert)[];
  readonly failures: readonly RuleFailure[];
  readonly logFile: string;
  /** How many records were inspected. */
  readonly records: number;
}

/** Every match and every burst is sent at once. Rule failures are left to the report. */
export const oneByOne = (): Arrangement => ({ add: ({ alerts }) => alerts, end: () => [] });

/**
 * Everything is sent at the end, by the severity of its rule, since time may be short. Of the same severity, first the
 * matches, rule by rule in the order in which the rules first matched, then roundups of what a rule matched more than
 * `after` times, then rule failures. What takes more than `maxBytes` of memory is sent before the end, in the same order.
 * Matches of a rule that go to different destinations are counted and rounded up apart. Beyond `maxSingle` single alerts
 * for a destination, what is least severe is rounded up too, across rules.
 */
export const withRoundups = (
  after: number,
  idsFor: IdsFor = idsOfRule,
  { maxBytes = 32 * 2 ** 20, maxSingle = Number.POSITIVE_INFINITY }: Limits = {},
): Arrangement => {
  const routedRuleOf = createRoutedRules(idsFor);
  const counts = new Map<RoutedRule, number>();
  const single = createSingles(maxSingle);
  let held = nothingHeld();
  let inspected = 0;
  const take = (): readonly Alert[] => {
    const { byRoutedRule, failures } = held;
    held = nothingHeld();
    const ofSeveral = single(byRoutedRule);
    const alerts = [
      ...[...byRoutedRule.values()].flatMap(({ alone }) => alone),
      ...[...byRoutedRule].flatMap(([routed, ofRule]) => roundups(routed, ofRule, counts.get(routed) ?? 0)),
      ...ofSeveral,
      ...failures.alerts(inspected),
    ];
    inspected = 0;
    for (const [routed, { seen }] of byRoutedRule)
      counts.set(routed, (counts.get(routed) ?? 0) + seen.count());
    return bySeverity(alerts, severityOf);
  };
  return {
    add: ({ alerts, failures, logFile, records }) => {
      releaseRecords(held);
      for (const alert of alerts) {
        const routed = routedRuleOf(alert);
        hold(held, routed, alert, after - (counts.get(routed) ?? 0));
      }
      held.bytes += held.failures.add(failures, logFile);
      inspected += records;
      return held.bytes > maxBytes ? take() : [];
    },
    end: take,
  };
};

interface Limits {
  /** @default 32 MiB */
  readonly maxBytes?: number;
  /** For each destination. @default any number */
  readonly maxSingle?: number;
}

/** Gives the same object for alerts of the same rule that go to the same destinations. */
const createRoutedRules = (idsFor: IdsFor): ((alert: MatchAlert | BurstAlert) => RoutedRule) => {
  const known = new Map<Rule, Map<string, RoutedRule>>();
  return (alert) => {
    const { rule } = alert;
    const destinations = idsFor(alert);
    const ofRule = known.get(rule) ?? new Map<string, RoutedRule>();
    known.set(rule, ofRule);
    const key = JSON.stringify(destinations.toSorted());
    const routed = ofRule.get(key) ?? { rule, destinations };
    ofRule.set(key, routed);
    return routed;
  };
};

const roundups = (
  { rule, destinations }: RoutedRule,
  { alone, entries }: HeldOfRule,
  sentBefore: number,
): readonly Alert[] =>
  partsOf(entries).map((part, index) => ({
    kind: 'roundup',
    rule,
    destinations,
    isRest: sentBefore + alone.length + index > 0,
    entries: part,
  }));
