import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Counted } from '../../../src/backfill/counts.ts';
import { UnknownEventError } from '../../../src/errors.ts';
import { createAllowance } from '../../../src/events/allowance.ts';
import { type Contents, contentsOf } from '../../../src/events/contents.ts';
import { sourcesIn } from '../../../src/events/message.ts';
import type { ItemOutcome } from '../../../src/events/shapes.ts';
import { readTrigger } from '../../../src/events/trigger.ts';
import { aRecord } from '../../support/builders.ts';
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
} from '../../support/events.ts';
import { readText } from '../../support/fixtures.ts';

const fixture = (name: string): unknown => JSON.parse(readText(`fixtures/events/${name}.json`));

const contentsIn = (event: unknown): readonly Contents[] => {
  const allowance = createAllowance({ bytes: 2 ** 20, values: 2 ** 20 });
  return readTrigger(event).items.map(({ parts }) =>
    contentsOf(parts.flatMap((part) => [...sourcesIn(part, allowance)])),
  );
};

/** What there is to read, as `bucket/key`, as records with their place, or why it cannot be. */
const toRead = (event: unknown): readonly unknown[] =>
  contentsIn(event).flatMap(({ objects, records, malformed, skipped }) => [
    ...objects.map(({ bucket, key }) => `${bucket}/${key}`),
    ...(records === undefined ? [] : [[records.uri, records.records]]),
    ...malformed.reasons,
    ...[...skipped].map(([what, times]) => `skipped ${times}: ${what}`),
  ]);

describe('log files and records are found in', () => {
  it.each([
    ['a notification of S3', notification(object('a'), object('b')), ['b/a', 'b/b']],
    ['the test event of S3', fixture('s3-test-event'), ['skipped 1: a test message']],
    ['S3 through SNS', snsEvent(notification(object('a+b'))), ['b/a b']],
    ['the test event through SNS', snsEvent(fixture('s3-test-event')), ['skipped 1: a test message']],
    ['S3 through SQS', sqsEvent(JSON.stringify(notification(object('a+b')))), ['b/a b']],
    [
      'the test event through SQS',
      sqsEvent(JSON.stringify(fixture('s3-test-event'))),
      ['skipped 1: a test message'],
    ],
    ['S3 through SNS and SQS', sqsEvent(JSON.stringify(snsEnvelope(notification(object('a'))))), ['b/a']],
    ['S3 through SNS, as a dead-letter queue has it', snsEnvelope(notification(object('a'))), ['b/a']],
    ['S3 through SNS and SQS, raw', sqsEvent(JSON.stringify(notification(object('a')))), ['b/a']],
    [
      'a notice of CloudTrail through SNS',
      snsEvent({ s3Bucket: 'b', s3ObjectKey: ['x/1+2.json.gz', 'x/2'] }),
      ['b/x/1+2.json.gz', 'b/x/2'],
    ],
    [
      'a notice of CloudTrail through SQS',
      sqsEvent(JSON.stringify(snsEnvelope({ s3Bucket: 'b', s3ObjectKey: ['x'] }))),
      ['b/x'],
    ],
    ['EventBridge, with the key as it is', objectCreated('a+b%20c'), ['b/a+b%20c']],
    ['EventBridge through SQS', sqsEvent(JSON.stringify(objectCreated('a'))), ['b/a']],
    [
      'an API call through EventBridge',
      apiCall(aRecord(), 'AWS API Call via CloudTrail'),
      [['eventbridge:id-1', [aRecord()]]],
    ],
    [
      'a sign-in through EventBridge',
      apiCall(aRecord(), 'AWS Console Sign In via CloudTrail'),
      [['eventbridge:id-1', [aRecord()]]],
    ],
    [
      'a service event through EventBridge',
      apiCall(aRecord(), 'AWS Service Event via CloudTrail'),
      [['eventbridge:id-1', [aRecord()]]],
    ],
    [
      'a subscription of CloudWatch Logs',
      {
        awslogs: {
          data: packed(logEnvelope(JSON.stringify(aRecord()), JSON.stringify(aRecord({ eventID: '2' })))),
        },
      },
      [['logs:CloudTrail:stream:log-0', [aRecord(), aRecord({ eventID: '2' })]]],
    ],
    [
      'a subscription of a log group that EventBridge writes into',
      { awslogs: { data: packed(logEnvelope(JSON.stringify(apiCall(aRecord())))) } },
      [['logs:CloudTrail:stream:log-0', [aRecord()]]],
    ],
    [
      'a control message of CloudWatch Logs',
      { awslogs: { data: packed({ ...logEnvelope(), messageType: 'CONTROL_MESSAGE' }) } },
      ['skipped 1: a control message of CloudWatch Logs'],
    ],
    ['Kinesis with a record', kinesisEvent(base64(aRecord())), [['event:event-1', [aRecord()]]]],
    [
      'Kinesis with CloudWatch Logs',
      kinesisEvent(packed(logEnvelope(JSON.stringify(aRecord())))),
      [['logs:CloudTrail:stream:log-0', [aRecord()]]],
    ],
    ['Firehose with a record', firehoseEvent(base64(aRecord())), [['event:event-1', [aRecord()]]]],
    [
      'Batch Operations 1.0',
      batchEvent('1.0', { s3Key: 'a%2Bb+c', s3VersionId: null, s3BucketArn: 'arn:aws:s3:::b' }),
      ['b/a+b c'],
    ],
    ['Batch Operations 2.0', batchEvent('2.0', { s3Key: 'a', s3Bucket: 'b' }), ['b/a']],
  ])('%s', (_, event, expected) => expect(toRead(event)).toEqual(expected));
});

