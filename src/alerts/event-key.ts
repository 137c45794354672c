import { createHash } from 'node:crypto';
import { isJsonArray, isJsonObject, type JsonValue, nonEmptyString, withinDepth } from '../json.ts';
import { type CloudTrailRecord, eventIdOf } from '../trail/record.ts';

/**
 * What makes an event the same when it comes again: its ID in the account that recorded it. CloudTrail may
 * repeat an event within a file and in other files, and S3 may notify twice; the ID stays (CloudTrail User
 * Guide, "Finding your CloudTrail log files"). A record without one is known by its content.
 */
export const eventKeyOf = (record: CloudTrailRecord): string => {
  const id = eventIdOf(record);
  return id === undefined
    ? `content:${sha256(canonical(withinDepth(record)))}`
    : `event:${nonEmptyString(record.recipientAccountId) ?? ''}:${id}`;
};

/** The UTC day of the event, which claims are kept by. Aggregated events have a window of time instead of one. */
export const dayOf = ({ eventTime, timeWindow }: CloudTrailRecord): string => {
  const time = nonEmptyString(eventTime ?? (isJsonObject(timeWindow) ? timeWindow.windowStart : undefined));
  const [day] = /^\d{4}-\d{2}-\d{2}(?=T)/.exec(time ?? '') ?? [];
  return day ?? undated;
};

/** The day of an event that does not tell. */
export const undated = 'undated';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The same JSON for the same value, whatever the order of its keys. */
const canonical = (value: JsonValue): string => {
  if (isJsonArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`);
  return `{${members.join()}}`;
};
