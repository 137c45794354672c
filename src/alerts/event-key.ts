import { createHash } from 'node:crypto';
import { isJsonArray, isJsonObject, type JsonValue, nonEmptyString, withinDepth } from '../json.ts';
import { type CloudTrailRecord, eventIdOf } from '../trail/record.ts';

/**
 * Identifies an event: its ID in the account that recorded it. CloudTrail may write an event several times into one log
 * file and into others, and S3 may notify twice; the ID stays the same (CloudTrail User Guide, "Finding your CloudTrail
 * log files"). A record without an ID is identified by its content.
 */
export const eventKeyOf = (record: CloudTrailRecord): string => {
  const id = eventIdOf(record);
  return id === undefined
    ? `content:${sha256(canonical(withinDepth(record)))}`
    : `event:${nonEmptyString(record.recipientAccountId) ?? ''}:${id}`;
};

/** The UTC day of the event. Aggregated events have a time window instead of a time. */
export const dayOf = ({ eventTime, timeWindow }: CloudTrailRecord): string => {
  const time = nonEmptyString(eventTime ?? (isJsonObject(timeWindow) ? timeWindow.windowStart : undefined));
  const [day] = /^\d{4}-\d{2}-\d{2}(?=T)/.exec(time ?? '') ?? [];
  return day ?? undated;
};

/** Instead of the day, for an event without a time. */
export const undated = 'undated';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The same JSON for the same value, in whatever order its keys are. */
const canonical = (value: JsonValue): string => {
  if (isJsonArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`);
  return `{${members.join()}}`;
};
