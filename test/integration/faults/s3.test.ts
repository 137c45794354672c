import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRecord } from '../../support/builders.ts';
import { batchEvent, notification, object } from '../../support/events.ts';
import { type Fault, fault } from '../../support/faults.ts';
import { created, done, type FunctionUnderTest, failuresIn, startFunction } from '../../support/function.ts';
import type { Lambda } from '../../support/lambda.ts';
import { anEventID } from '../../support/messages.ts';
import { s3Error } from '../../support/s3/errors.ts';

/** Faults of S3 while one function reads log files. */
let fn: FunctionUnderTest;
beforeAll(async () => {
  fn = await startFunction();
  fn.s3.faults.plan(({ target }) => [...faultsOf].find(([key]) => target.includes(key))?.[1].shift());
});
afterAll(() => fn[Symbol.asyncDispose]());

/** The faults of the next requests for a key, one by one. */
const faultsOf = new Map<string, Fault[]>();

/** Invokes the function for a log file whose requests have these faults, one by one. */
const invokeWith = async (faults: readonly Fault[], lambda: Lambda = fn.process, timeoutMs?: number) => {
  const eventID = anEventID();
  const key = `${eventID}.json.gz`;
  const others = Array.from({ length: 200 }, () => aRecord({ eventID: anEventID(), eventName: 'ListUsers' }));
  fn.putRecords(key, aRecord({ eventID }), ...others);
  faultsOf.set(key, [...faults]);
  const since = performance.now();
  const invocation = await lambda.invoke(created(key), timeoutMs);
  const ms = performance.now() - since;
  const attempts = fn.s3.requests.filter(({ target }) => target.includes(key)).length;
  return { invocation, attempts, ms, messages: fn.messagesAbout(eventID) };
};

const slowDown = fault.answer(s3Error('SlowDown'));
const delivered = { invocation: done, messages: ['topic'] };

/** These take their time, so each has a process of its own. */
describe.concurrent('S3 is slow', () => {
  it('13: S3 throttles twice: read at the third attempt', async () =>
    expect(await invokeWith([slowDown, slowDown], await fn.start())).toMatchObject({
      ...delivered,
      attempts: 3,
    }));

  it('16: the log file stalls in the middle once: read again after 5 seconds', async () => {
    expect(await invokeWith([fault.stallBody(0.5)], await fn.start())).toMatchObject({
      ...delivered,
      attempts: 2,
    });
  });

  it('17: S3 never answers: an error before Lambda ends the function, 5 seconds early', async () => {
    const lambda = await fn.start();
    await lambda.invoke(notification(object('started/')));
    const { invocation, ms, messages } = await invokeWith(
      Array.from({ length: 20 }, () => fault.hang()),
      lambda,
      6500,
    );
    expect(failuresIn(invocation)).toEqual([
      '1 failed:',
      expect.stringMatching(/: was not read to its end: time ran out$/),
    ]);
    expect(ms).toBeGreaterThan(1400);
    expect(messages).toEqual([]);
  });
});

it('14: the connection is reset twice before S3 answers: read at the third attempt', async () =>
  expect(await invokeWith([fault.resetBeforeReading(), fault.resetBeforeReading()])).toMatchObject({
    ...delivered,
    attempts: 3,
  }));

it('15: the log file breaks off in the middle once: read again as a whole', async () =>
  expect(await invokeWith([fault.cutBody(0.5)])).toMatchObject({ ...delivered, attempts: 2 }));

it('18: access is denied: not retried, and an error that names the permissions, that for KMS too', async () => {
  const { invocation, attempts } = await invokeWith([fault.answer(s3Error('AccessDenied'))]);
  expect(attempts).toBe(1);
  expect(failuresIn(invocation)).toEqual([
    '1 failed:',
    expect.stringMatching(/: AccessDenied: the role needs s3:GetObject .* kms:Decrypt/),
  ]);
});

describe('19: there is no such object', () => {
  it('is an error after one attempt, since it may be there when Lambda invokes again', async () => {
    const { invocation, attempts } = await invokeWith([fault.answer(s3Error('NoSuchKey'))]);
    expect(attempts).toBe(1);
    expect(failuresIn(invocation)).toEqual([
      '1 failed:',
      expect.stringMatching(/: NoSuchKey: there is no such object$/),
    ]);
  });

  it('in that version', async () =>
    expect(failuresIn(await fn.invoke(notification(object('versioned.json', 'v1', 'my-trail'))))).toEqual([
      '1 failed:',
      's3://my-trail/versioned.json?versionId=v1: NoSuchVersion: there is no such object',
    ]));

  it('is permanent for a job of Batch Operations', async () =>
    expect(await fn.invoke(batchEvent('2.0', { s3Bucket: 'my-trail', s3Key: 'gone.json' }))).toMatchObject({
      response: { results: [{ resultCode: 'PermanentFailure' }] },
    }));
});
