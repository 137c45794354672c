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

const conflict = fault.answer(s3Error('ConditionalRequestConflict'));

it('a claim is created where there is none', async () => {
  await using it = await start();
  const version = await it.ledger.create('v1/k', 'first', signal);
  expect(version).toBe(it.s3.object('ledger', 'claims/v1/k')?.etag);
  expect(await it.ledger.create('v1/k', 'second', signal)).toBeUndefined();
  expect(await it.ledger.read('v1/k', signal)).toEqual({ text: 'first', version });
  expect(it.s3.writes).toMatchObject([{ key: 'claims/v1/k', condition: 'If-None-Match: *' }]);
});

it('of many invocations that create a claim at once, one succeeds', async () => {
  await using it = await start();
  const versions = await Promise.all(
    Array.from({ length: 20 }, (_, index) => it.ledger.create('k', `number ${index}`, signal)),
  );
  expect(versions.filter((version) => version !== undefined)).toHaveLength(1);
});

it('a claim is replaced in the version that was read, and in no other', async () => {
  await using it = await start();
  const first = (await it.ledger.create('k', 'first', signal)) ?? '';
  const second = await it.ledger.replace('k', 'second', first, signal);
  expect(second).toEqual(expect.any(String));
  expect(await it.ledger.replace('k', 'third', first, signal)).toBeUndefined();
  expect(it.text('k')).toBe('second');
});

it('a claim that is gone is read as none, and not replaced', async () => {
  await using it = await start();
  expect(await it.ledger.read('k', signal)).toBeUndefined();
  expect(await it.ledger.replace('k', 'x', '"etag"', signal)).toBeUndefined();
});

describe('a conflict of two writes at the same time', () => {
  it('is retried', async () => {
    await using it = await start();
    it.s3.faults.next(conflict, conflict);
    expect(await it.ledger.create('k', 'text', signal)).toEqual(expect.any(String));
    expect(it.s3.requests.map(({ status }) => status)).toEqual([409, 409, 200]);
  });

  it('that does not end is an error', async () => {
    await using it = await start({ patience: { ...patient, totalMs: 300 } });
    it.s3.faults.plan(() => conflict);
    await expect(it.ledger.create('k', 'text', signal)).rejects.toThrow(LedgerError);
    expect(it.s3.requests.length).toBeGreaterThan(1);
  });

  it('is not retried after time has run out', async () => {
    const time = new AbortController();
    await using it = await start({
      wait: async (_ms, waiting) => {
        time.abort();
        waiting.throwIfAborted();
      },
    });
    it.s3.faults.plan(() => conflict);
    await expect(it.ledger.create('k', 'text', time.signal)).rejects.toThrow(/abort/);
    expect(it.s3.requests.map(({ status }) => status)).toEqual([409]);
  });
});

describe('a lost answer', () => {
  it.each([
    ['by a close', fault.lostResponse()],
    ['by a reset', fault.resetBeforeAnswering({ applied: true })],
  ])('%s leaves a claim that the SDK’s retry finds', async (_, lost) => {
    await using it = await start({ maxAttempts: 3 });
    it.s3.faults.next(lost);
    expect(await it.ledger.create('k', 'mine', signal)).toBeUndefined();
    expect((await it.ledger.read('k', signal))?.text).toBe('mine');
    expect(it.s3.writes).toHaveLength(1);
  });

  it('after a replacement leaves it too', async () => {
    await using it = await start({ maxAttempts: 3 });
    const version = (await it.ledger.create('k', 'first', signal)) ?? '';
    it.s3.faults.next(fault.lostResponse());
    expect(await it.ledger.replace('k', 'mine', version, signal)).toBeUndefined();
    expect(it.text('k')).toBe('mine');
  });
});

describe('a ledger that gives no answer is an error that names the claim', () => {
  const broken: readonly (readonly [string, Fault, RegExp])[] = [
    ['when S3 throttles', fault.answer(s3Error('SlowDown')), /SlowDown/],
    ['when access is denied', fault.answer(s3Error('AccessDenied')), /AccessDenied/],
    ['when a proxy answers instead', fault.html(), /not from S3|Deserialization|Unexpected/i],
    ['when the connection is reset', fault.resetBeforeReading(), /ECONNRESET/],
  ];
  type Operation = (it: Awaited<ReturnType<typeof start>>, signal: AbortSignal) => Promise<unknown>;
  const operations: Readonly<Record<string, Operation>> = {
    create: ({ ledger }, signal) => ledger.create('k', 'text', signal),
    read: ({ ledger }, signal) => ledger.read('k', signal),
    replace: ({ ledger }, signal) => ledger.replace('k', 'text', '"v"', signal),
  };

  describe.each(Object.entries(operations))('to %s', (_, operate) => {
    it.each(broken)('%s', async (_, plan, reason) => {
      await using it = await start({ patience: impatient });
      it.s3.faults.plan(() => plan);
      const error = await operate(it, signal).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(LedgerError);
      expect(String(error)).toMatch(/^LedgerError: s3:\/\/ledger\/claims\/k: /);
      expect(String(error)).toMatch(reason);
    });

    it('when S3 never answers', async () => {
      await using it = await start({ patience: { attemptMs: 150, totalMs: 300 } });
      it.s3.faults.plan(() => fault.hang());
      const error = await operate(it, signal).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(LedgerError);
      expect(String(error)).toMatch(/^LedgerError: s3:\/\/ledger\/claims\/k: .*abort/i);
    });

    it('when there is no such bucket', async () => {
      await using it = await start({ bucket: 'nosuch' });
      await expect(operate(it, signal)).rejects.toThrow(/s3:\/\/nosuch\/claims\/k: NoSuchBucket/);
    });

    it('when time runs out before the answer', async () => {
      const time = new AbortController();
      await using it = await start();
      it.s3.faults.plan(() => {
        time.abort();
        return fault.hang();
      });
      await expect(operate(it, time.signal)).rejects.toThrow(/abort/i);
    });
  });

  it('to create, when there is nothing to write to', async () => {
    await using it = await start();
    const body = '<Error><Code>NoSuchAccessPoint</Code></Error>';
    it.s3.faults.plan(() => fault.answer({ status: 404, body }));
    await expect(it.ledger.create('k', 'text', signal)).rejects.toThrow(LedgerError);
  });

  it.each([
    ['is cut off', fault.cutBody()],
    ['stalls', fault.stallBody()],
  ])('to read, when the claim %s', async (_, plan) => {
    await using it = await start({ patience: impatient, requestHandler: { socketTimeout: 100 } });
    it.s3.put('ledger', 'claims/k', 'some text');
    it.s3.faults.plan(() => plan);
    await expect(it.ledger.read('k', signal)).rejects.toThrow(LedgerError);
  });

  it('to read, when it is far too long for a claim', async () => {
    await using it = await start();
    it.s3.put('ledger', 'claims/k', 'x'.repeat(20_000));
    await expect(it.ledger.read('k', signal)).rejects.toThrow(/is larger than 10000 bytes/);
  });
});
