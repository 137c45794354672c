import type { RuleFailure } from '../rules/match.ts';
import type { Rule } from '../rules/rule.ts';
import { bySeverity } from '../rules/severity.ts';
import type { CloudTrailRecord } from '../trail/record.ts';
import type { Alert, BurstAlert, MatchAlert, RoundupEntry } from './alert.ts';
import { eventKeyOf } from './event-key.ts';
import { collectFailures } from './failures.ts';
import { bytesOf, bytesOfBurst, bytesOfEntry } from './held-bytes.ts';
import { partsOf } from './parts.ts';
import { entryOf, entryOfBurst } from './roundup.ts';
import { type IdsFor, idsOfRule } from './routing.ts';
import { createSeenEvents, type SeenEvents } from './seen-events.ts';
import { severityOf } from './severity.ts';

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
 * for a destination, what is least severe is rounded up too.
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
    single(byRoutedRule);
    const alerts = [
      ...[...byRoutedRule.values()].flatMap(({ alone }) => alone),
      ...[...byRoutedRule].flatMap(([routed, ofRule]) => roundups(routed, ofRule, counts.get(routed) ?? 0)),
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

/** A rule, and the ids of the destinations that some of its matches go to. */
interface RoutedRule {
  readonly rule: Rule;
  readonly destinations: readonly string[];
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

/** What is held back. */
interface Held {
  readonly byRoutedRule: Map<RoutedRule, HeldOfRule>;
  readonly failures: ReturnType<typeof collectFailures>;
  /** Entries of the last batch, whose records are still kept: most invocations have one batch, and may never need them. */
  readonly withRecords: {
    readonly seen: SeenEvents;
    readonly record: CloudTrailRecord;
    readonly entry: RoundupEntry;
  }[];
  /** About how much memory it takes. */
  bytes: number;
}

interface HeldOfRule {
  readonly seen: SeenEvents;
  readonly alone: (MatchAlert | BurstAlert)[];
  readonly entries: RoundupEntry[];
}

const nothingHeld = (): Held => ({
  byRoutedRule: new Map(),
  failures: collectFailures(),
  withRecords: [],
  bytes: 0,
});

/** Holds each event once: CloudTrail may write it several times into a log file, and into others. */
const hold = (held: Held, routed: RoutedRule, alert: MatchAlert | BurstAlert, maxAlone: number): void => {
  const ofRule = held.byRoutedRule.get(routed) ?? { seen: createSeenEvents(), alone: [], entries: [] };
  held.byRoutedRule.set(routed, ofRule);
  const { seen, alone, entries } = ofRule;
  const { record } = alert;
  const key = alert.kind === 'burst' ? alert.key : eventKeyOf(record);
  if (!seen.add(key, alert.kind === 'burst' ? alert.content() : record)) return;
  if (alone.length < maxAlone) {
    alone.push(alert);
    held.bytes += alert.kind === 'burst' ? bytesOfBurst(alert) : bytesOf(record);
  } else if (alert.kind === 'burst') {
    const entry = entryOfBurst(alert);
    entries.push(entry);
    held.bytes += bytesOfEntry(entry);
  } else {
    const entry = entryOf(alert, key);
    entries.push(entry);
    held.withRecords.push({ seen, record, entry });
    held.bytes += bytesOfEntry(entry);
  }
};

const releaseRecords = ({ withRecords }: Held): void => {
  for (const { seen, record, entry } of withRecords.splice(0))
    seen.release(entry.key, record, entry.content());
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

/**
 * Moves into the roundups what is more than `max` alone for any of its destinations, the least severe first. One match of
 * a rule stays alone if it would be a roundup by itself: that would be as many messages.
 */
const createSingles = (max: number): ((byRoutedRule: Held['byRoutedRule']) => void) => {
  const sent = new Map<string, number>();
  return (byRoutedRule) => {
    const alone = [...byRoutedRule].flatMap(([routed, ofRule]) =>
      ofRule.alone.splice(0).map((alert) => ({ routed, ofRule, alert })),
    );
    const over = new Map<HeldOfRule, (MatchAlert | BurstAlert)[]>();
    for (const { routed, ofRule, alert } of bySeverity(alone, (one) => severityOf(one.alert))) {
      const isOver = routed.destinations.some((id) => (sent.get(id) ?? 0) >= max);
      if (isOver) {
        const ofThis = over.get(ofRule) ?? [];
        over.set(ofRule, ofThis);
        ofThis.push(alert);
      } else {
        ofRule.alone.push(alert);
        for (const id of routed.destinations) sent.set(id, (sent.get(id) ?? 0) + 1);
      }
    }
    for (const [{ alone: single, entries }, alerts] of over) {
      if (alerts.length + entries.length === 1) single.push(...alerts);
      else
        entries.unshift(
          ...alerts.map((alert) => (alert.kind === 'burst' ? entryOfBurst(alert) : entryOf(alert))),
        );
    }
  };
};
