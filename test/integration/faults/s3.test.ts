import { afterAll, beforeAll } from 'vitest';
import { aRecord } from '../../support/builders.ts';
import { batchEvent, notification, object } from '../../support/events.ts';
import { type Fault, fault } from '../../support/faults.ts';
import { created, type FunctionUnderTest, failuresIn, startFunction } from '../../support/function.ts';
import type { Lambda } from '../../support/lambda.ts';
import { anEventID } from '../../support/messages.ts';
import { s3Error } from '../../support/s3/errors.ts';
import { faultTestsOf, type Injected, namesOf } from './fault-test.ts';

/** Faults of S3 while one function reads log files. */
let fn: FunctionUnderTest;
beforeAll(async () => {
  fn = await startFunction();
  fn.s3.faults.plan(({ target }) => [...faultsOf].find(([key]) => target.includes(key))?.[1].shift());
});
afterAll(() => fn[Symbol.asyncDispose]());

const faultTest = faultTestsOf('s3');

/** The faults of the next requests for a key, one by one. */
const faultsOf = new Map<string, Fault[]>();

const named: Record<Injected<'s3', 13 | 14 | 15 | 16 | 17 | 18> | 'S3 has no such object', Fault> = {
  'S3 throttles': fault.answer(s3Error('SlowDown')),
  'S3 resets the connection': fault.resetBeforeReading(),
  'S3 breaks off in the middle': fault.cutBody(0.5),
  'S3 stalls in the middle': fault.stallBody(0.5),
  'S3 never answers': fault.hang(),
  'S3 denies access': fault.answer(s3Error('AccessDenied')),
  'S3 has no such object': fault.answer(s3Error('NoSuchKey')),
};

/** Invokes the function for a log file whose requests have these faults, one by one. */
const invokeWith = async (
  names: readonly (keyof typeof named)[],
  lambda: Lambda = fn.process,
  timeoutMs?: number,
) => {
  const eventID = anEventID();
  const key = `${eventID}.json.gz`;
  const others = Array.from({ length: 200 }, () => aRecord({ eventID: anEventID(), eventName: 'ListUsers' }));
  fn.putRecords(key, aRecord({ eventID }), ...others);
  faultsOf.set(
    key,
    names.map((name) => named[name]),
  );
  const since = performance.now();
  const invocation = await lambda.invoke(created(key), timeoutMs);
  const ms = performance.now() - since;
  const requests = fn.s3.requests.filter(({ target }) => target.includes(key));
  return {
    injected: namesOf(
      requests.map((request) => request.fault),
      named,
    ),
    answer: answerOf(invocation),
    attempts: requests.length,
    messages: fn.messagesAbout(eventID),
    ms,
  };
};

const answerOf = (invocation: Awaited<ReturnType<Lambda['invoke']>>) =>
  invocation.ok ? invocation : failuresIn(invocation);

for (const number of [13, 16] as const) {
  // These take their time, so each has a process of its own.
  faultTest.concurrent(number, async ({ inject }) => {
    const { injected, answer, attempts, messages } = await invokeWith(inject, await fn.start());
    return { injected, outcome: { answer, attempts, messages } };
  });
}

faultTest.concurrent(17, async ({ inject: [never] }) => {
  const lambda = await fn.start();
  await lambda.invoke(notification(object('started/')));
  const nothingElse = Array.from({ length: 20 }, () => never);
  const { injected, answer, messages, ms } = await invokeWith(nothingElse, lambda, 6500);
  return { injected: [...new Set(injected)], outcome: { answer, messages, isEarly: ms <= 1400 } };
});

for (const number of [14, 15, 18] as const) {
  faultTest(number, async ({ inject }) => {
    const { injected, answer, attempts, messages } = await invokeWith(inject);
    return { injected, outcome: { answer, attempts, messages } };
  });
}

faultTest(19, async ({ inject: [name] }) => {
  if (name === 'S3 has no such object') {
    const { injected, answer, attempts, messages } = await invokeWith([name]);
    return { injected, outcome: { answer, attempts, messages } };
  }
  const { length } = fn.s3.requests;
  const event =
    name === 'S3 has no such version'
      ? notification(object('versioned.json', 'v1', 'my-trail'))
      : batchEvent('2.0', { s3Bucket: 'my-trail', s3Key: 'gone.json' });
  const answer = answerOf(await fn.invoke(event));
  // The server has neither.
  const injected = fn.s3.requests.slice(length).flatMap(({ status }) => (status === 404 ? name : []));
  return { injected, outcome: { answer } };
});
