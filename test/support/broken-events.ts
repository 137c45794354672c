import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/json.ts';
import { aRecord } from './builders.ts';
import {
  apiCall,
  base64,
  batchEvent,
  firehoseEvent,
  kinesisEvent,
  logEnvelope,
  notification,
  object,
  objectCreated,
  packed,
  snsEnvelope,
  snsEvent,
  sqsEvent,
} from './events.ts';
import { readText } from './fixtures.ts';
import { anyFraction } from './fuzz.ts';

/** Where in an event something is: keys, indexes, and ways into texts that hold a message. */
type Path = readonly (string | number | Wrapping)[];

/** How a text holds a message. */
interface Wrapping {
  readonly open: (text: string) => JsonValue;
  readonly close: (value: JsonValue) => string;
}

/** A change of an event somewhere; `within` says where it may be. */
export type Change = (event: JsonValue, within?: Path) => JsonValue;

/** Every shape of event, each with a log file of these keys, or a record, for each of its items. */
export const eventsWith = (
  [key, otherKey]: readonly [string, string],
  eventID: string,
): Readonly<Record<string, JsonValue>> => {
  const inTrail = object(key, undefined, 'my-trail');
  const otherInTrail = object(otherKey, undefined, 'my-trail');
  const named = notification(inTrail);
  const otherNamed = notification(otherInTrail);
  const record = aRecord({ eventID });
  const logs = logEnvelope(JSON.stringify(record));
  const events: Readonly<Record<string, unknown>> = {
    S3: notification(inTrail, otherInTrail),
    'EventBridge of S3': objectCreated(key, 'my-trail'),
    'EventBridge of CloudTrail': apiCall(record),
    SNS: snsEvent(named, otherNamed),
    'a notice in SNS': snsEvent({ s3Bucket: 'my-trail', s3ObjectKey: [key, otherKey] }),
    SQS: sqsEvent(JSON.stringify(named), JSON.stringify(otherNamed)),
    'SNS in SQS': sqsEvent(JSON.stringify(snsEnvelope(named)), JSON.stringify(snsEnvelope(otherNamed))),
    'EventBridge in SQS': sqsEvent(
      JSON.stringify(objectCreated(key, 'my-trail')),
      JSON.stringify(apiCall(record)),
    ),
    'CloudWatch Logs': { awslogs: { data: packed(logs) } },
    'Kinesis with records': kinesisEvent(base64(record), base64(record)),
    'Kinesis with CloudWatch Logs': kinesisEvent(packed(logs), packed(logs)),
    Firehose: firehoseEvent(base64(record), packed(logs)),
    'Batch Operations 1.0': batchEvent(
      '1.0',
      { s3Key: key, s3VersionId: null, s3BucketArn: 'arn:aws:s3:::my-trail' },
      { s3Key: otherKey, s3VersionId: null, s3BucketArn: 'arn:aws:s3:::my-trail' },
    ),
    'Batch Operations 2.0': batchEvent(
      '2.0',
      { s3Key: key, s3Bucket: 'my-trail' },
      { s3Key: otherKey, s3Bucket: 'my-trail' },
    ),
    'the fixture': JSON.parse(readText('fixtures/events/s3-object-created.json')),
    'a test': JSON.parse(readText('fixtures/events/s3-test-event.json')),
  };
  // What a builder leaves undefined is not there in an event.
  return JSON.parse(JSON.stringify(events));
};

/** Where the second item of an event has its message, in the shapes that have several items. */
export const secondMessage: Readonly<Record<string, Path>> = {
  SNS: ['Records', 1, 'Sns', 'Message'],
  SQS: ['Records', 1, 'body'],
  'SNS in SQS': ['Records', 1, 'body'],
  'EventBridge in SQS': ['Records', 1, 'body'],
  'Kinesis with records': ['Records', 1, 'kinesis', 'data'],
  'Kinesis with CloudWatch Logs': ['Records', 1, 'kinesis', 'data'],
  Firehose: ['records', 1, 'data'],
  'Batch Operations 1.0': ['tasks', 1, 's3Key'],
  'Batch Operations 2.0': ['tasks', 1, 's3Key'],
};

