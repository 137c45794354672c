import { expect } from 'vitest';
import { done } from '../../../support/function.ts';
import { each, row } from './row.ts';

const oneAlert = { answer: done, messages: ['topic'] };
const nothingFailed = { ok: true, response: { batchItemFailures: [] } };
const unknownEvent = expect.objectContaining({ ok: false, errorType: 'UnknownEventError' });

const logged = (...lines: readonly object[]): unknown =>
  expect.arrayContaining(lines.map((line) => expect.objectContaining(line)));

const results = [
  { taskId: 'task-0', resultCode: 'Succeeded', resultString: '' },
  { taskId: 'task-1', resultCode: 'PermanentFailure', resultString: expect.stringContaining('NoSuchKey') },
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
];
const jobResult = (invocationSchemaVersion: string) => ({
  answer: {
    ok: true,
    response: {
      invocationSchemaVersion,
      treatMissingKeysAs: 'PermanentFailure',
      invocationId: 'invocation',
      results,
    },
  },
  messages: ['topic'],
});

/** Faults of the events that invoke the function. */
export const events = {
  1: row('the test event, which S3 sends when notifications are configured', [
    ...each(['test event', 'test event in SNS'], 'nothing is read, and it is no error', {
      answer: done,
      requests: 0,
    }),
    ...each(['test event in SQS', 'test event in SNS in SQS'], 'nothing is read, and no message fails', {
      answer: nothingFailed,
      requests: 0,
    }),
  ]),
  2: row('a notification that comes again later, to another process', [
    {
      inject: ['notification', 'notification'],
      outcome: 'one alert',
      expected: { answers: [done, done], messages: ['topic'] },
    },
  ]),
  3: row('a notification that comes twice at the same time', [
    {
      inject: ['SNS is slow', 'notification', 'notification'],
      outcome: 'one alert, and both invocations succeed',
      expected: { answers: [done, done], messages: ['topic'] },
    },
  ]),
  4: row('an event that is in two log files', [
    {
      inject: ['notification of both log files'],
      outcome: 'one alert',
      expected: { answers: [done], reads: [1, 1], messages: ['topic'] },
    },
    {
      inject: ['notification of one log file', 'notification of the other log file'],
      outcome: 'one alert',
      expected: { answers: [done, done], reads: [1, 1], messages: ['topic'] },
    },
  ]),
  5: row('an event that is twice in a log file', [
    { inject: ['log file with the same event twice'], outcome: 'one alert', expected: oneAlert },
  ]),
  6: row('a notification of a version that was not there when this was written', [
    ...each(['version 2.6', 'version 2.99', 'version 3.0'], 'it is read', oneAlert),
    {
      inject: ['version 3.0 without what is needed'],
      outcome: 'it is an error',
      expected: { answer: unknownEvent },
    },
  ]),
  7: row('a key that S3 has encoded in its notification', [
    ...each(
      ['space', 'plus', 'accent', 'percent sign', 'what looks encoded'],
      'the object of that name is read',
      oneAlert,
    ),
    {
      inject: ['key that does not decode'],
      outcome: 'it is an error that names it, after the other objects are read',
      expected: {
        answer: ['1 failed:', 's3://my-trail/100%.gone.json: NoSuchKey: there is no such object'],
        messages: ['topic'],
      },
    },
    {
      inject: ['entry without a key'],
      outcome: 'it is an error that names it, after the other objects are read',
      expected: {
        answer: [
          '1 failed:',
          'entry 1: expected a message that names log files, got an object with eventVersion, eventSource, eventName, s3',
        ],
        messages: ['topic'],
      },
    },
  ]),
  8: row('a key that EventBridge has not encoded', [
    ...each(['plus and %20', 'plain key', 'space'], 'the object of exactly that name is read', oneAlert),
    {
      inject: ['key that was encoded all the same'],
      outcome: 'it is decoded, since there is no object of exactly that name',
      expected: oneAlert,
    },
  ]),
  9: row('messages of a queue or a stream, some of which are bad', [
    {
      inject: ['three of ten log files that cannot be read'],
      outcome: 'exactly their messages come again',
      expected: {
        answer: {
          ok: true,
          response: {
            batchItemFailures: [2, 4, 7].map((index) => ({ itemIdentifier: `message-${index}` })),
          },
        },
        messages: [1, 1, 0, 1, 0, 1, 1, 0, 1, 1],
      },
    },
    {
      inject: ['two messages that can never be read'],
      outcome: 'they do not come again, and the log names them',
      expected: {
        answer: nothingFailed,
        messages: ['topic'],
        logs: logged(
          { level: 'ERROR', message: 'expected a message that names log files, got a string' },
          { level: 'ERROR', message: 'expected a message that names log files, got an object with a' },
          { message: 'Inspected', malformed: 2 },
        ),
      },
    },
    {
      inject: ['messages of one log stream', 'SNS denies access', 'messages of one log stream'],
      outcome: 'exactly that message comes again whose alert was not delivered, and then it is delivered',
      expected: {
        messagesAtFirst: [0, 1, 1],
        answerLater: nothingFailed,
        messages: [['topic'], ['topic'], ['topic']],
      },
    },
  ]),
  10: row('a job of S3 Batch Operations with tasks that fail', [
    {
      inject: ['job of version 1.0', 'S3 is busy'],
      outcome: 'each task has a result of its own, and only what may pass is temporary',
      expected: jobResult('1.0'),
    },
    {
      inject: ['job of version 2.0', 'S3 is busy'],
      outcome: 'each task has a result of its own, and only what may pass is temporary',
      expected: jobResult('2.0'),
    },
  ]),
  11: row('an event about nothing to read', [
    {
      inject: ['removed object'],
      outcome: 'it is skipped',
      expected: {
        answer: done,
        messages: [],
        logs: logged({ message: 'Inspected', logFiles: 0, skipped: 1 }),
      },
    },
    {
      inject: ['removed object beside one that was created'],
      outcome: 'the created one is read',
      expected: {
        answer: done,
        messages: ['topic'],
        logs: logged({ message: 'Inspected', logFiles: 1, skipped: 1 }),
      },
    },
    ...each(['no Records', 'pipe without messages', 'message without Records'], 'it is skipped', {
      answer: { ok: true },
      messages: [],
      logs: logged({ message: 'Skipped', what: 'an empty batch' }),
    }),
    ...each(
      ['empty object', 'null', 'text', 'list of what is not known', 'event of DynamoDB'],
      'it is an error, so that Lambda keeps the event',
      { answer: unknownEvent },
    ),
  ]),
  12: row('what CloudTrail writes beside its log files', [
    // What aggregated events sum up is in log files too.
    ...each(['digest', 'aggregated events in an object', 'aggregated events in a list'], 'it is skipped', {
      answer: done,
      reads: 0,
      messages: [],
    }),
    ...each(['insights', 'network activity'], 'it is read', { ...oneAlert, reads: 1 }),
  ]),
} as const;
