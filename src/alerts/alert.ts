import { isDeepStrictEqual } from 'node:util';
import type { JsonValue } from '../json.ts';
import type { Match, RuleFailure } from '../rules/match.ts';
import type { Rule } from '../rules/rule.ts';
import type { Severity } from '../rules/severity.ts';
import type { CloudTrailRecord } from '../trail/record.ts';
import { contentWhenNeeded, eventKeyOf } from './event-key.ts';
import type { Origin } from './origin.ts';
import type { Outcome } from './outcome.ts';
import { withoutOwnWords } from './own-words.ts';
import type { SummedEvent } from './summary.ts';

/** What people are to know. Independent of the channel that it is sent through. */
export type Alert = MatchAlert | BurstAlert | Roundup | FailureAlert | OperationalAlert;

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

/** Matches of a rule with a threshold: as many with the same key in one log file as it asks for, or more. */
export interface BurstAlert extends EventRef {
  readonly kind: 'burst';
  readonly rule: Rule;
  /** The first of them by time. */
  readonly record: CloudTrailRecord;
  readonly output: JsonValue;
  /** That of the most severe of them. */
  readonly severity: Severity | undefined;
  /** How many of them came to what. */
  readonly outcomes: ReadonlyMap<Outcome['kind'], number>;
  /** Each once. A batch of CloudWatch Logs may have records of several accounts. */
  readonly origins: readonly Origin[];
  readonly burst: Burst;
}

export interface Burst {
  /** How many matches. */
  readonly count: number;
  /** What they have in common, as text. Null: they have too many different keys to count each by itself. */
  readonly key: string | null;
  /** How many different values of the threshold's `distinct`. */
  readonly distinct?: number;
  /** When the first and the last was. */
  readonly first: string | null;
  readonly last: string | null;
  readonly eventIDs: readonly string[];
  /** How many more event IDs there are. */
  readonly more: number;
}

/** Many matches of a rule, sent as one, or of several rules: then `rule` stands for all of them. */
export interface Roundup {
  readonly kind: 'roundup';
  readonly rule: Rule;
  /** Whether other matches of the rule are sent before it. */
  readonly isRest: boolean;
  /** Ids of the destinations that all its matches are routed to. */
  readonly destinations: readonly string[];
  readonly entries: readonly RoundupEntry[];
}

/** What a roundup keeps of a match: there may be hundreds of thousands. */
export interface RoundupEntry extends EventRef, SummedEvent {
  /** Of the match. */
  readonly severity: Severity | undefined;
  /** The rule of the match, in a roundup of several rules. */
  readonly rule?: Rule;
}

/** A rule could not be evaluated on records that it might have matched. */
export interface FailureAlert {
  readonly kind: 'failure';
  readonly rule: Rule;
  readonly entries: readonly FailureEntry[];
}

/** The function cannot see or deliver everything. It is about no record, and `rule` only stands for the function. */
export interface OperationalAlert extends EventRef {
  readonly kind: 'operational';
  readonly rule: Rule;
  readonly problem: OperationalProblem;
}

/** What keeps the function from its work, or did so until now. Texts for people, without secrets. */
export interface OperationalProblem {
  /** What it is about. About the same subject there is one alert a day. */
  readonly subject: string;
  readonly title: string;
  readonly sentence: string;
  /** What to do about it. */
  readonly advice: string;
  readonly facts: readonly (readonly [label: string, fact: string | readonly string[]])[];
  readonly severity: Severity;
  /** The id of the destination that it is about: it is no use to send it there. */
  readonly destination?: string | undefined;
}

/** Failures of a rule that are alike, such as those on one kind of call by one caller. */
export interface FailureEntry extends EventRef {
  readonly first: RuleFailure;
  readonly times: number;
  /** URIs of the log files with records that it failed on. */
  readonly logFiles: readonly string[];
  /** Whether there is one alert a day about them, however many follow. */
  readonly isOnceADay: boolean;
  /** Whether all of them are calls with the same parameters. */
  readonly isOneRequest: boolean;
  /** Why the first failed, if the program was evaluated in-process. */
  readonly cause?: FailureCause;
  /** What is the same every day about a mistake in the rule. */
  readonly mistake?: string;
  /** How many have followed the alert of an earlier day about the same mistake, as far as this process has seen. */
  readonly since?: number;
}

/** Texts for people. */
export interface FailureCause {
  /** The values that the program did not expect: `.errorCode is missing`. */
  readonly values: readonly string[];
  /** The piece of the program, and where it stands. */
  readonly program: string;
  /** What to write instead: with it, the program does not fail on this record. */
  readonly fix: string | undefined;
}

/** An event that an alert is about: what identifies it when it comes again, and the log file it comes from. */
export interface EventRef {
  readonly key: string;
  /** Differs where something else has the same key, such as another record with the same event ID. Only a ledger needs it. */
  readonly content: () => string;
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
  content: contentWhenNeeded(record),
  logFile,
});

export const eventsOf = (alert: Alert): readonly EventRef[] => {
  switch (alert.kind) {
    case 'match':
      return [eventRefOf(alert.record, alert.logFile)];
    case 'burst':
    case 'operational':
      return [alert];
    case 'roundup':
    case 'failure':
      return alert.entries;
  }
};

/** The rules that matched: several in some roundups. An event counts as alerted for each of its rules. */
export const rulesOf = (alert: Alert): readonly Rule[] =>
  alert.kind === 'roundup' ? [...new Set(alert.entries.map(({ rule = alert.rule }) => rule))] : [alert.rule];

export const ruleOfEvent = (alert: Alert, event: EventRef & { readonly rule?: Rule }): Rule =>
  alert.kind === 'roundup' ? (event.rule ?? alert.rule) : alert.rule;

/** The record of a match, the first of a burst, that of a single failure; undefined for several kinds of events. */
export const recordOf = (alert: Alert): CloudTrailRecord | undefined => {
  switch (alert.kind) {
    case 'match':
    case 'burst':
      return alert.record;
    case 'roundup':
    case 'operational':
      return undefined;
    case 'failure':
      return alert.entries.length === 1 ? alert.entries[0]?.first.record : undefined;
  }
};

/** URIs of the log files that an alert comes from. An operational alert comes from none. */
export const logFilesOf = (alert: Alert): readonly string[] => {
  switch (alert.kind) {
    case 'match':
    case 'burst':
      return [alert.logFile];
    case 'operational':
      return [];
    case 'roundup':
      return [...new Set(alert.entries.map(({ logFile }) => logFile))];
    case 'failure':
      return [...new Set(alert.entries.flatMap(({ logFiles }) => logFiles))];
  }
};

/** The alert with only these of its events; undefined when there is none. */
export const withEvents = (alert: Alert, events: ReadonlySet<EventRef>): Alert | undefined => {
  if (events.size === 0) return undefined;
  switch (alert.kind) {
    case 'match':
    case 'burst':
    case 'operational':
      return alert;
    case 'roundup':
      return { ...alert, entries: alert.entries.filter((entry) => events.has(entry)) };
    case 'failure':
      return { ...alert, entries: alert.entries.filter((entry) => events.has(entry)) };
  }
};

/** What the rule's output adds to the record: nothing when it is `true` or the record itself. */
export const annotationOf = (alert: MatchAlert | BurstAlert): JsonValue | undefined => {
  const output = withoutOwnWords(alert);
  return output === true || output === alert.record || isDeepStrictEqual(output, alert.record)
    ? undefined
    : output;
};