export const anyValue = (): fc.Arbitrary<JsonValue> =>
  fc.oneof(
    // fast-check's JSON values are what JSON.parse gives, by another name.
    fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue>,
    fc.constantFrom<JsonValue>(
      '',
      '%',
      '..',
      '/',
      '{}',
      '[]',
      'null',
      '\ud800',
      '\u0000',
      '__proto__',
      'x'.repeat(2000),
    ),
    fc.constantFrom<JsonValue>(
      null,
      0,
      -1,
      1e308,
      {},
      [],
      [[]],
      { Records: [] },
      { ['k'.repeat(9000)]: 1 },
      nested(1000),
    ),
  );

const nested = (levels: number): JsonValue =>
  Array.from({ length: levels }).reduce<JsonValue>((inner) => [inner], 'bottom');

/** Puts something else somewhere, leaves something out, has it twice, or cuts or changes a text. */
export const anyEventChange = (): fc.Arbitrary<Change> =>
  fc
    .tuple(
      anyFraction(),
      anyFraction(),
      anyValue(),
      fc.constantFrom('put', 'leave out', 'twice', 'cut', 'flip'),
    )
    .map(([which, where, value, kind]) => (event, within = []) => {
      const paths = pathsIn(event, within, []);
      const path = paths[Math.floor(which * paths.length)] ?? [];
      return changeAt(event, path, (found) => {
        if (kind === 'leave out') return [];
        if (kind === 'twice') return [found, found];
        if (kind === 'put' || typeof found !== 'string') return [value];
        const at = Math.floor(where * found.length);
        const flipped = String.fromCharCode((found.charCodeAt(at) || 0) ^ 1);
        return [kind === 'cut' ? found.slice(0, at) : found.slice(0, at) + flipped + found.slice(at + 1)];
      });
    });

/** Every place in a value that lies `within`. */
const pathsIn = (value: JsonValue, within: Path, path: Path): readonly Path[] => {
  const [step, ...rest] = within;
  if (step !== undefined) {
    // `within` names keys and indexes only.
    const member = (value as Readonly<Record<string, JsonValue>>)[String(step)];
    return member === undefined ? [] : pathsIn(member, rest, [...path, step]);
  }
  if (isJsonArray(value))
    return [path, ...value.flatMap((item, index) => pathsIn(item, [], [...path, index]))];
  if (isJsonObject(value))
    return [path, ...Object.entries(value).flatMap(([key, item]) => pathsIn(item, [], [...path, key]))];
  const wrapping = wrappingOf(value);
  return wrapping === undefined
    ? [path]
    : [path, ...pathsIn(wrapping.open(String(value)), [], [...path, wrapping])];
};

/** What is at a path becomes none, one or two of something. */
const changeAt = (
  value: JsonValue,
  [step, ...rest]: Path,
  change: (found: JsonValue) => readonly JsonValue[],
): JsonValue => {
  if (step === undefined) return change(value)[0] ?? null;
  if (typeof step === 'object') return step.close(changeAt(step.open(String(value)), rest, change));
  const changed = (item: JsonValue): readonly JsonValue[] =>
    rest.length === 0 ? change(item) : [changeAt(item, rest, change)];
  if (isJsonArray(value)) return value.flatMap((item, index) => (index === step ? changed(item) : [item]));
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).flatMap(([key, item]) =>
    key === step
      ? changed(item).map((one, index) => [index === 0 ? key : `${key}2`, one] as const)
      : [[key, item] as const],
  );
  return Object.fromEntries(members);
};

const wrappingOf = (value: JsonValue): Wrapping | undefined =>
  typeof value === 'string' ? wrappings.find(({ open }) => isMessage(open, value)) : undefined;

const isMessage = (open: Wrapping['open'], text: string): boolean => {
  try {
    return isJsonObject(open(text));
  } catch {
    return false;
  }
};

const wrappings: readonly Wrapping[] = [
  { open: (text) => JSON.parse(text), close: (value) => JSON.stringify(value) },
  { open: (text) => JSON.parse(Buffer.from(text, 'base64').toString()), close: base64 },
  {
    open: (text) => JSON.parse(gunzipSync(Buffer.from(text, 'base64')).toString()),
    close: (value) => gzipSync(JSON.stringify(value)).toString('base64'),
  },
];

/** Every object in an event, in the messages that it holds too. */
export const objectsIn = (value: JsonValue): readonly JsonObject[] => {
  if (isJsonArray(value)) return value.flatMap(objectsIn);
  if (isJsonObject(value)) return [value, ...Object.values(value).flatMap(objectsIn)];
  const wrapping = wrappingOf(value);
  return wrapping === undefined ? [] : objectsIn(wrapping.open(String(value)));
};
