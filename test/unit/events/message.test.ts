import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createAllowance } from '../../../src/events/allowance.ts';
import { type Contents, contentsOf } from '../../../src/events/contents.ts';
import { sourcesIn } from '../../../src/events/message.ts';
import { readTrigger } from '../../../src/events/trigger.ts';
import { documentsIn } from '../../../src/json-documents.ts';
import { aRecord } from '../../support/builders.ts';
import {
  aggregated,
  apiCall,
  configNotice,
  failedBatch,
  failedInvocation,
  failedTransformation,
  firehoseEvent,
  kinesisEvent,
  kinesisPipe,
  logEnvelope,
  notification,
  object,
  objectCreated,
  packed,
  snsConfirmation,
  snsEnvelope,
  snsEvent,
  sqsEvent,
  sqsPipe,
} from '../../support/events.ts';

const allowance = () => createAllowance({ bytes: 2 ** 26, values: 2 ** 24 });

const contentsIn = (event: unknown): Contents =>
  contentsOf(
    readTrigger(event).items.flatMap(({ parts }) =>
      parts.flatMap((part) => [...sourcesIn(part, allowance())]),
    ),
  );

/** What an event comes to: what there is to read, what cannot be, and what is no new log file. */
const read = (event: unknown) => {
  const { objects, records, unreadable, malformed, skipped } = contentsIn(event);
  return {
    objects: objects.map(({ bucket, key }) => `${bucket}/${key}`),
    records: records?.records.map(({ eventID }) => eventID) ?? [],
    unreadable: unreadable.map(({ message }) => message),
    malformed: malformed.reasons,
    skipped: [...skipped.keys()],
  };
};

const nothing = { objects: [], records: [], unreadable: [], malformed: [], skipped: [] };
const text = (value: unknown): string => JSON.stringify(value);
const base64Of = (message: string): string => Buffer.from(message).toString('base64');
const gzipOf = (message: string): string => gzipSync(message).toString('base64');

/** Every way in which a text reaches us. */
const wrappers: Readonly<Record<string, (message: string) => unknown>> = {
  SQS: sqsEvent,
  'SQS, in base64': (message) => sqsEvent(base64Of(message)),
  'SQS, gzipped': (message) => sqsEvent(gzipOf(message)),
  'SQS, as a JSON string': (message) => sqsEvent(text(message)),
  SNS: (message) => ({ Records: [{ EventSource: 'aws:sns', Sns: { MessageId: 'm', Message: message } }] }),
  'SNS in SQS': (message) => sqsEvent(text({ ...snsEnvelope(''), Message: message })),
  'SNS in SNS in SQS': (message) => sqsEvent(text(snsEnvelope({ ...snsEnvelope(''), Message: message }))),
  'SNS in Firehose': (message) =>
    firehoseEvent(base64Of(`${text({ ...snsEnvelope(''), Message: message })}\n`)),
  Kinesis: (message) => kinesisEvent(base64Of(message)),
  'Kinesis, gzipped': (message) => kinesisEvent(gzipOf(message)),
  'Kinesis, gzipped twice': (message) => kinesisEvent(gzipSync(gzipSync(message)).toString('base64')),
  'Kinesis, in base64 twice': (message) => kinesisEvent(base64Of(base64Of(message))),
  'Kinesis, packed by its producer library': (message) =>
    kinesisEvent(aggregated(message).toString('base64')),
  'Kinesis with CloudWatch Logs': (message) => kinesisEvent(packed(logEnvelope(message))),
  Firehose: (message) => firehoseEvent(base64Of(message)),
  'Firehose, gzipped': (message) => firehoseEvent(gzipOf(message)),
  'Firehose with CloudWatch Logs': (message) => firehoseEvent(packed(logEnvelope(message))),
  'CloudWatch Logs': (message) => ({ awslogs: { data: packed(logEnvelope(message)) } }),
  'a pipe from SQS': sqsPipe,
  'a pipe from SQS with SNS': (message) => sqsPipe(text({ ...snsEnvelope(''), Message: message })),
  'a pipe from Kinesis': (message) => kinesisPipe(base64Of(message)),
  'a pipe from Kinesis, gzipped': (message) => kinesisPipe(gzipOf(message)),
  'a failed event of SNS': (message) =>
    failedInvocation({ Records: [{ EventSource: 'aws:sns', Sns: { MessageId: 'm', Message: message } }] }),
  'a failed event in SQS': (message) => sqsEvent(text(failedInvocation(message))),
  'a failed event in SNS': (message) => snsEvent(failedInvocation(message)),
  'a failed event in SNS in SQS': (message) => sqsEvent(text(snsEnvelope(failedInvocation(message)))),
  'a failed event of CloudWatch Logs in SQS': (message) =>
    sqsEvent(text(failedInvocation({ awslogs: { data: packed(logEnvelope(message)) } }))),
  'a failed batch of Kinesis with its payload': (message) => failedBatch(kinesisEvent(base64Of(message))),
  'what Firehose keeps': (message) => failedTransformation(base64Of(message)),
  'an event of SQS in SQS': (message) => sqsEvent(text(sqsEvent(message))),
  'a message of SQS in the dead-letter queue of a pipe': (message) => sqsEvent(text(sqsPipe(message)[0])),
};