describe('an object', () => {
  const refsIn = (event: unknown) => contentsIn(event)[0]?.objects;

  it('is named with its version', () => {
    expect(refsIn(notification(object('k', 'v1')))).toEqual([{ bucket: 'b', key: 'k', versionId: 'v1' }]);
    expect(refsIn(batchEvent('2.0', { s3Key: 'k', s3VersionId: 'v1', s3Bucket: 'b' }))).toMatchObject([
      { versionId: 'v1' },
    ]);
  });

  it.each([null, ''])('has no version where that is %j', (version) => {
    const none = [{ key: 'k', versionId: undefined }];
    const ofS3 = { s3: { bucket: { name: 'b' }, object: { key: 'k', versionId: version } } };
    const ofEventBridge = {
      id: 'event-bridge-id',
      source: 'aws.s3',
      'detail-type': 'Object Created',
      detail: { bucket: { name: 'b' }, object: { key: 'k', 'version-id': version } },
    };
    expect(refsIn(notification(ofS3))).toMatchObject(none);
    expect(refsIn(ofEventBridge)).toMatchObject(none);
    expect(refsIn(batchEvent('2.0', { s3Key: 'k', s3VersionId: version, s3Bucket: 'b' }))).toMatchObject(
      none,
    );
  });

  it('of EventBridge has its decoded key in reserve, where that is another one', () => {
    expect(refsIn(objectCreated('a+b', 'b', 'v1'))).toMatchObject([
      { key: 'a+b', versionId: 'v1', otherKey: 'a b' },
    ]);
    expect(refsIn(objectCreated('plain'))).toMatchObject([{ key: 'plain', otherKey: undefined }]);
  });

  it.each(['2.0', '2.6', '2.99', '3.0'])(
    'is found whatever the version of the notification: %s',
    (eventVersion) => expect(toRead(notification({ eventVersion, ...object('k') }))).toEqual(['b/k']),
  );

  it.each(['ObjectRemoved:Delete', 'ObjectRestore:Completed', 's3:ObjectRemoved:Delete'])(
    'is no new one after %s',
    (eventName) =>
      expect(toRead(notification({ eventName, ...object('gone') }, object('new')))).toEqual([
        'b/new',
        'skipped 1: an object that was not created',
      ]),
  );
});

