import { hash } from 'node:crypto';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, nonEmptyString } from '../json.ts';
import { type CloudTrailRecord, eventIdOf } from '../trail/record.ts';

/**
 * Identifies an event by its ID in the account that recorded it. CloudTrail may write an event several times into one
 * log file and into others, and S3 may notify twice; the ID stays the same (CloudTrail User Guide, "Finding your
 * CloudTrail log files"). A record without an ID is identified by its content.
 */
export const eventKeyOf = (record: CloudTrailRecord): string => {
  const id = eventIdOf(record);
  if (id === undefined) return `content:${contentOf(record)}`;
  return `event:${sha256(JSON.stringify([nonEmptyString(record.recipientAccountId) ?? '', id]))}`;
};

/**
 * A hash of what a record says, in whatever order. Whoever can write log files can give a record the ID of another one,
 * so the same ID is not enough to leave a record out.
 *
 * Two fields do not count, since CloudTrail may write another copy of the same event without them (CloudTrail User
 * Guide, "CloudTrail record contents"): `addendum` says why this copy came late, and `eventContext` is added only where
 * a trail or an event data store is set up to add it.
 */
export const contentOf = (record: CloudTrailRecord): string => {
  if (!('addendum' in record || 'eventContext' in record)) return sha256(canonical(record));
  const { addendum: _, eventContext: __, ...rest } = record;
  return sha256(canonical(rest));
};

/** The same, hashed when it is first asked for. Until then the record is kept. */
export const contentWhenNeeded = (record: CloudTrailRecord): (() => string) => {
  let left: CloudTrailRecord | undefined = record;
  let content = '';
  return () => {
    if (left !== undefined) content = contentOf(left);
    left = undefined;
    return content;
  };
};

/** The UTC day of the event. Aggregated events have a time window instead of a time. */
export const dayOf = ({ eventTime, timeWindow }: CloudTrailRecord): string => {
  const time = nonEmptyString(eventTime ?? (isJsonObject(timeWindow) ? timeWindow.windowStart : undefined));
  const [day] = /^\d{4}-\d{2}-\d{2}(?=T)/.exec(time ?? '') ?? [];
  return day ?? undated;
};

/** Instead of the day, for an event without a time. */
export const undated = 'undated';

export const sha256 = (text: string): string => hash('sha256', text);

/**
 * The same text for the same value, in whatever order its keys are, and another one for any other value. Not recursive:
 * a hostile record nests deep.
 */
const canonical = (value: JsonValue): string => {
  let written = '';
  const open: (string | Nested)[] = [textOrNested(value)];
  for (let part = open.pop(); part !== undefined; part = open.pop())
    written += typeof part === 'string' ? part : openNested(part, open);
  return written;
};

type Nested = readonly JsonValue[] | JsonObject;

const textOrNested = (value: JsonValue): string | Nested => {
  if (typeof value === 'string') return `"${value.length}:${value}`;
  return typeof value === 'object' && value !== null ? value : `${value},`;
};

/** Gives the first character. The rest comes onto the stack, the last of it first. */
const openNested = (nested: Nested, open: (string | Nested)[]): string => {
  if (isJsonArray(nested)) {
    open.push(']');
    for (const item of nested.toReversed()) open.push(textOrNested(item));
    return '[';
  }
  open.push('}');
  for (const key of Object.keys(nested).sort().reverse())
    open.push(textOrNested(nested[key] ?? null), `${key.length}:${key}`);
  return '{';
};
