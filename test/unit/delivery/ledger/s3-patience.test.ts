import { describe, expect, it } from 'vitest';
import { s3Ledger } from '../../../../src/delivery/ledger/s3.ts';
import { LedgerError } from '../../../../src/errors.ts';
import { s3ClientFor } from '../../../support/aws-clients.ts';
import { neverAborted } from '../../../support/builders.ts';
import { type Fault, fault } from '../../../support/faults.ts';
import { s3Error } from '../../../support/s3/errors.ts';
import { startS3 } from '../../../support/s3-server.ts';

/** More than any request takes. */
const patient = { attemptMs: 20_000, totalMs: 60_000 };

/** A ledger whose SDK does not retry, as after many failed requests in the same process. */
const start = async (patience: Partial<typeof patient> = {}) => {
  const s3 = await startS3({ buckets: [{ name: 'state', denyUnconditionalPuts: true }] });
  const client = s3ClientFor(s3, { maxAttempts: 1 });
  const ledger = s3Ledger(
    async () => client,
    { bucket: 'state', prefix: 'claims/' },
    { ...patient, ...patience },
  );
  return {
    s3,
    create: (key: string) => ledger.create(key, `first of ${key}`, neverAborted),
    read: (key: string) => ledger.read(key, neverAborted),
    replace: (key: string, version: string) => ledger.replace(key, 'second', version, neverAborted),
    [Symbol.asyncDispose]: () => s3.close(),
  };
};

const passing: Readonly<Record<string, Fault>> = {
  'a 503': fault.answer(s3Error('SlowDown')),
  'a 500': fault.answer(s3Error('InternalError')),
  'a proxy’s page': fault.html(),
  'a reset': fault.resetBeforeReading(),
  silence: fault.hang(),
};

describe('a request is retried after a fault that passes', () => {
  it.each(Object.entries(passing))('%s', async (_name, passes) => {
    await using fake = await start(passes.kind === 'hang' ? { attemptMs: 1_000 } : {});
    fake.s3.faults.next(passes, passes);
    const version = await fake.create('k');
    expect(version).toBe(fake.s3.object('state', 'claims/k')?.etag);
    fake.s3.faults.next(passes, passes);
    expect(await fake.read('k')).toEqual({ text: 'first of k', version });
    fake.s3.faults.next(passes, passes);
    expect(await fake.replace('k', String(version))).toBe(fake.s3.object('state', 'claims/k')?.etag);
  });
});

it('a write is retried after a conflict of two writes', async () => {
  await using fake = await start();
  const conflict = fault.answer(s3Error('ConditionalRequestConflict'));
  fake.s3.faults.next(conflict, conflict);
  expect(await fake.create('k')).toBe(fake.s3.object('state', 'claims/k')?.etag);
});

it('the retry of a write whose answer was lost finds the claim already there', async () => {
  await using fake = await start();
  fake.s3.faults.next(fault.lostResponse());
  expect(await fake.create('k')).toBeUndefined();
  expect(await fake.read('k')).toMatchObject({ text: 'first of k' });
});

it('a refusal is final', async () => {
  await using fake = await start();
  fake.s3.faults.next(fault.answer(s3Error('AccessDenied')));
  await expect(fake.create('k')).rejects.toThrow(LedgerError);
  expect(fake.s3.requests).toHaveLength(1);
});

it('when S3 is down, requests are retried for a while, then no more until S3 answers again', async () => {
  await using fake = await start({ totalMs: 2_000 });
  fake.s3.faults.plan(() => fault.answer(s3Error('SlowDown')));
  await expect(fake.create('a')).rejects.toThrow(LedgerError);
  const patiently = fake.s3.requests.length;
  expect(patiently).toBeGreaterThan(1);
  await expect(fake.create('b')).rejects.toThrow(LedgerError);
  expect(fake.s3.requests).toHaveLength(patiently + 1);

  fake.s3.faults.clear();
  expect(await fake.create('c')).toBeDefined();
  fake.s3.faults.next(fault.answer(s3Error('SlowDown')));
  expect(await fake.create('d')).toBeDefined();
});
