import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, nonEmptyString } from '../../json.ts';
import { parseBytes } from '../parse-bytes.ts';
import { type CloudTrailRecord, eventIdOf } from '../record.ts';
import type { Content, OtherContent } from './content.ts';
import { hidesRecord } from './hidden-record.ts';
import { entryIn, hasBrokenRecords, type ListName, listNamed, listsIn } from './lists.ts';
import { isOfTrigger, neighbourIn } from './neighbours.ts';
import { isControlMessage, isForgedEvent, isOtherEvent, wrappedIn } from './wrappers.ts';

/** What an entry of a list is, or holds. */
export const contentsOfEntry = ({ name, ofRecords }: ListName, entry: JsonValue) =>
  contentsOf(entryIn(name, entry), { ofRecords, depth: 0 });

/** What a document that is no list is, or holds. */
export const contentsOfDocument = (document: JsonValue) =>
  contentsOf(document, { ofRecords: false, depth: 0 });

/** Whether it is a record for certain: nearly all of a log file are. */
export const isPlainRecord = (value: unknown): value is CloudTrailRecord =>
  isJsonObject(value) &&
  typeof value.eventVersion === 'string' &&
  !isJsonArray(value.Records) &&
  !(typeof value.eventSource === 'string' && value.eventSource.startsWith('aws:'));

/**
 * Every record has a version (CloudTrail User Guide, "CloudTrail record contents"), but people leave out fields when
 * they copy records.
 */
const looksLikeRecord = (value: JsonObject): boolean =>
  !isOfTrigger(value) &&
  (categories.has(value.eventCategory) ||
    fields.filter((field) => nonEmptyString(value[field]) !== undefined).length >= 3);

const categories: ReadonlySet<unknown> = new Set([
  'Management',
  'Data',
  'NetworkActivity',
  'Insight',
  'Aggregated',
]);

const fields = ['eventID', 'eventTime', 'eventSource', 'eventName', 'eventType', 'awsRegion'];

interface Place {
  readonly ofRecords: boolean;
  /** How many values this one is in that were found to hold something. */
  readonly depth: number;
}

const contentsOf = (value: JsonValue, place: Place): readonly Content[] => {
  if (place.depth > maxDepth) return [{ kind: 'broken', what: 'more than 5 messages in one another' }];
  if (typeof value === 'string') return contentsOfText(value, place);
  if (isJsonArray(value)) return contentsOfAll(value, place);
  return isJsonObject(value) ? contentsOfObject(value, place) : [notAnObject];
};

/** A record in a message in a notification, in a list: there is no more in practice. */
const maxDepth = 5;

const notAnObject: Content = { kind: 'unknown', what: 'not an object' };

const contentsOfAll = (values: readonly JsonValue[], { depth }: Place): readonly Content[] => {
  const contents = values.flatMap((value) => contentsOf(value, { ofRecords: false, depth: depth + 1 }));
  return contents.every(({ kind }) => kind === 'unknown') ? [notAnObject] : contents;
};

const contentsOfText = (text: string, { depth }: Place): readonly Content[] => {
  if (!/^\s*[[{"]/.test(text)) return [notAnObject];
  try {
    return contentsOf(parseBytes(Buffer.from(text)), { ofRecords: false, depth: depth + 1 });
  } catch {
    return [notAnObject];
  }
};

const contentsOfObject = (value: JsonObject, { ofRecords, depth }: Place): readonly Content[] => {
  if (isPlainRecord(value)) return [{ kind: 'record', record: value }];
  const lists = listsIn(value);
  if (lists.length > 0) {
    const ofLists = lists.flatMap(({ name, ofRecords, entries }) =>
      entries.flatMap((entry) => contentsOf(entryIn(name, entry), { ofRecords, depth: depth + 1 })),
    );
    return [...ofLists, ...contentsBesideLists(value, depth)];
  }
  if (looksLikeRecord(value)) return [{ kind: 'record', record: value }];
  const trouble = troubleIn(value);
  if (trouble !== undefined) return [{ kind: 'broken', what: trouble }];
  const wrapped = contentsWrappedIn(value, depth);
  if (wrapped.length > 0) return wrapped;
  if (isLookedUp(value))
    return [
      { kind: 'broken', what: 'an event of lookup-events whose CloudTrailEvent is not a record in JSON' },
    ];
  if (isOtherEvent(value))
    return [withoutRecord(value, { kind: 'message', what: 'an event of EventBridge' })];
  if (isControlMessage(value)) return [withoutRecord(value, { kind: 'message', what: 'a control message' })];
  const neighbour = neighbourIn(value);
  if (neighbour !== undefined) return [withoutRecord(value, { kind: 'neighbour', what: neighbour })];
  if (hasBrokenRecords(value)) return [{ kind: 'broken', what: 'a log file whose Records are no array' }];
  if (ofRecords) return [{ kind: 'record', record: value }];
  return [withoutRecord(value, { kind: 'unknown', what: 'JSON without records' })];
};

/** What its messages hold. Log shippers keep the original beside what they made of it: of the same record one is enough. */
const contentsWrappedIn = (value: JsonObject, depth: number): readonly Content[] => {
  const [first = [], ...others] = wrappedIn(value)
    .map((inner) => contentsOf(inner, { ofRecords: false, depth: depth + 1 }))
    .filter((contents) => contents.some(({ kind }) => kind !== 'unknown'));
  const ids = new Set(first.map(idIn));
  return [
    ...first,
    ...others.flat().filter((content) => content.kind === 'broken' || !ids.has(idIn(content))),
  ];
};

const idIn = (content: Content): string | undefined =>
  content.kind === 'record' ? eventIdOf(content.record) : undefined;

/** What stands beside the lists of a document, if it should not be left out: records, or what looks like one. */
export const contentsBesideLists = (document: JsonObject, depth = 0): readonly Content[] => {
  const beside = Object.fromEntries(Object.entries(document).filter(([key]) => listNamed(key) === undefined));
  const wrapped = contentsWrappedIn(beside, depth).filter(
    ({ kind }) => kind === 'record' || kind === 'broken',
  );
  const hidden = withoutRecord(beside, { kind: 'unknown', what: 'something beside a list of records' });
  return wrapped.length > 0 || hidden.kind === 'unknown' ? wrapped : [hidden];
};

/** What may be left out is broken instead if a record is in it, wherever that is. */
const withoutRecord = (value: JsonObject, content: OtherContent): OtherContent =>
  hidesRecord(value)
    ? { kind: 'broken', what: `${content.what}, with what looks like a record where none should be` }
    : content;

/** Why the records that an object should hold cannot be had, and what would help. */
const troubleIn = (value: JsonObject): string | undefined => {
  if (isJsonObject(value.requestContext) && 'requestPayload' in value)
    return 'an event that the function failed on, which tattletail redrive handles';
  if (isLookedUp(value) && !isText(value.CloudTrailEvent))
    return 'an event of lookup-events without CloudTrailEvent, which is the record';
  if (isForgedEvent(value))
    return 'an event of EventBridge that is not from CloudTrail: its source does not begin with "aws."';
  if (
    (isOfTrigger(value) && value.eventSource !== 'aws:s3') ||
    (isText(value.recordId) && isText(value.data))
  )
    return 'a message of a queue, a topic or a stream, which may hold records';
  return undefined;
};

/** CloudTrail API Reference, "Event", which `aws cloudtrail lookup-events` prints. */
const isLookedUp = ({ EventId, EventName }: JsonObject): boolean => isText(EventId) && isText(EventName);

const isText = (value: unknown): value is string => typeof value === 'string';