describe('a key is form-encoded', () => {
  it.each([
    ['red+flower.json', 'red flower.json'],
    ['this+im+%2B+age', 'this im + age'],
    ['year%3D2026/caf%C3%A9.json.gz', 'year=2026/café.json.gz'],
    ['AWSLogs/1/CloudTrail/a_b-c.json.gz', 'AWSLogs/1/CloudTrail/a_b-c.json.gz'],
  ])('%s is %s', (encoded, key) => expect(toRead(notification(object(encoded)))).toEqual([`b/${key}`]));

  it('and stays as it is when it does not decode, without harm to the others', () =>
    expect(toRead(notification(object('100%'), object('b+c')))).toEqual(['b/100%', 'b/b c']));
});

describe('what will never be readable is reported, and does not stop the rest', () => {
  it.each([
    [
      'a message of a queue that is no JSON',
      sqsEvent('hello', JSON.stringify(notification(object('a')))),
      ['expected a message that names log files, got a string', 'b/a'],
    ],
    [
      'a message that names no log files',
      sqsEvent('{"a":1}'),
      ['expected a message that names log files, got an object with a'],
    ],
    [
      'a message of a topic',
      snsEvent({ hello: 1 }),
      ['expected a message that names log files, got an object with hello'],
    ],
    [
      'a log event that is no record',
      {
        awslogs: {
          data: packed(logEnvelope(JSON.stringify(aRecord()), 'START RequestId', '[1]', '{"level":"INFO"}')),
        },
      },
      [
        ['logs:CloudTrail:stream:log-0', [aRecord()]],
        'logs:CloudTrail:stream: log event log-1: expected a message that names log files, got a string',
        'logs:CloudTrail:stream: log event log-2: expected a message that names log files, got an array',
        'logs:CloudTrail:stream: log event log-3: expected a message that names log files, got an object with level',
      ],
    ],
    [
      'data of a stream that is cut off',
      kinesisEvent(Buffer.from(gzipSync('{}').subarray(0, 15)).toString('base64')),
      [expect.stringMatching(/^expected base64 of a message: unexpected end of file/)],
    ],
    [
      'data of a stream that is nothing',
      kinesisEvent(''),
      ['expected a message that names log files, got a string'],
    ],
    [
      'an entry of a notification',
      notification(object('a'), { s3: {} }, object('b')),
      [
        'b/a',
        'b/b',
        'entry 2: expected a message that names log files, got an object with eventVersion, eventSource, eventName, s3',
      ],
    ],
    ['a task without a bucket', batchEvent('1.0', { s3Key: 'a' }), ['task task-0 names no bucket']],
  ])('%s', (_, event, expected) => expect(toRead(event)).toEqual(expected));
});

describe('an event of another shape is refused, naming what it is', () => {
  it.each([
    [{}, 'an empty object'],
    [null, 'nothing'],
    [undefined, 'nothing'],
    ['text', 'a string'],
    [[1], 'an array'],
    [{ foo: 1, bar: 2 }, 'an object with foo, bar'],
    [{ [`a${'x'.repeat(200)}`]: 1, bar: 2 }, `an object with a${'x'.repeat(99)}, bar`],
    [{ Records: [{ eventSource: 'aws:dynamodb' }] }, 'an object with Records from "aws:dynamodb"'],
    [{ source: 'aws.health', detail: {} }, 'an object with source, detail from "aws.health"'],
    [{ Records: 'x' }, 'an object with Records'],
    [[[]], 'an array'],
    [{ Records: [[]] }, 'an object with Records'],
    [['text', '[1]', 'W/'], 'an array'],
    [
      { tattletail: 'heartbeet' },
      'expected {"tattletail":"heartbeat"} or {"tattletail":"notify","destination":"ID"}, got an object with tattletail',
    ],
    [{ Records: [{ eventSource: 'aws:s3', eventName: 'ObjectCreated:Put' }] }, 'from "aws:s3"'],
  ])('%j', (event, seen) => {
    expect(() => readTrigger(event)).toThrow(UnknownEventError);
    expect(() => readTrigger(event)).toThrow(seen);
  });
});

