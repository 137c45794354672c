import { isGzip } from '../gzip.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import { documentsIn } from '../json-documents.ts';
import { textIn } from '../trail/encoding.ts';
import { listNamed, listsIn } from '../trail/shapes/lists.ts';
import type { Allowance } from './allowance.ts';
import { listIn } from './batch-of.ts';
import { firehoseRecords } from './envelopes/firehose.ts';
import { kinesisRecords } from './envelopes/kinesis.ts';
import { snsMessage } from './envelopes/sns.ts';
import { sqsMessage } from './envelopes/sqs.ts';
import { cloudTrailNotice } from './messages/cloudtrail-notice.ts';
import { cloudTrailRecord } from './messages/cloudtrail-record.ts';
import { cloudWatchLogs } from './messages/cloudwatch-logs.ts';
import { eventBridgeEvent } from './messages/event-bridge-event.ts';
import { failedBatch } from './messages/failed-batch.ts';
import { failedInvocation } from './messages/failed-invocation.ts';
import { failedTransformation } from './messages/failed-transformation.ts';
import { logSubscription } from './messages/log-subscription.ts';
import { lookedUpEvent, lookedUpEvents } from './messages/looked-up-event.ts';
import { otherNotices } from './messages/other-notices.ts';
import { s3Object } from './messages/s3-object.ts';
import { snsNotification } from './messages/sns-notification.ts';
import { otherPartsIn } from './other-parts.ts';
import { bytesInText, controlText } from './plain-text.ts';
import type { MessageShape, Part } from './shapes.ts';

/** One line for each shape of message, one file each. The first that knows a message reads it. */
const shapes: readonly MessageShape[] = [
  s3Object,
  cloudTrailNotice,
  eventBridgeEvent,
  cloudWatchLogs,
  logSubscription,
  snsNotification,
  snsMessage,
  sqsMessage,
  ...kinesisRecords,
  firehoseRecords,
  failedBatch,
  failedInvocation,
  failedTransformation,
  lookedUpEvent,
  lookedUpEvents,
  ...otherNotices,
];

/** Deeper than anything that AWS sends. Gzip may inflate to itself. */
export const maxDepth = 24;

/**
 * What a message names, holds or wraps. Undefined if its shape is unknown, and it is no list of anything that is known.
 * Throws TooLargeError.
 */
export const partsOf = (value: unknown, allowance: Allowance, depth: number): readonly Part[] | undefined => {
  const record = cloudTrailRecord(value);
  if (record !== undefined) return record;
  if (isJsonArray(value)) return partsOfList(value, allowance, depth);
  return isJsonObject(value) ? partsOfObject(value, allowance, depth) : undefined;
};

/** It may be of several shapes at once, and hold a list too: what one of them skips does not hide the others. */
const partsOfObject = (
  value: JsonObject,
  allowance: Allowance,
  depth: number,
): readonly Part[] | undefined => {
  // A list may have a hundred thousand objects that are nothing.
  if (!Object.keys(value).some(mayBeRead)) return undefined;
  const { parts, rest } = readByShapes(value);
  const lists = listsIn(rest).filter(({ ofRecords }) => ofRecords);
  if (parts.length === 0 && lists.length === 0) return undefined;
  const entries = lists.flatMap((list) => list.entries);
  const ofLists = parts.length === 0 ? partsOfList(entries, allowance, depth) : messagesIn(entries);
  if (ofLists === undefined) return undefined;
  const names = lists.map(({ name }) => name);
  const others = otherPartsIn({
    rest: without(rest, names),
    unread: without(parts.every(isSkipped) ? value : rest, names),
    isKnown: (one) => isKnown(one, allowance, depth + 1),
  });
  return [...parts, ...ofLists, ...others];
};

const mayBeRead = (key: string): boolean => keysOfShapes.has(key) || listNamed(key) !== undefined;

const keysOfShapes: ReadonlySet<string> = new Set(shapes.flatMap(({ keys }) => keys));

const isSkipped = ({ kind }: Part): boolean => kind === 'skipped';

/** Each shape reads what those before it have left. */
const readByShapes = (value: JsonObject): { readonly parts: readonly Part[]; readonly rest: JsonObject } => {
  const parts: (readonly Part[])[] = [];
  let rest = value;
  for (const { read, keys } of shapes) {
    const found = read(rest);
    if (found === undefined) continue;
    parts.push(found);
    rest = without(rest, keys);
  }
  return { parts: parts.flat(), rest };
};

/** The source stays: it says of what kind the rest is. */
const without = (value: JsonObject, keys: readonly string[]): JsonObject =>
  Object.fromEntries(
    Object.entries(value).filter(([key]) => !keys.includes(key) || key.toLowerCase() === 'eventsource'),
  );

/** A list of anything that is known, such as the records of a log file. */
const partsOfList = (
  entries: readonly JsonValue[],
  allowance: Allowance,
  depth: number,
): readonly Part[] | undefined => {
  if (entries.length === 0) return [emptyBatch];
  return hasKnown(entries, allowance, depth) ? messagesIn(entries) : undefined;
};

const hasKnown = (entries: readonly JsonValue[], allowance: Allowance, depth: number): boolean =>
  entries.some((entry) => isKnown(entry, allowance, depth + 1));

const emptyBatch: Part = { kind: 'skipped', what: 'an empty batch' };

const messagesIn = (entries: readonly JsonValue[]): readonly Part[] =>
  entries.map((entry, index) => ({ kind: 'message', value: entry, place: `entry ${index + 1}` }));

/**
 * Whether a value is a message of a known shape, a list that has one, or text of one. An empty list is an empty batch
 * only where it is all there is. Throws TooLargeError.
 */
export const isKnown = (value: unknown, allowance: Allowance, depth = 0): boolean => {
  if (depth > maxDepth || (depth > 0 && listIn(value)?.length === 0)) return false;
  if (typeof value !== 'string') return isKnownObject(value, allowance, depth);
  if (controlText(value) !== undefined) return true;
  for (const document of documentsIn(value, allowance.parse))
    if (!(document instanceof SyntaxError) && isKnown(document, allowance, depth + 1)) return true;
  const bytes = bytesInText(value);
  if (bytes === undefined) return false;
  return isGzip(bytes) || isKnown(textIn(bytes), allowance, depth + 1);
};

/** Lists in lists are asked about at each level. What is in them is looked at once. */
const isKnownObject = (value: unknown, allowance: Allowance, depth: number): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  const found =
    known.get(value) ??
    (isJsonArray(value)
      ? value.length === 0 || hasKnown(value, allowance, depth)
      : partsOf(value, allowance, depth) !== undefined);
  if (found || isJsonArray(value)) known.set(value, found);
  return found;
};

const known = new WeakMap<object, boolean>();
