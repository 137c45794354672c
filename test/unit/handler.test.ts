import { describe, expect, it } from 'vitest';
import { withRoundups } from '../../src/alerts/arrange.ts';
import { uriOf } from '../../src/aws/object-ref.ts';
import { jqEngine } from '../../src/choose-jq.ts';
import type { Deliver } from '../../src/delivery/deliver.ts';
import { DeliveryError, InspectionError, LogFileError } from '../../src/errors.ts';
import { createHandler, type HandlerTools } from '../../src/handler.ts';
import { createTattletail } from '../../src/tattletail.ts';
import { anInvocation, aRecord } from '../support/builders.ts';
import { apiCall, batchEvent, notification, object, sqsEvent } from '../support/events.ts';

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
type Reads = readonly (Uint8Array | 'transient' | 'permanent')[];

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

describe('when two messages name the same object', () => {
  it.each([
    ['and it can be read for both, none comes again', [goodFile, goodFile], failed()],
    [
      'and it cannot be read for the first, only that comes again',
      ['transient', goodFile],
      failed('message-0'),
    ],
    [
      'and it cannot be read for the second, only that comes again',
      [goodFile, 'transient'],
      failed('message-1'),
    ],
    [
      'and it cannot be read for either, both come again',
      ['transient', 'transient'],
      failed('message-0', 'message-1'),
    ],
  ] satisfies [string, Reads, unknown][])('%s', async (_, reads, answer) =>
    expect(await handle(sqsEvent(named, named), { reads })).toEqual(answer),
  );

  it('and an alert from it is not delivered, both come again', async () =>
    expect(await handle(sqsEvent(named, named), { reads: [goodFile, goodFile], deliver: refuse })).toEqual(
      failed('message-0', 'message-1'),
    ));

  it('each has its own result in a job of S3 Batch Operations', async () => {
    const task = { s3Key: 'same.json.gz', s3Bucket: 'b' };
    const event = batchEvent('2.0', task, task, task);
    expect(await handle(event, { reads: ['permanent', goodFile, 'transient'] })).toMatchObject({
      results: [
        { taskId: 'task-0', resultCode: 'PermanentFailure' },
        { taskId: 'task-1', resultCode: 'Succeeded' },
        { taskId: 'task-2', resultCode: 'TemporaryFailure' },
      ],
    });
  });

  it('each failure is listed once for each of them', async () => {
    const twice = notification(object('same.json.gz'), object('same.json.gz'));
    await expect(handle(twice, { reads: ['transient', goodFile] })).rejects.toEqual(
      new InspectionError(['s3://b/same.json.gz: cannot be read']),
    );
  });
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