describe('what became of the items is answered', () => {
  const nothingCounted = {
    records: 0,
    matches: new Map(),
    ruleFailures: 0,
    others: { rules: 0, matches: 0 },
  };
  const ended = (
    id: string,
    failures: readonly string[] = [],
    cause: ItemOutcome['cause'] = 'transient',
    counted: Counted = nothingCounted,
  ): ItemOutcome => ({ id, failures, cause, counted });
  const answerTo = (event: unknown, ...outcomes: readonly ItemOutcome[]) =>
    readTrigger(event).answer(outcomes);

  it.each([
    ['S3', notification(object('a'))],
    ['SNS', snsEvent(notification(object('a')))],
    ['EventBridge', objectCreated('a')],
    ['CloudWatch Logs', { awslogs: { data: packed(logEnvelope()) } }],
  ])('to %s by throwing what failed', (_, event) => {
    expect(answerTo(event, ended('a'))).toBeUndefined();
    expect(() => answerTo(event, ended('a'), ended('b', ['x failed', 'y failed']))).toThrow(
      '2 failed:\n  x failed\n  y failed',
    );
  });

  it.each([
    ['SQS', sqsEvent('{}')],
    ['Kinesis', kinesisEvent('')],
  ])('to %s by naming what is to come again, which malformed items are not', (_, event) => {
    expect(
      answerTo(
        event,
        ended('a'),
        ended('b', ['failed']),
        ended('c', ['malformed'], 'malformed'),
        ended('d', ['corrupt'], 'permanent'),
      ),
    ).toEqual({
      batchItemFailures: [{ itemIdentifier: 'b' }, { itemIdentifier: 'd' }],
    });
  });

  it('to Firehose by giving every record back', () => {
    const event = firehoseEvent('eA==', 'eQ==');
    expect(answerTo(event, ended('record-0'), ended('record-1', ['failed']))).toEqual({
      records: [
        { recordId: 'record-0', result: 'Ok', data: 'eA==' },
        { recordId: 'record-1', result: 'ProcessingFailed', data: 'eQ==' },
      ],
    });
  });

  it.each([
    [[], 'transient', 'Succeeded', ''],
    [['S3 is busy'], 'transient', 'TemporaryFailure', 'S3 is busy'],
    [['there is no such object', 'x'], 'permanent', 'PermanentFailure', 'there is no such object; x'],
    [[`${'x'.repeat(999)}🔑`], 'transient', 'TemporaryFailure', `${'x'.repeat(999)}\uFFFD`],
  ] as const)(
    'to Batch Operations by the code of each task: %j',
    (failures, cause, resultCode, resultString) => {
      expect(
        answerTo(batchEvent('2.0', { s3Key: 'a', s3Bucket: 'b' }), ended('task', failures, cause)),
      ).toEqual({
        invocationSchemaVersion: '2.0',
        treatMissingKeysAs: 'PermanentFailure',
        invocationId: 'invocation',
        results: [{ taskId: 'task', resultCode, resultString }],
      });
    },
  );

  const jobWith = (userArguments: unknown) => ({
    ...batchEvent('2.0', { s3Key: 'a', s3Bucket: 'b' }),
    job: { id: 'job', userArguments },
  });

  it('to Batch Operations with counts if its job asks for them, or else with none', () => {
    const counted = { ...nothingCounted, records: 9, matches: new Map([['R', 2]]) };
    const resultTo = (userArguments: unknown) =>
      answerTo(jobWith(userArguments), ended('task', [], 'malformed', counted));
    expect(resultTo({ mode: 'count' })).toMatchObject({ results: [{ resultString: 'records=9&rule.R=2' }] });
    for (const others of [{}, null, { other: 'x' }])
      expect(resultTo(others)).toMatchObject({ results: [{ resultString: '' }] });
  });

  it('a job of Batch Operations with a mode that there is not reads nothing', () =>
    expect(toRead(jobWith({ mode: 'cuont' }))).toEqual([
      `the job's argument mode must be count, got "cuont"`,
    ]));
});
