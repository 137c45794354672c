import { isDeepStrictEqual } from 'node:util';
import type { JsonValue } from '../json.ts';
import type { Match } from '../rules/match.ts';
import type { Rule } from '../rules/rule.ts';
import type { CloudTrailRecord } from '../trail/record.ts';

/** What people are told about a match. Knows nothing of the channel that tells it. */
export interface Alert {
  readonly rule: Rule;
  readonly record: CloudTrailRecord;
  /** What the rule's program gave for the record. */
  readonly match: JsonValue;
  /** URI of the log file that holds the record. */
  readonly logFile: string;
}

export const alertFor = ({ rule, record, output }: Match, logFile: string): Alert => ({
  rule,
  record,
  match: output,
  logFile,
});

/** What the rule adds to the record: nothing when it only says yes or gives the record back. */
export const annotationOf = (alert: Alert): JsonValue | undefined =>
  alert.match === true || isWholeRecord(alert) ? undefined : alert.match;

export const isWholeRecord = ({ record, match }: Alert): boolean =>
  match === record || isDeepStrictEqual(match, record);