const lines = (...values: readonly unknown[]): string => values.map((value) => `${text(value)}\n`).join('');

const first = aRecord({ eventID: '1' });
const second = aRecord({ eventID: '2' });
const health = { ...apiCall({}, 'AWS Health Event'), source: 'aws.health' };
const alarm = { AlarmName: 'a', NewStateValue: 'ALARM', StateChangeTime: '2026-11-20T09:05:00.000+0000' };
const controlMessage = {
  ...logEnvelope('CWL CONTROL MESSAGE: Checking health'),
  messageType: 'CONTROL_MESSAGE',
};
const trailKey = 'AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/20/x.json.gz';
const configKey = 'AWSLogs/111122223333/Config/eu-central-1/2026/11/20/ConfigHistory/x.json.gz';

const objects = (...names: readonly string[]) => ({ ...nothing, objects: names });
const records = (...ids: readonly string[]) => ({ ...nothing, records: ids });
const skipped = (what: string) => ({ ...nothing, skipped: [what] });
const malformed = (reason: string) => ({ ...nothing, malformed: [expect.stringContaining(reason)] });
const unreadable = (reason: string) => ({ ...nothing, unreadable: [expect.stringContaining(reason)] });

/** Every message, and what it comes to. */
const messages: Readonly<Record<string, readonly [message: string, expected: unknown]>> = {
  'a notification of S3': [text(notification(object('a+b'), object('c'))), objects('b/a b', 'b/c')],
  'an entry of a notification': [text(notification(object('a+b')).Records[0]), objects('b/a b')],
  'several notifications': [
    lines(notification(object('a')), notification(object('b'))),
    objects('b/a', 'b/b'),
  ],
  'a notice of CloudTrail': [text({ s3Bucket: 'b', s3ObjectKey: ['x+y', 'z'] }), objects('b/x+y', 'b/z')],
  'a notice with one key': [text({ s3Bucket: 'b', s3ObjectKey: 'x+y' }), objects('b/x+y')],
  'a notice as AWS Config sends it, with a key of CloudTrail': [
    text(configNotice(trailKey)),
    objects(`b/${trailKey}`),
  ],
  'an object in EventBridge': [text(objectCreated('a+b')), objects('b/a+b')],
  'a record in EventBridge': [text(apiCall(first)), records('1')],
  'records in EventBridge, one a line': [lines(apiCall(first), apiCall(second)), records('1', '2')],
  'a record': [text(first), records('1')],
  'records, one a line': [lines(first, second), records('1', '2')],
  'records, joined': [text(first) + text(second), records('1', '2')],
  'records over several lines': [
    `${JSON.stringify(first, null, 2)}\n${JSON.stringify(second, null, 2)}`,
    records('1', '2'),
  ],
  'records in a list': [text([first, second]), records('1', '2')],
  'records in lists, one a line': [lines([first], [second]), records('1', '2')],
  'records with commas between them': [`${text(first)},\n${text(second)}`, records('1', '2')],
  'a log file': [text({ Records: [first, second] }), records('1', '2')],
  'what lookup-events prints': [
    text({ Events: [first, second].map((one) => ({ EventId: one.eventID, CloudTrailEvent: text(one) })) }),
    records('1', '2'),
  ],
  'what Firehose keeps of a record that it cannot convert': [
    text({
      attemptsMade: 1,
      lastErrorCode: 'DataFormatConversion.ParseError',
      rawData: base64Of(text(first)),
    }),
    records('1'),
  ],
  'a log file after a byte order mark': [`\ufeff${text({ Records: [first] })}`, records('1')],
  'a record and a notification': [
    lines(first, notification(object('a'))),
    { ...nothing, objects: ['b/a'], records: ['1'] },
  ],
  'a record beside a message that is none': [
    lines(first, { foo: 1 }, second),
    { ...records('1', '2'), malformed: [expect.stringContaining('got an object with foo')] },
  ],
  'a record beside text': [
    `${text(first)}\nhello\n${text(second)}`,
    { ...records('1', '2'), malformed: [expect.stringContaining('got 1 pieces of text that are none')] },
  ],
  'a record that breaks off after another': [
    text(first) + text(second).slice(0, -20),
    { ...records('1'), malformed: [expect.stringContaining('expected JSON')] },
  ],
  'a message of CloudWatch Logs': [text(logEnvelope(text(first), text(second))), records('1', '2')],

  'the validation message of CloudTrail': [
    'CloudTrail validation message.',
    skipped('a validation message of CloudTrail'),
  ],
  'the same with a line break': [
    'CloudTrail validation message\n',
    skipped('a validation message of CloudTrail'),
  ],
  'the test event of S3': [text({ Service: 'Amazon S3', Event: 's3:TestEvent' }), skipped('a test message')],
  'the test message of Auto Scaling': [
    text({ Service: 'AWS Auto Scaling', Event: 'autoscaling:TEST_NOTIFICATION' }),
    skipped('a test message'),
  ],
  'a control message of CloudWatch Logs': [
    text(controlMessage),
    skipped('a control message of CloudWatch Logs'),
  ],
  'a confirmation of SNS': [
    text(snsConfirmation('SubscriptionConfirmation')),
    skipped('a confirmation of SNS'),
  ],
  'another confirmation of SNS': [
    text(snsConfirmation('UnsubscribeConfirmation')),
    skipped('a confirmation of SNS'),
  ],
  'no records': [text({ Records: [] }), skipped('an empty batch')],
  'an empty list': ['[]', skipped('an empty batch')],
  'no log events': [text(logEnvelope()), skipped('an empty batch')],
  'a notice without keys': [text({ s3Bucket: 'b', s3ObjectKey: [] }), skipped('a notice without keys')],
  'a notice of AWS Config': [text(configNotice(configKey)), skipped('a notice of another service')],
  'a notice of AWS Config that names nothing': [
    text({
      messageType: 'ComplianceChangeNotification',
      notificationCreationTime: 't',
      newEvaluationResult: {},
    }),
    skipped('a notice of another service'),
  ],
  'a notice of AWS Config in plain text': [
    'View the Timeline for this Resource in AWS Config Management Console:\n  https://example.com',
    skipped('a notice of another service'),
  ],
  'an alarm of CloudWatch': [text(alarm), skipped('a notice of another service')],
  'a bounce of SES': [text({ notificationType: 'Bounce', mail: {} }), skipped('a notice of another service')],
  'an event of AWS Health': [text(health), skipped('an event of another service in EventBridge')],
  'an object that was removed': [
    text(notification({ ...object('a'), eventName: 'ObjectRemoved:Delete' })),
    skipped('an object that was not created'),
  ],
  'an object that was removed, in EventBridge': [
    text({ ...objectCreated('a'), 'detail-type': 'Object Deleted' }),
    skipped('an event of another service in EventBridge'),
  ],

  'a record of an own source in EventBridge': [
    text({ ...apiCall(first), source: 'my.app' }),
    malformed('eventbridge:id-1 is not from CloudTrail'),
  ],
  'a record of a partner in EventBridge': [
    text({ ...apiCall(first), source: 'aws.partner/example.com/x' }),
    malformed('eventbridge:id-1 is not from CloudTrail'),
  ],
  'a record of a source that only looks like AWS': [
    text({ ...apiCall(first), source: 'aws' }),
    malformed('eventbridge:id-1 is not from CloudTrail'),
  ],
  'where a failed batch was in a stream': [
    text(failedBatch()),
    unreadable('read them from the stream (shardId-000000000001, 100 to 200)'),
  ],
  'a failed event without its payload': [
    text(failedInvocation(undefined)),
    unreadable('lambda:request-1: the failed event is not in this record'),
  ],
  'a failed event in EventBridge': [
    text({
      ...apiCall({}, 'Lambda Function Invocation Result - Failure'),
      source: 'lambda',
      detail: failedInvocation(apiCall(first)),
    }),
    unreadable('failed events are not read from EventBridge'),
  ],
  'an event that did not fail': [
    text({
      ...failedInvocation(notification(object('a'))),
      requestContext: { requestId: 'r', condition: 'Success' },
    }),
    skipped('an event that did not fail'),
  ],
  'what is no message': [
    text({ foo: 1 }),
    malformed('expected a message that names log files, got an object with foo'),
  ],
  'text that is none': ['hello', malformed('expected a message that names log files, got a string')],
};

