import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { withRoundups } from '../../src/alerts/arrange.ts';
import { uriOf } from '../../src/aws/object-ref.ts';
import { jqEngine } from '../../src/choose-jq.ts';
import type { Deliver } from '../../src/delivery/deliver.ts';
import { DeliveryError, InspectionError, LogFileError } from '../../src/errors.ts';
import { createHandler, type HandlerTools } from '../../src/handler.ts';
import { createTattletail } from '../../src/tattletail.ts';
import { anInvocation, aRecord } from '../support/builders.ts';
import {
  apiCall,
  base64,
  batchEvent,
  firehoseEvent,
  kinesisEvent,
  notification,
  object,
  sqsEvent,
} from '../support/events.ts';

const config = `
[[rule]]
name = "R"
jq_match = '.eventName == "CreateAccessKey"'
destinations = ["topic"]

[[destination]]
id = "topic"
type = "sns"
sns_arn = "arn:aws:sns:us-east-1:111122223333:alerts"
`;

const goodFile = Buffer.from(JSON.stringify({ Records: [aRecord()] }));

/** Reads of S3, one after the other: the bytes that come, or why none do. */
type Reads = readonly (Uint8Array | 'transient' | 'permanent' | 'never')[];

/** No read comes after this. */
const never: Reads = ['never'];

/** Handles an event with these reads of S3, and gives the answer and the alerts that were to be delivered. */
const handle = async (
  event: unknown,
  { reads = [], deliver = async () => 'delivered' }: { readonly reads?: Reads; readonly deliver?: Deliver },
) => {
  const remaining = [...reads];
  const openObject: HandlerTools['openObject'] = (ref) => ({
    kind: 'bytes',
    uri: uriOf(ref),
    read: async () => {
      const next = remaining.shift();
      if (next instanceof Uint8Array) return next;
      if (next === 'never') expect.fail('the object was read before');
      throw new LogFileError(uriOf(ref), 'cannot be read', { retryable: next === 'transient' });
    },
  });
  const tattletail = await createTattletail(
    { uri: 'tattletail.toml', text: config },
    {
      jq: jqEngine(() => expect.fail('no rule needs it')),
      connect: () => () => [{ id: 'topic', type: 'sns', deliver }],
      arrange: withRoundups,
    },
  );
  const ignore = () => undefined;
  const log = { info: ignore, warn: ignore, error: ignore, begin: ignore, count: ignore, flush: ignore };
  return createHandler({ log, openObject, currentTattletail: async () => tattletail })(event, anInvocation());
};

const refuse: Deliver = () =>
  Promise.reject(new DeliveryError('SNS refused it', { outcome: 'refused', retryable: true }));

const named = JSON.stringify(notification(object('same.json.gz')));
const failed = (...ids: readonly string[]) => ({
  batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
});

describe('an object that several messages name is read once, and each has its own answer', () => {
  it.each([
    ['none comes again if it can be read', [goodFile], failed()],
    ['all come again if it cannot', ['transient'], failed('message-0', 'message-2')],
  ] satisfies [string, Reads, unknown][])('%s', async (_, reads, answer) => {
    const other = JSON.stringify(notification(object('other.json.gz')));
    expect(await handle(sqsEvent(named, other, named), { reads: [...reads, goodFile, ...never] })).toEqual(
      answer,
    );
  });

  it('all come again if an alert from it is not delivered', async () =>
    expect(await handle(sqsEvent(named, named), { reads: [goodFile, ...never], deliver: refuse })).toEqual(
      failed('message-0', 'message-1'),
    ));

  it('in a job of S3 Batch Operations too', async () => {
    const task = { s3Key: 'same.json.gz', s3Bucket: 'b' };
    const event = batchEvent('2.0', task, { ...task, s3Key: 'other.json.gz' }, task);
    expect(await handle(event, { reads: ['permanent', goodFile, ...never] })).toMatchObject({
      results: [
        { taskId: 'task-0', resultCode: 'PermanentFailure' },
        { taskId: 'task-1', resultCode: 'Succeeded' },
        { taskId: 'task-2', resultCode: 'PermanentFailure' },
      ],
    });
  });

  it('in one message that names it 30,000 times', async () => {
    const event = notification(...Array.from({ length: 30_000 }, () => object('same.json.gz')));
    await expect(handle(event, { reads: ['transient', ...never] })).rejects.toEqual(
      new InspectionError(['s3://b/same.json.gz: cannot be read']),
    );
  });

  it('in 30,000 messages', async () => {
    const event = sqsEvent(...Array.from({ length: 30_000 }, () => named));
    expect(await handle(event, { reads: [goodFile, ...never] })).toEqual(failed());
  });

  it('but each of its versions is an object', async () =>
    expect(
      await handle(sqsEvent(named, JSON.stringify(notification(object('same.json.gz', 'v1')))), {
        reads: [goodFile, 'transient'],
      }),
    ).toEqual(failed('message-1')));
});

describe('a message that was made to take all memory', () => {
  const bomb = gzipSync(`[${'{},'.repeat(5_000_000)}{}]`).toString('base64');
  const good = base64(aRecord());

  it('costs itself, and is dealt with after all others', async () => {
    const delivered: unknown[] = [];
    const answer = await handle(firehoseEvent(good, bomb, good), {
      deliver: async (alert) => {
        delivered.push(alert.kind);
        return 'delivered';
      },
    });
    expect(delivered).toEqual(['match']);
    expect(answer).toMatchObject({
      records: [{ result: 'Ok' }, { result: 'ProcessingFailed' }, { result: 'Ok' }],
    });
  });

  it('does not hide that another one failed', async () =>
    expect(await handle(kinesisEvent(bomb, good), { deliver: refuse })).toEqual(failed('seq-1')));
});

it('a record that an event holds reaches the alert as the same object', async () => {
  const record = Object.freeze(aRecord());
  const alerted: unknown[] = [];
  await handle(apiCall(record), {
    deliver: async (alert) => {
      if (alert.kind === 'match') alerted.push(alert.record);
      return 'delivered';
    },
  });
  expect(alerted).toHaveLength(1);
  expect(alerted[0]).toBe(record);
});
