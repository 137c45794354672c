import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { aRecord } from '../../support/builders.ts';
import {
  batchEvent,
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
import { fault } from '../../support/faults.ts';
import { readText } from '../../support/fixtures.ts';
import { created, done, type FunctionUnderTest, failuresIn, startFunction } from '../../support/function.ts';
import { anEventID } from '../../support/messages.ts';
import { s3Error } from '../../support/s3/errors.ts';
import { snsError } from '../../support/sns/errors.ts';

/** Events for one function, one after the other. Each test finds its messages by the IDs of its own events. */
let fn: FunctionUnderTest;
beforeAll(async () => {
  const rules = `
[[rule]]
name = "Another category"
jq_match = '.eventCategory == "Insight" or .eventCategory == "NetworkActivity" or .eventCategory == "Aggregated"'
destinations = ["topic"]
`;
  fn = await startFunction({ rules });
});
afterAll(() => fn[Symbol.asyncDispose]());
afterEach(() => {
  fn.s3.faults.clear();
  fn.sns.faults.clear();
});

/** Puts a log file with a record that a rule matches, and gives the ID of its event. */
const putMatch = (key: string, eventID = anEventID()): string => {
  fn.putRecords(key, aRecord({ eventID }));
  return eventID;
};

const inTrail = (key: string) => object(key, undefined, 'my-trail');
const nothingFailed = { ok: true, response: { batchItemFailures: [] } };
const testEvent: unknown = JSON.parse(readText('fixtures/events/s3-test-event.json'));

describe('1: the test event of S3 is nothing to do and no error', () => {
  it.each([
    ['direct', testEvent, done],
    ['in SNS', snsEvent(testEvent), done],
    ['in SQS, raw', sqsEvent(JSON.stringify(testEvent)), nothingFailed],
    ['in SNS in SQS', sqsEvent(JSON.stringify(snsEnvelope(testEvent))), nothingFailed],
  ])('%s', async (_, event, answer) => {
    const requests = fn.s3.requests.length;
    expect(await fn.invoke(event)).toEqual(answer);
    expect(fn.s3.requests).toHaveLength(requests);
  });
});

it('2: a notification that comes again, to another process: one alert', async () => {
  const eventID = putMatch('twice.json.gz');
  expect(await fn.invoke(created('twice.json.gz'))).toEqual(done);
  await fn.restart();
  expect(await fn.invoke(created('twice.json.gz'))).toEqual(done);
  expect(fn.messagesAbout(eventID)).toEqual(['topic']);
});

it('3: a notification that comes twice at the same time: one alert, and both end well', async () => {
  const eventID = putMatch('at-once.json.gz');
  const other = await fn.start();
  fn.sns.faults.next(fault.slow(700));
  const event = created('at-once.json.gz');
  expect(await Promise.all([fn.invoke(event), other.invoke(event)])).toEqual([done, done]);
  expect(fn.messagesAbout(eventID)).toEqual(['topic']);
});

describe('4: an event that is in two log files: one alert', () => {
  it('of the same notification', async () => {
    const eventID = putMatch('one.json.gz');
    putMatch('other.json.gz', eventID);
    expect(await fn.invoke(created('one.json.gz', 'other.json.gz'))).toEqual(done);
    expect(fn.messagesAbout(eventID)).toEqual(['topic']);
  });

  it('of two notifications', async () => {
    const eventID = putMatch('one.json.gz');
    putMatch('other.json.gz', eventID);
    for (const key of ['one.json.gz', 'other.json.gz']) expect(await fn.invoke(created(key))).toEqual(done);
    expect(fn.messagesAbout(eventID)).toEqual(['topic']);
  });
});

it('5: an event that is twice in a log file: one alert', async () => {
  const eventID = anEventID();
  fn.putRecords(
    'twice-inside.json.gz',
    aRecord({ eventID }),
    aRecord({ eventID: anEventID() }),
    aRecord({ eventID }),
  );
  expect(await fn.invoke(created('twice-inside.json.gz'))).toEqual(done);
  expect(fn.messagesAbout(eventID)).toEqual(['topic']);
});

describe('6: a notification of whatever version is read', () => {
  it.each(['2.6', '2.99', '3.0'])('%s', async (eventVersion) => {
    const eventID = putMatch('versions.json.gz');
    expect(await fn.invoke(notification({ ...inTrail('versions.json.gz'), eventVersion }))).toEqual(done);
    expect(fn.messagesAbout(eventID)).toEqual(['topic']);
  });

  it('and one without what it needs is an error', async () =>
    expect(await fn.invoke(notification({ eventVersion: '3.0', s4: {} }))).toMatchObject({
      errorType: 'UnknownEventError',
    }));
});

describe('7: a key is decoded as S3 encodes it', () => {
  it.each([
    ['a space', 'red+flower.json', 'red flower.json'],
    ['a plus', 'this+im+%2B+age.json', 'this im + age.json'],
    ['an accent', 'year%3D2026/caf%C3%A9.json.gz', 'year=2026/café.json.gz'],
    ['a percent sign', '100%25.json', '100%.json'],
    ['what looks encoded', 'a%252Bb.json', 'a%2Bb.json'],
  ])('%s', async (_, encoded, key) => {
    const eventID = putMatch(key);
    expect(await fn.invoke(notification(inTrail(encoded)))).toEqual(done);
    expect(fn.messagesAbout(eventID)).toEqual(['topic']);
  });

  it('and one that does not decode is an error that names it, after the others are read', async () => {
    const eventID = putMatch('after.json');
    expect(
      failuresIn(await fn.invoke(notification(inTrail('100%.gone.json'), inTrail('after.json')))),
    ).toEqual(['1 failed:', 's3://my-trail/100%.gone.json: NoSuchKey: there is no such object']);
    expect(fn.messagesAbout(eventID)).toEqual(['topic']);
  });

  it('and an entry without one is an error, after the others are read', async () => {
    const eventID = putMatch('beside.json');
    expect(failuresIn(await fn.invoke(notification({ s3: {} }, inTrail('beside.json'))))).toEqual([
      '1 failed:',
      'entry 0 of the notification names no object',
    ]);
    expect(fn.messagesAbout(eventID)).toEqual(['topic']);
  });
});

describe('8: a key of EventBridge is taken as it is', () => {
  it.each(['a+b%20c.json', 'plain.json', 'a b.json'])('%s', async (key) => {
    const eventID = putMatch(key);
    expect(await fn.invoke(objectCreated(key, 'my-trail'))).toEqual(done);
    expect(fn.messagesAbout(eventID)).toEqual(['topic']);
  });

  it('and decoded where there is no such object', async () => {
    const eventID = putMatch('x y.json');
    expect(await fn.invoke(objectCreated('x+y.json', 'my-trail'))).toEqual(done);
    expect(fn.messagesAbout(eventID)).toEqual(['topic']);
  });
});

describe('9: of ten messages of a queue, exactly those come again that may succeed later', () => {
  it('three that cannot be read', async () => {
    const events = Array.from({ length: 10 }, (_, index) => putMatch(`queue/${index}.json`));
    fn.s3.put('my-trail', 'queue/2.json', 'no JSON');
    fn.s3.put('my-trail', 'queue/7.json', '');
    const bodies = events.map((_, index) => JSON.stringify(created(`queue/${index}.json`)));
    const missing = JSON.stringify(created('queue/gone.json'));
    expect(await fn.invoke(sqsEvent(...bodies.with(4, missing)))).toEqual({
      ok: true,
      response: {
        batchItemFailures: [2, 4, 7].map((index) => ({ itemIdentifier: `message-${index}` })),
      },
    });
    expect(events.map((eventID) => fn.messagesAbout(eventID).length)).toEqual([1, 1, 0, 1, 0, 1, 1, 0, 1, 1]);
  });

  it('and none that can never be read, which the log names', async () => {
    const eventID = putMatch('queue.json');
    expect(await fn.invoke(sqsEvent('hello', '{"a":1}', JSON.stringify(created('queue.json'))))).toEqual(
      nothingFailed,
    );
    expect(fn.messagesAbout(eventID)).toEqual(['topic']);
    for (const what of ['a string', 'an object with a']) {
      const message = `expected a message that names log files, got ${what}`;
      expect(fn.process.logs).toContainEqual(expect.objectContaining({ level: 'ERROR', message }));
    }
    expect(fn.process.logs).toContainEqual(expect.objectContaining({ message: 'Inspected', malformed: 2 }));
  });
});

it('9: of messages of a stream, exactly that comes again whose alert was not delivered, though all are of one log stream', async () => {
  const events = [0, 1, 2].map(anEventID);
  const data = events.map((eventID, index) => {
    const message = JSON.stringify(aRecord({ eventID }));
    return packed({ ...logEnvelope(), logEvents: [{ id: `log-${index}`, timestamp: 1, message }] });
  });
  fn.sns.faults.plan(() => fault.answer(snsError('AuthorizationError')));
  fn.sns.faults.next(undefined, undefined);
  const event = kinesisEvent(...data.toSpliced(1, 0, 'AAAA'));
  const { response } = { response: undefined, ...(await fn.invoke(event)) };
  const messages = events.map((eventID) => fn.messagesAbout(eventID).length);
  const sequenceNumbers = ['seq-0', 'seq-2', 'seq-3'];
  expect(response).toEqual({
    batchItemFailures: sequenceNumbers.flatMap((itemIdentifier, index) =>
      messages[index] === 0 ? { itemIdentifier } : [],
    ),
  });
  expect(messages.toSorted()).toEqual([0, 1, 1]);
  fn.sns.faults.clear();
  expect(await fn.invoke(event)).toEqual(nothingFailed);
  expect(events.map((eventID) => fn.messagesAbout(eventID))).toEqual([['topic'], ['topic'], ['topic']]);
});

describe('10: a job of S3 Batch Operations gets a result for each task', () => {
  it.each([
    ['1.0', { s3BucketArn: 'arn:aws:s3:::my-trail', s3VersionId: null }],
    ['2.0', { s3Bucket: 'my-trail' }],
  ])('%s', async (version, bucket) => {
    const eventID = putMatch('old logs/ok.json');
    fn.putRecords('busy.json', aRecord());
    fn.s3.put('my-trail', 'broken.json', 'no JSON');
    fn.s3.faults.plan(({ target }) =>
      target.includes('busy.json') ? fault.answer(s3Error('ServiceUnavailable')) : undefined,
    );
    const keys = ['old+logs/ok.json', 'gone.json', 'broken.json', 'busy.json'];
    const event = batchEvent(version, ...keys.map((s3Key) => ({ ...bucket, s3Key })));
    expect(await fn.invoke(event)).toEqual({
      ok: true,
      response: {
        invocationSchemaVersion: version,
        treatMissingKeysAs: 'PermanentFailure',
        invocationId: 'invocation',
        results: [
          { taskId: 'task-0', resultCode: 'Succeeded', resultString: '' },
          {
            taskId: 'task-1',
            resultCode: 'PermanentFailure',
            resultString: expect.stringContaining('NoSuchKey'),
          },
          {
            taskId: 'task-2',
            resultCode: 'PermanentFailure',
            resultString: expect.stringContaining('expected records of CloudTrail'),
          },
          {
            taskId: 'task-3',
            resultCode: 'TemporaryFailure',
            resultString: expect.stringContaining('ServiceUnavailable'),
          },
        ],
      },
    });
    expect(fn.messagesAbout(eventID)).toEqual(['topic']);
  });
});

describe('11: an event about nothing to read', () => {
  it('is skipped when an object was removed, and what was created beside it is read', async () => {
    const eventID = putMatch('removed.json');
    const removed = { ...inTrail('removed.json'), eventName: 'ObjectRemoved:Delete' };
    expect(await fn.invoke(notification(removed))).toEqual(done);
    expect(fn.messagesAbout(eventID)).toEqual([]);
    expect(fn.process.logs).toContainEqual(
      expect.objectContaining({ message: 'Inspected', logFiles: 0, skipped: 1 }),
    );
    expect(await fn.invoke(notification(removed, inTrail('removed.json')))).toEqual(done);
    expect(fn.messagesAbout(eventID)).toEqual(['topic']);
  });

  it.each([
    ['has no Records', { Records: [] }],
    ['is empty', {}],
    ['is nothing', null],
    ['is text', 'hello'],
    ['is a list', [created('a.json')]],
    ['comes from elsewhere', { Records: [{ eventSource: 'aws:dynamodb', dynamodb: {} }] }],
  ])('is an error when it %s, so that Lambda keeps it', async (_, event) =>
    expect(await fn.invoke(event)).toMatchObject({ ok: false, errorType: 'UnknownEventError' }),
  );
});

describe('12: what CloudTrail writes beside its log files', () => {
  const keyIn = (folder: string) =>
    `AWSLogs/111122223333/${folder}/us-east-1/2026/11/20/111122223333_${folder}_us-east-1_20261120T0905Z_AbCdEf0123456789.json.gz`;

  it('is skipped when it is a digest', async () => {
    const eventID = putMatch(keyIn('CloudTrail-Digest'));
    expect(await fn.invoke(created(keyIn('CloudTrail-Digest')))).toEqual(done);
    expect(fn.messagesAbout(eventID)).toEqual([]);
  });

  it.each([
    ['insights', 'CloudTrail-Insight', { eventCategory: 'Insight', eventType: 'AwsCloudTrailInsight' }],
    ['network activity', 'CloudTrail-NetworkActivity', { eventCategory: 'NetworkActivity' }],
  ])('is read: %s', async (_, folder, fields) => {
    const eventID = anEventID();
    fn.putRecords(keyIn(folder), { eventID, ...fields });
    expect(await fn.invoke(created(keyIn(folder)))).toEqual(done);
    expect(fn.messagesAbout(eventID)).toEqual(['topic']);
  });

  it.each([
    ['in an object', (records: readonly object[]) => ({ Records: records })],
    ['in a list', (records: readonly object[]) => records],
  ])('is read: aggregated events, %s', async (_, wrap) => {
    const eventId = anEventID();
    const record = { eventVersion: '1.0', eventId, eventCategory: 'Aggregated', summary: { count: 3 } };
    fn.s3.put('my-trail', keyIn('CloudTrail-Aggregated'), JSON.stringify(wrap([record])));
    expect(await fn.invoke(created(keyIn('CloudTrail-Aggregated')))).toEqual(done);
    expect(fn.messagesAbout(eventId)).toEqual(['topic']);
  });
});