describe.each(Object.entries(wrappers))('by %s,', (_, wrap) => {
  it.each(Object.entries(messages))('%s is understood', (__, [message, expected]) =>
    expect(read(wrap(message))).toEqual(expected),
  );
});

/** A bare event that is not understood is refused: see trigger.test.ts. */
const known = Object.entries(messages).filter(([name]) => !/ is no message| that is none/.test(name));

it.each(known)('an event that is %s is understood', (_, [message, expected]) => {
  const event =
    /^[{[]/.test(message) && [...documentsIn(message)].length === 1 ? JSON.parse(message) : message;
  expect(read(event)).toEqual(expected);
});

it('an event may be text in base64, as redrive finds it in a message of a queue', () => {
  expect(read(gzipOf(text(first)))).toEqual(records('1'));
  expect(read(base64Of(text(notification(object('a')))))).toEqual(objects('b/a'));
});

it.each([
  ['gzip', `${gzipOf(text(first))}\n${gzipOf(text(second))}`],
  ['text', `${base64Of(`${text(first)} `.padEnd(601))}\n${base64Of(text(second))}`],
])('all messages in base64 are read, each with its own padding: %s', (_, lines) => {
  expect(read(sqsEvent(lines))).toEqual(records('1', '2'));
  expect(read(kinesisEvent(lines))).toEqual(records('1', '2'));
});

describe('in a stream, nothing that holds a record is skipped', () => {
  const sourcesOf = (bytes: string | Uint8Array) => {
    const data = Buffer.from(bytes).toString('base64');
    return [...sourcesIn({ kind: 'packed', data }, allowance())].map(({ kind }) => kind);
  };

  it.each([
    ['behind a control text', `CloudTrail validation message.\n${text(first)}`, ['records', 'malformed']],
    ['in the line of a log shipper', text({ log: text(first) }), ['records']],
    [
      'in gzip behind a zero byte',
      Buffer.concat([gzipSync(text(first)), Buffer.alloc(1), gzipSync(text(second))]),
      ['records', 'records'],
    ],
    ['in gzip behind other data', Buffer.concat([gzipSync(text(first)), Buffer.from([0, 1])]), ['malformed']],
  ])('%s', (_, bytes, kinds) => expect(sourcesOf(bytes)).toEqual(kinds));
});

describe('UTF-16 is read wherever bytes come', () => {
  const utf16 = (message: string): Buffer => Buffer.from(message, 'utf16le');
  const big = (message: string): Buffer => utf16(message).swap16();
  const encodings: Readonly<Record<string, Buffer>> = {
    'with a mark': utf16(`\ufeff${text(first)}`),
    'with a mark, the other byte first': big(`\ufeff${text(first)}`),
    'without a mark': utf16(text({ Records: [first] })),
    'without a mark, the other byte first': big(text([first])),
    'one record a line': utf16(`\ufeff${lines(first)}`),
    'of a control message and a record': utf16(`\ufeff${lines(controlMessage, logEnvelope(text(first)))}`),
  };
  const ways: Readonly<Record<string, (bytes: Buffer) => unknown>> = {
    Kinesis: (bytes) => kinesisEvent(bytes.toString('base64')),
    'Kinesis, gzipped': (bytes) => kinesisEvent(gzipSync(bytes).toString('base64')),
    'a pipe from Kinesis': (bytes) => kinesisPipe(bytes.toString('base64')),
    Firehose: (bytes) => firehoseEvent(bytes.toString('base64')),
    'what Firehose keeps': (bytes) => failedTransformation(bytes.toString('base64')),
    'SQS, in base64': (bytes) => sqsEvent(bytes.toString('base64')),
    'SNS in SQS, in base64': (bytes) => sqsEvent(text(snsEnvelope(bytes.toString('base64')))),
    'CloudWatch Logs': (bytes) => ({ awslogs: { data: gzipSync(bytes).toString('base64') } }),
  };
  it.each(Object.keys(encodings).flatMap((encoding) => Object.keys(ways).map((way) => [encoding, way])))(
    '%s, by %s',
    (encoding, way) => {
      const event = ways[String(way)]?.(encodings[String(encoding)] ?? Buffer.alloc(0));
      expect(read(event).records).toEqual(['1']);
      expect(read(event).malformed).toEqual([]);
    },
  );

  it('but UTF-32 is malformed', () =>
    expect(read(kinesisEvent(Buffer.from([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0]).toString('base64')))).toEqual(
      malformed('the text is UTF-32, expected UTF-8 or UTF-16'),
    ));
});

describe('lists in lists', () => {
  const nested = (inside: string): string => '['.repeat(20) + inside + ']'.repeat(20);

  it('give the record between what is none, which is counted', () => {
    const { records: found, malformed: reasons } = contentsIn(
      sqsEvent(nested('{},'.repeat(80_000) + text(first))),
    );
    expect(found?.records).toEqual([first]);
    expect(reasons.count).toBe(80_000);
    expect(reasons.reasons).toHaveLength(11);
  });

  it('name the innermost places of what is none', () =>
    expect(read(sqsEvent(nested(`{},${text(first)}`))).malformed).toEqual([
      'entry 1: entry 1: entry 1: expected a message that names log files, got an empty object',
    ]));
});
