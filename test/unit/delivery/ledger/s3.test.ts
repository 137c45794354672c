import type { S3ClientConfig } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { s3Ledger } from '../../../../src/delivery/ledger/s3.ts';
import type { Wait } from '../../../../src/delivery/wait.ts';
import { LedgerError } from '../../../../src/errors.ts';
import { s3ClientFor } from '../../../support/aws-clients.ts';
import { neverAborted as signal } from '../../../support/builders.ts';
import { type Fault, fault } from '../../../support/faults.ts';
import { s3Error } from '../../../support/s3/errors.ts';
import { startS3 } from '../../../support/s3-server.ts';

/** More than any request takes. */
const patient = { attemptMs: 20_000, totalMs: 20_000 };
/** Gives up after the first failure, or soon after it. */
const impatient = { attemptMs: 20_000, totalMs: 1 };

/** A ledger in a bucket whose policy refuses every write without a condition, and the S3 that holds it. */
const start = async ({
  bucket = 'ledger',
  patience = patient,
  wait,
  ...config
}: S3ClientConfig & { bucket?: string; patience?: typeof patient; wait?: Wait } = {}) => {
  const s3 = await startS3({ buckets: [{ name: 'ledger', denyUnconditionalPuts: true }] });
  const client = s3ClientFor(s3, config);
  return {
    s3,
    ledger: s3Ledger(async () => client, { bucket, prefix: 'claims/' }, patience, wait),
    text: (key: string) => s3.object('ledger', `claims/${key}`)?.body.toString(),
    [Symbol.asyncDispose]: s3.close,
  };
};

it('has the time of S3, which also says it when a claim is refused', async () => {
  await using fake = await start();
  const hourAhead = new Date(Date.now() + 3_600_000).toUTCString();
  fake.s3.faults.next(fault.answer({ ...s3Error('PreconditionFailed'), headers: { date: hourAhead } }));
  expect(await fake.ledger.create('v1/k', 'text', signal)).toBeUndefined();
  expect(Math.abs(fake.ledger.now() - Date.parse(hourAhead))).toBeLessThan(20_000);
});

const conflict = fault.answer(s3Error('ConditionalRequestConflict'));

it('a claim is created where there is none', async () => {
  await using fake = await start();
  const version = await fake.ledger.create('v1/k', 'first', signal);
  expect(version).toBe(fake.s3.object('ledger', 'claims/v1/k')?.etag);
  expect(await fake.ledger.create('v1/k', 'second', signal)).toBeUndefined();
  expect(await fake.ledger.read('v1/k', signal)).toEqual({ text: 'first', version });
  expect(fake.s3.writes).toMatchObject([{ key: 'claims/v1/k', condition: 'If-None-Match: *' }]);
});

it('of many invocations that create a claim at once, one succeeds', async () => {
  await using fake = await start();
  const versions = await Promise.all(
    Array.from({ length: 20 }, (_, index) => fake.ledger.create('k', `number ${index}`, signal)),
  );
  expect(versions.filter((version) => version !== undefined)).toHaveLength(1);
});

it('a claim is replaced in the version that was read, and in no other', async () => {
  await using fake = await start();
  const first = (await fake.ledger.create('k', 'first', signal)) ?? '';
  const second = await fake.ledger.replace('k', 'second', first, signal);
  expect(second).toEqual(expect.any(String));
  expect(await fake.ledger.replace('k', 'third', first, signal)).toBeUndefined();
  expect(fake.text('k')).toBe('second');
});

it('a claim that is gone is read as none, and not replaced', async () => {
  await using fake = await start();
  expect(await fake.ledger.read('k', signal)).toBeUndefined();
  expect(await fake.ledger.replace('k', 'x', '"etag"', signal)).toBeUndefined();
});

describe('a conflict of two writes at the same time', () => {
  it('is retried', async () => {
    await using fake = await start();
    fake.s3.faults.next(conflict, conflict);
    expect(await fake.ledger.create('k', 'text', signal)).toEqual(expect.any(String));
    expect(fake.s3.requests.map(({ status }) => status)).toEqual([409, 409, 200]);
  });

  it('that does not end is an error', async () => {
    await using fake = await start({ patience: { ...patient, totalMs: 300 } });
    fake.s3.faults.plan(() => conflict);
    await expect(fake.ledger.create('k', 'text', signal)).rejects.toThrow(LedgerError);
    expect(fake.s3.requests.length).toBeGreaterThan(1);
  });

  it('is not retried after time has run out', async () => {
    const time = new AbortController();
    await using fake = await start({
      wait: async (_ms, waiting) => {
        time.abort();
        waiting.throwIfAborted();
      },
    });
    fake.s3.faults.plan(() => conflict);
    await expect(fake.ledger.create('k', 'text', time.signal)).rejects.toThrow(/abort/);
    expect(fake.s3.requests.map(({ status }) => status)).toEqual([409]);
  });
});

