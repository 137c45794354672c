import { setTimeout as sleep } from 'node:timers/promises';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { PublishCommand, type SNSClientConfig } from '@aws-sdk/client-sns';
import { expect, test } from 'vitest';
import { s3ClientFor, snsClientFor } from '../../support/aws-clients.ts';
import { type Fault, fault } from '../../support/faults.ts';
import { startLoopback } from '../../support/loopback.ts';
import { s3Error } from '../../support/s3/errors.ts';
import { startS3 } from '../../support/s3-server.ts';
import { startSns } from '../../support/sns-server.ts';
import { refusalOf } from './refusal.ts';

/** A service that counts what it was asked, and says so. */
const start = async () => {
  const applied: string[] = [];
  const server = await startLoopback(({ body }) => {
    applied.push(body.toString());
    return { status: 200, body: `number ${applied.length}` };
  });
  const post = async (body: string) => {
    const response = await fetch(server.url, { method: 'POST', body, redirect: 'manual' });
    return { status: response.status, text: await response.text() };
  };
  const code = (body: string): Promise<unknown> => post(body).then(({ status }) => status, codeOf);
  return { server, applied, post, code, [Symbol.asyncDispose]: server.close };
};

const codeOf = (error: { cause?: { code?: unknown } }): unknown => error.cause?.code;

test('faults come in the order they were asked for, and then no more', async () => {
  await using fake = await start();
  fake.server.faults.next(fault.answer({ status: 503 }), undefined, fault.answer({ status: 500 }));
  const statuses = [await fake.code('a'), await fake.code('b'), await fake.code('c'), await fake.code('d')];
  expect(statuses).toEqual([503, 200, 500, 200]);
  expect(fake.applied).toEqual(['b', 'd']);
  expect(
    fake.server.requests.map(({ number, fault, applied, status }) => ({
      number,
      fault: fault?.kind,
      applied,
      status,
    })),
  ).toEqual([
    { number: 1, fault: 'answer', applied: false, status: 503 },
    { number: 2, fault: undefined, applied: true, status: 200 },
    { number: 3, fault: 'answer', applied: false, status: 500 },
    { number: 4, fault: undefined, applied: true, status: 200 },
  ]);
});

test('a plan decides by the request until it is cleared', async () => {
  await using fake = await start();
  fake.server.faults.plan(({ number, method }) =>
    method === 'POST' && number % 2 === 0 ? fault.answer({ status: 503 }) : undefined,
  );
  expect([await fake.code('a'), await fake.code('b'), await fake.code('c'), await fake.code('d')]).toEqual([
    200, 503, 200, 503,
  ]);
  fake.server.faults.clear();
  expect([await fake.code('e'), await fake.code('f')]).toEqual([200, 200]);
});

test.each<[string, Fault, unknown, boolean]>([
  ['an answer', fault.answer({ status: 500, body: 'rollup_error' }), 500, false],
  ['an answer after all was done', fault.answer({ status: 500 }, { applied: true }), 500, true],
  ['a reset before reading', fault.resetBeforeReading(), 'ECONNRESET', false],
  ['a reset before answering', fault.resetBeforeAnswering(), 'ECONNRESET', false],
  ['a reset after all was done', fault.resetBeforeAnswering({ applied: true }), 'ECONNRESET', true],
  ['a lost response', fault.lostResponse(), 'UND_ERR_SOCKET', true],
])('after %s the log says whether the request took effect', async (_, given, seen, applied) => {
  await using fake = await start();
  fake.server.faults.next(given);
  expect(await fake.code('a')).toBe(seen);
  expect(fake.applied).toEqual(applied ? ['a'] : []);
  expect(fake.server.requests).toMatchObject([{ fault: given, applied }]);
  expect(await fake.code('b')).toBe(200);
});

test('a reset before reading takes no byte of the body', async () => {
  await using fake = await start();
  fake.server.faults.next(fault.resetBeforeReading());
  await fake.code('a');
  expect(fake.server.requests[0]).not.toHaveProperty('body');
});

