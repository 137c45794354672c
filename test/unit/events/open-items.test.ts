import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type ObjectRef, uriOf } from '../../../src/aws/object-ref.ts';
import { LogFileError } from '../../../src/errors.ts';
import { openItems } from '../../../src/events/open-items.ts';
import { readTrigger } from '../../../src/events/trigger.ts';
import { aRecord } from '../../support/builders.ts';
import {
  base64,
  failedBatch,
  failedInvocation,
  failedTransformation,
  kinesisEvent,
  logEnvelope,
  notification,
  object,
  packed,
  sqsEvent,
} from '../../support/events.ts';

interface Bucket {
  readonly [key: string]: string | Uint8Array | LogFileError;
}

/** What the items of an event give to inspect, round by round. */
const open = async (event: unknown, bucket: Bucket = {}, signal = new AbortController().signal) => {
  const openObject = (ref: ObjectRef) => ({
    kind: 'bytes' as const,
    uri: uriOf(ref),
    read: async () => {
      const content = bucket[ref.key] ?? new LogFileError(uriOf(ref), 'there is no such object');
      if (content instanceof LogFileError) throw content;
      return Buffer.from(content);
    },
  });
  const rounds: unknown[][][] = [];
  for await (const round of openItems(readTrigger(event).items, openObject, signal))
    rounds.push(
      round.map(({ item, logFiles, malformed }) => [
        item.id,
        ...logFiles.map((logFile) =>
          logFile.kind === 'records' ? logFile.records.map(({ eventID }) => eventID) : logFile.uri,
        ),
        ...malformed.reasons,
      ]),
    );
  return rounds;
};

const bomb = (content: string | Uint8Array): string => gzipSync(content).toString('base64');
const good = (eventID: string): string => base64(aRecord({ eventID }));

it('small messages are opened together', async () =>
  expect(await open(kinesisEvent(good('1'), packed(logEnvelope('hello')), good('2')))).toEqual([
    [
      ['seq-0', ['1']],
      ['seq-1', expect.stringContaining('log event log-0: ')],
      ['seq-2', ['2']],
    ],
  ]));

describe('a message that takes much is opened by itself, after all others', () => {
  it.each([
    ['many bytes', Buffer.alloc(200 * 2 ** 20, ' '), 'holds more than 134217728 bytes'],
    ['many values', `[${'{},'.repeat(5_000_000)}{}]`, 'holds more than 4000000 values'],
    ['many numbers', `[${'1,'.repeat(5_000_000)}1]`, 'holds more than 4000000 values'],
    ['brackets that do not close', '['.repeat(5_000_000), 'holds more than 4000000 values'],
    ['many documents that are no messages', '{}'.repeat(5_000_000), 'holds more than 16000000 values'],
    ['many documents that say nothing', '[]'.repeat(5_000_000), 'holds more than 16000000 values'],
    ['many lines that are no JSON', '{\n'.repeat(5_000_000), 'holds more than 4000000 values in one piece'],
  ])('%s', async (_, content, expected) => {
    const [together, ...alone] = await open(kinesisEvent(good('1'), bomb(content), good('2')));
    expect(together).toEqual([
      ['seq-0', ['1']],
      ['seq-2', ['2']],
    ]);
    expect(alone.length).toBeLessThan(10);
    expect(alone.flat().map((opened) => opened[0])).toEqual(alone.map(() => 'seq-1'));
    expect(alone.flat(2).at(-1)).toContain(expected);
  });
});

it('a message that takes much, but no more than it may, is read', async () => {
  const records = Array.from({ length: 30_000 }, (_, index) => aRecord({ eventID: `${index}` }));
  const message = records.map((record) => JSON.stringify(record)).join('\n');
  expect(message.length).toBeGreaterThan(8 * 2 ** 20);
  expect(await open(kinesisEvent(good('1'), bomb(message)))).toEqual([
    [['seq-0', ['1']]],
    [['seq-1', records.map(({ eventID }) => eventID)]],
  ]);
});

it('a message that names very many objects gives them in pieces', async () => {
  const notices = Array.from({ length: 25_000 }, (_, index) => ({
    s3Bucket: 'b',
    s3ObjectKey: [`${index}`],
  }));
  const message = notices.map((notice) => JSON.stringify(notice)).join('\n');
  const rounds = await open(kinesisEvent(bomb(message)));
  expect(rounds.map((round) => round.flat().length)).toEqual([0, 10_001, 10_001, 5001]);
});

it('small messages that are much together are opened one by one, from where they are too much', async () => {
  const message = bomb(`${JSON.stringify(aRecord({ eventID: 'x' }))}${' '.repeat(7 * 2 ** 20)}`);
  const rounds = await open(kinesisEvent(...Array.from({ length: 11 }, () => message)));
  expect(rounds.map((round) => round.length)).toEqual([9, 1, 1]);
});

