import { isDeepStrictEqual } from 'node:util';
import type { JsonValue } from '../json.ts';
import type { Match, RuleFailure } from '../rules/match.ts';
import type { Rule } from '../rules/rule.ts';
import type { CloudTrailRecord } from '../trail/record.ts';
import { dayOf, eventKeyOf } from './event-key.ts';

/** What people are to know. Independent of the channel that it is sent through. */
export type Alert = MatchAlert | Roundup | FailureAlert;

/** A match. */
export interface MatchAlert {
  readonly kind: 'match';
  readonly rule: Rule;
  readonly record: CloudTrailRecord;
  /** What the rule's program gave for the record. */
  readonly output: JsonValue;
  /** URI of the log file that holds the record. */
  readonly logFile: string;
}

/** Many matches of a rule, sent as one. */
export interface Roundup {
  readonly kind: 'roundup';
  readonly rule: Rule;
  /** Whether other matches of the rule are sent before it. */
  readonly isRest: boolean;
  readonly entries: readonly RoundupEntry[];
}

/** What a roundup keeps of a match: there may be hundreds of thousands. */
export interface RoundupEntry extends EventRef {
  readonly eventId: string | undefined;
  readonly when: string | undefined;
  readonly who: string | undefined;
  readonly account: string | undefined;
  readonly from: string | undefined;
}

/** A rule could not be evaluated on records that it might have matched. */
export interface FailureAlert {
  readonly kind: 'failure';
  readonly rule: Rule;
  readonly first: RuleFailure;
  readonly times: number;
  /** Identifies the failure: the same failure has the same key. */
  readonly event: EventRef;
  /** URIs of the log files with records that it failed on. */
  readonly logFiles: readonly string[];
}

/** An event that an alert is about: what identifies it when it comes again, and the log file it comes from. */
export interface EventRef {
  readonly key: string;
  /** The day in UTC, or `undated`. */
  readonly day: string;
  readonly logFile: string;
}

export const alertFor = ({ rule, record, output }: Match, logFile: string): MatchAlert => ({
  kind: 'match',
  rule,
  record,
  output,
  logFile,
});

export const eventRefOf = (record: CloudTrailRecord, logFile: string): EventRef => ({
  key: eventKeyOf(record),
  day: dayOf(record),
  logFile,
});

export const eventsOf = (alert: Alert): readonly EventRef[] => {
  switch (alert.kind) {
    case 'match':
      return [eventRefOf(alert.record, alert.logFile)];
    case 'roundup':
      return alert.entries;
    case 'failure':
      return [alert.event];
  }
};

/** URIs of the log files that an alert comes from. */
export const logFilesOf = (alert: Alert): readonly string[] =>
  alert.kind === 'failure' ? alert.logFiles : [...new Set(eventsOf(alert).map(({ logFile }) => logFile))];

/** The alert without the events that have these keys; undefined when no event is left. */
export const withoutEvents = (alert: Alert, keys: ReadonlySet<string>): Alert | undefined => {
  if (keys.size === 0) return alert;
  if (alert.kind !== 'roundup') return undefined;
  const entries = alert.entries.filter(({ key }) => !keys.has(key));
  return entries.length === 0 ? undefined : { ...alert, entries };
};

/** What the rule's output adds to the record: nothing when it is `true` or the record itself. */
export const annotationOf = ({ record, output }: MatchAlert): JsonValue | undefined =>
  output === true || output === record || isDeepStrictEqual(output, record) ? undefined : output;