describe('a lost answer', () => {
  it.each([
    ['by a close', fault.lostResponse()],
    ['by a reset', fault.resetBeforeAnswering({ applied: true })],
  ])('%s leaves a claim that the SDK’s retry finds', async (_, lost) => {
    await using fake = await start({ maxAttempts: 3 });
    fake.s3.faults.next(lost);
    expect(await fake.ledger.create('k', 'mine', signal)).toBeUndefined();
    expect((await fake.ledger.read('k', signal))?.text).toBe('mine');
    expect(fake.s3.writes).toHaveLength(1);
  });

  it('after a replacement leaves it too', async () => {
    await using fake = await start({ maxAttempts: 3 });
    const version = (await fake.ledger.create('k', 'first', signal)) ?? '';
    fake.s3.faults.next(fault.lostResponse());
    expect(await fake.ledger.replace('k', 'mine', version, signal)).toBeUndefined();
    expect(fake.text('k')).toBe('mine');
  });
});

describe('a ledger that gives no answer is an error that names the claim', () => {
  const broken: readonly (readonly [string, Fault, RegExp])[] = [
    ['when S3 throttles', fault.answer(s3Error('SlowDown')), /SlowDown/],
    ['when access is denied', fault.answer(s3Error('AccessDenied')), /AccessDenied/],
    ['when a proxy answers instead', fault.html(), /not from S3|Deserialization|Unexpected/i],
    ['when the connection is reset', fault.resetBeforeReading(), /ECONNRESET/],
  ];
  type Operation = (fake: Awaited<ReturnType<typeof start>>, signal: AbortSignal) => Promise<unknown>;
  const operations: Readonly<Record<string, Operation>> = {
    create: ({ ledger }, signal) => ledger.create('k', 'text', signal),
    read: ({ ledger }, signal) => ledger.read('k', signal),
    replace: ({ ledger }, signal) => ledger.replace('k', 'text', '"v"', signal),
  };

  describe.each(Object.entries(operations))('to %s', (_, operate) => {
    it.each(broken)('%s', async (_, plan, reason) => {
      await using fake = await start({ patience: impatient });
      fake.s3.faults.plan(() => plan);
      const error = await operate(fake, signal).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(LedgerError);
      expect(String(error)).toMatch(/^LedgerError: s3:\/\/ledger\/claims\/k: /);
      expect(String(error)).toMatch(reason);
    });

    it('when S3 never answers', async () => {
      await using fake = await start({ patience: { attemptMs: 150, totalMs: 300 } });
      fake.s3.faults.plan(() => fault.hang());
      const error = await operate(fake, signal).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(LedgerError);
      expect(String(error)).toMatch(/^LedgerError: s3:\/\/ledger\/claims\/k: .*abort/i);
    });

    it('when there is no such bucket', async () => {
      await using fake = await start({ bucket: 'nosuch' });
      await expect(operate(fake, signal)).rejects.toThrow(/s3:\/\/nosuch\/claims\/k: NoSuchBucket/);
    });

    it('when time runs out before the answer', async () => {
      const time = new AbortController();
      await using fake = await start();
      fake.s3.faults.plan(() => {
        time.abort();
        return fault.hang();
      });
      await expect(operate(fake, time.signal)).rejects.toThrow(/abort/i);
    });
  });

  it('to create, when there is nothing to write to', async () => {
    await using fake = await start();
    const body = '<Error><Code>NoSuchAccessPoint</Code></Error>';
    fake.s3.faults.plan(() => fault.answer({ status: 404, body }));
    await expect(fake.ledger.create('k', 'text', signal)).rejects.toThrow(LedgerError);
  });

  it.each([
    ['is cut off', fault.cutBody()],
    ['stalls', fault.stallBody()],
  ])('to read, when the claim %s', async (_, plan) => {
    await using fake = await start({ patience: impatient, requestHandler: { socketTimeout: 100 } });
    fake.s3.put('ledger', 'claims/k', 'some text');
    fake.s3.faults.plan(() => plan);
    await expect(fake.ledger.read('k', signal)).rejects.toThrow(LedgerError);
  });

  it('to read, when it is far too long for a claim', async () => {
    await using fake = await start();
    fake.s3.put('ledger', 'claims/k', 'x'.repeat(20_000));
    await expect(fake.ledger.read('k', signal)).rejects.toThrow(/is larger than 10000 bytes/);
  });
});