test.each([true, false])(
  'a hanging request is never answered, and does not keep the server open (applied: %s)',
  async (applied) => {
    const fake = await start();
    fake.server.faults.next(fault.hang({ applied }));
    const call = fake.code('a');
    const first = await Promise.race([call, sleep(100).then(() => 'silence')]);
    expect([first, fake.applied.length]).toEqual(['silence', applied ? 1 : 0]);
    await fake.server.close();
    // Which of them, depends on what the client notices first.
    expect(['UND_ERR_SOCKET', 'ECONNRESET']).toContain(await call);
  },
);

test('a slow request takes effect at once and is answered later', async () => {
  await using fake = await start();
  fake.server.faults.next(fault.slow(150));
  const began = performance.now();
  const call = fake.post('a');
  await sleep(75);
  expect(fake.applied).toEqual(['a']);
  expect(await call).toEqual({ status: 200, text: 'number 1' });
  expect(performance.now() - began).toBeGreaterThan(140);
});

test('a client that gives up on a slow answer breaks nothing', async () => {
  await using fake = await start();
  for (const given of [fault.slow(60), fault.drip(60), fault.stallBody()]) {
    fake.server.faults.next(given);
    const impatient = new AbortController();
    const call = fetch(fake.server.url, { signal: impatient.signal }).then((answer) => answer.text());
    const taken = fake.applied.length + 1;
    while (fake.applied.length < taken) await sleep(2);
    impatient.abort();
    await expect(call).rejects.toThrow('aborted');
  }
  await sleep(80);
  await fake.server.close();
});

test('a redirect leads elsewhere, and a page of HTML is a 200', async () => {
  await using fake = await start();
  await using elsewhere = await start();
  fake.server.faults.next(
    fault.redirect(elsewhere.server.url),
    fault.redirect(elsewhere.server.url, 307),
    fault.html(),
  );
  expect([await fake.code('a'), await fake.code('b')]).toEqual([302, 307]);
  expect(await fake.post('c')).toEqual({ status: 200, text: expect.stringContaining('<!doctype html>') });
  expect([fake.applied, elsewhere.applied]).toEqual([[], []]);
});

const startLog = async () => {
  const s3 = await startS3({ buckets: ['logs'] });
  s3.put('logs', 'k', '0123456789'.repeat(10_000));
  const get = async (client: S3Client = s3ClientFor(s3), signal?: AbortSignal) => {
    const { Body } = await client.send(
      new GetObjectCommand({ Bucket: 'logs', Key: 'k' }),
      signal && { abortSignal: signal },
    );
    return (await Body?.transformToByteArray())?.length;
  };
  return { s3, get, [Symbol.asyncDispose]: s3.close };
};

test('the SDK tells a cut body', async () => {
  await using log = await startLog();
  log.s3.faults.next(fault.cutBody(0.5));
  await expect(log.get()).rejects.toThrow('aborted');
  expect(log.s3.requests).toMatchObject([{ fault: { kind: 'cut body' }, status: 200 }]);
  expect(await log.get()).toBe(100_000);
});

test('a body is cut where it was asked for', async () => {
  await using fake = await start();
  fake.server.faults.next(fault.cutBody(0.75));
  const { body } = await fetch(fake.server.url);
  const read: string[] = [];
  const reading = async () => {
    for await (const chunk of body ?? []) read.push(Buffer.from(chunk).toString());
  };
  await expect(reading()).rejects.toThrow('terminated');
  expect(read.join('')).toBe('number');
});

test('only a socket timeout ends a stalled body', async () => {
  await using log = await startLog();
  log.s3.faults.next(fault.stallBody(), fault.stallBody());
  const impatient = s3ClientFor(log.s3, { requestHandler: { socketTimeout: 100 } });
  expect(await Promise.race([log.get().catch(() => 'ended'), sleep(300).then(() => 'still waiting')])).toBe(
    'still waiting',
  );
  await expect(log.get(impatient)).rejects.toThrow();
});

