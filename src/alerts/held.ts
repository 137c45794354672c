import type { Rule } from '../rules/rule.ts';
import type { CloudTrailRecord } from '../trail/record.ts';
import type { BurstAlert, MatchAlert, RoundupEntry } from './alert.ts';
import { eventKeyOf } from './event-key.ts';
import { collectFailures } from './failures.ts';
import { bytesOf, bytesOfBurst, bytesOfEntry } from './held-bytes.ts';
import { entryOf, entryOfBurst, withSentence } from './roundup.ts';
import { createSeenEvents, type SeenEvents } from './seen-events.ts';

/** What is held back. */
export interface Held {
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

export interface HeldOfRule {
  readonly seen: SeenEvents;
  readonly alone: (MatchAlert | BurstAlert)[];
  readonly entries: RoundupEntry[];
}

export const nothingHeld = (): Held => ({
  byRoutedRule: new Map(),
  failures: collectFailures(),
  withRecords: [],
  bytes: 0,
});

/** Holds each event once: CloudTrail may write it several times into a log file, and into others. */
export const hold = (
  held: Held,
  routed: RoutedRule,
  alert: MatchAlert | BurstAlert,
  maxAlone: number,
): void => {
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
    const entry = asExample(entryOfBurst(alert), record, entries);
    entries.push(entry);
    held.bytes += bytesOfEntry(entry);
  } else {
    const entry = asExample(entryOf(alert, key), record, entries);
    entries.push(entry);
    held.withRecords.push({ seen, record, entry });
    held.bytes += bytesOfEntry(entry);
  }
};

/** With its sentence, if it may become the example of the roundup: the ledger may know some of the first. */
const asExample = (
  entry: RoundupEntry,
  record: CloudTrailRecord,
  before: readonly RoundupEntry[],
): RoundupEntry => (before.length < maxSentences ? withSentence(entry, record) : entry);

const maxSentences = 20;

export const releaseRecords = ({ withRecords }: Held): void => {
  for (const { seen, record, entry } of withRecords.splice(0))
    seen.release(entry.key, record, entry.content());
};

/** A rule, and the ids of the destinations that some of its matches go to. */
export interface RoutedRule {
  readonly rule: Rule;
  readonly destinations: readonly string[];
}