it('what stands before a part that takes too much is read', async () => {
  const message = `${JSON.stringify(aRecord({ eventID: '1' }))}\n[${'{},'.repeat(5_000_000)}{}]`;
  const log = logEnvelope(JSON.stringify(aRecord({ eventID: '1' })), `[${'{},'.repeat(5_000_000)}{}]`);
  for (const much of [bomb(message), bomb(JSON.stringify(log))])
    expect(await open(kinesisEvent(much))).toEqual([
      [],
      [['seq-0', ['1']]],
      [['seq-0', expect.stringContaining('holds more than 4000000 values in one piece')]],
    ]);
});

it('gzip that inflates to gzip without end is malformed', async () => {
  let gzip: Uint8Array = Buffer.from('hello');
  for (let layer = 0; layer < 40; layer += 1) gzip = gzipSync(gzip);
  expect(await open(kinesisEvent(Buffer.from(gzip).toString('base64')))).toEqual([
    [['seq-0', 'a message is wrapped more than 24 times']],
  ]);
});

it('a message that wraps itself very often is malformed', async () => {
  let message: unknown = notification(object('a'));
  for (let layer = 0; layer < 100_000; layer += 1) message = failedInvocation(message);
  expect(await open(message)).toEqual([[['event', 'a message is wrapped more than 24 times']]]);
});

describe('a notification of a failed event gives what failed', () => {
  const key = 'aws/lambda/async/cloudtrail-tattletail/2026/11/20/2026-11-20T09.05.00-uuid';
  const kept = 'processing-failed/2026/11/20/09/trail-1-uuid';
  const notified = (...keys: readonly string[]) => notification(...keys.map((one) => object(one)));
  const lineOf = (data: string): string => `${JSON.stringify(failedTransformation(data))}\n`;

  it.each([
    ['of S3', { [key]: JSON.stringify(failedInvocation(notified('a'))) }, key, ['s3://b/a']],
    ['of a stream', { [key]: JSON.stringify(failedBatch(kinesisEvent(good('1')))) }, key, [['1']]],
    ['of Firehose', { [kept]: lineOf(good('1')) + lineOf(good('2')) }, kept, [['1', '2']]],
    ['of Firehose, gzipped', { [kept]: gzipSync(lineOf(good('1'))) }, kept, [['1']]],
    ['of Firehose, below a prefix', { [`x/${kept}`]: lineOf(good('1')) }, `x/${kept}`, [['1']]],
    [
      'of a failed event',
      { [key]: JSON.stringify(failedInvocation(notified(`${key}-2`))), [`${key}-2`]: lineOf(good('1')) },
      key,
      [['1']],
    ],
    [
      'that is a log file after all',
      { [key]: JSON.stringify({ Records: [aRecord({ eventID: '1' })] }) },
      key,
      [['1']],
    ],
    ['that cannot be read as one', { [key]: 'hello' }, key, [`s3://b/${key}`]],
    [
      'that is far too large for one',
      { [key]: gzipSync(Buffer.alloc(200 * 2 ** 20)) },
      key,
      [`s3://b/${key}`],
    ],
    ['that is not there', {}, key, [`s3://b/${key}`]],
    ['that names itself', { [key]: JSON.stringify(failedInvocation(notified(key))) }, key, [`s3://b/${key}`]],
  ])('%s', async (_, bucket, named, expected) =>
    expect(await open(notified(named), bucket)).toEqual([[], [['event', ...expected]]]),
  );

  it('by a queue too, beside log files', async () => {
    const bodies = [notified(key), notified('b')].map((body) => JSON.stringify(body));
    const bucket = { [key]: JSON.stringify(failedInvocation(notified('a'))) };
    expect(await open(sqsEvent(...bodies), bucket)).toEqual([
      [['message-1', 's3://b/b']],
      [['message-0', 's3://b/a']],
    ]);
  });

  it('but a log file below a prefix like that is a log file', async () =>
    expect(await open(notified('aws/lambda/AWSLogs/1/CloudTrail/x.json.gz'))).toEqual([
      [['event', 's3://b/aws/lambda/AWSLogs/1/CloudTrail/x.json.gz']],
    ]));
});

it.each([
  ['no longer any', AbortSignal.abort],
  // It is noticed only if somebody waits for it.
  ['none once all others are opened', () => AbortSignal.timeout(0)],
])('what there is no time for fails, and may succeed later: %s', async (_, signal) => {
  const items = readTrigger(kinesisEvent(good('1'), bomb(Buffer.alloc(10 * 2 ** 20)))).items;
  const rounds = [];
  const neverAsked = () => expect.fail('nothing is in S3');
  for await (const round of openItems(items, neverAsked, signal())) rounds.push(round);
  const [late] = rounds[2]?.[0]?.logFiles ?? [];
  expect(late?.uri).toBe('message seq-1');
  await expect(late?.kind === 'bytes' && late.read(new AbortController().signal)).rejects.toMatchObject({
    message: 'message seq-1: was not read to its end: time ran out',
    retryable: true,
  });
});