test('a dripping body outlasts a socket timeout, not a deadline', async () => {
  await using log = await startLog();
  const patient = s3ClientFor(log.s3, { requestHandler: { socketTimeout: 300 } });
  log.s3.faults.next(fault.drip(700));
  expect(await log.get(patient)).toBe(100_000);
  log.s3.faults.next(fault.drip(5_000));
  await expect(log.get(patient, AbortSignal.timeout(200))).rejects.toThrow();
});

/** The SDK as it comes. */
const persistent = { maxAttempts: 3 };

test('the SDK repeats what it may, and the server counts it', async () => {
  await using log = await startLog();
  log.s3.faults.next(fault.answer(s3Error('InternalError')), fault.resetBeforeReading());
  expect(await log.get(s3ClientFor(log.s3, persistent))).toBe(100_000);
  expect(log.s3.requests.map(({ applied }) => applied)).toEqual([false, false, true]);
});

test('a conditional write whose response was lost meets itself', async () => {
  await using log = await startLog();
  const client = s3ClientFor(log.s3, persistent);
  const claim = () =>
    refusalOf(
      client.send(new PutObjectCommand({ Bucket: 'logs', Key: 'claim', Body: 'mine', IfNoneMatch: '*' })),
    );
  log.s3.faults.next(fault.lostResponse());
  expect(await claim()).toMatchObject({ name: 'PreconditionFailed', status: 412 });
  expect(log.s3.writes).toHaveLength(1);
});

test("a conflict is the caller's to repeat", async () => {
  await using log = await startLog();
  const client = s3ClientFor(log.s3, persistent);
  log.s3.faults.next(fault.answer(s3Error('ConditionalRequestConflict')));
  const put = client.send(
    new PutObjectCommand({ Bucket: 'logs', Key: 'claim', Body: 'mine', IfNoneMatch: '*' }),
  );
  expect(await refusalOf(put)).toMatchObject({ name: 'ConditionalRequestConflict', status: 409 });
  expect(log.s3.requests).toHaveLength(1);
});

test('the SDK publishes again what it lost the response to, unless told not to', async () => {
  const TopicArn = 'arn:aws:sns:eu-central-1:123456789012:t';
  const publishedBy = async (config: SNSClientConfig) => {
    await using sns = await startSns({ topics: [TopicArn] });
    sns.faults.plan(() => fault.lostResponse());
    const publish = snsClientFor(sns, config).send(new PublishCommand({ TopicArn, Message: 'x' }));
    expect(await refusalOf(publish)).toBeDefined();
    return sns.published.length;
  };
  expect([await publishedBy(persistent), await publishedBy({})]).toEqual([3, 1]);
});

test('the SDK takes a page of HTML for success: only the missing id tells', async () => {
  const TopicArn = 'arn:aws:sns:eu-central-1:123456789012:t';
  await using sns = await startSns({ topics: [TopicArn] });
  await using log = await startLog();
  for (const server of [sns, log.s3]) server.faults.next(fault.html());
  const { MessageId } = await snsClientFor(sns).send(new PublishCommand({ TopicArn, Message: 'x' }));
  const put = new PutObjectCommand({ Bucket: 'logs', Key: 'claim', Body: 'mine', IfNoneMatch: '*' });
  const { ETag } = await s3ClientFor(log.s3).send(put);
  expect([MessageId, ETag, sns.published.length, log.s3.writes.length]).toEqual([undefined, undefined, 0, 0]);
});

test('a fake that breaks says so when it is closed', async () => {
  const server = await startLoopback(() => {
    throw new Error('a bug');
  });
  await expect(fetch(server.url)).rejects.toThrow();
  await expect(server.close()).rejects.toThrow('the fake server itself broke');
  await server.close();
});
