import { expect, it } from 'vitest';
import { memoryLedger } from '../../../../src/delivery/ledger/memory.ts';
import { notesIn } from '../../../../src/delivery/ledger/notes.ts';
import { s3Ledger } from '../../../../src/delivery/ledger/s3.ts';
import { withStoreCheck } from '../../../../src/delivery/ledger/store-check.ts';
import { s3ClientFor } from '../../../support/aws-clients.ts';
import { neverAborted as signal } from '../../../support/builders.ts';
import { fault } from '../../../support/faults.ts';
import { startS3 } from '../../../support/s3-server.ts';

const start = async () => {
  const s3 = await startS3({ buckets: [{ name: 'ledger', denyUnconditionalPuts: true }] });
  const client = s3ClientFor(s3);
  const ledger = withStoreCheck(s3Ledger(async () => client, { bucket: 'ledger', prefix: 'claims/' }));
  return { s3, notes: notesIn(ledger, 'Security bot'), [Symbol.asyncDispose]: s3.close };
};

it('a note is written where there is none, and replaced in the version that was read', async () => {
  await using it = await start();
  const first = (await it.notes.create('k', 'first', signal)) ?? '';
  expect(await it.notes.create('k', 'second', signal)).toBeUndefined();
  expect(await it.notes.read('k', signal)).toEqual({ text: 'first', version: first });
  expect(await it.notes.replace('k', 'third', first, signal)).toEqual(expect.any(String));
  expect(await it.notes.replace('k', 'fourth', first, signal)).toBeUndefined();
  expect((await it.notes.read('k', signal))?.text).toBe('third');
});

it('notes stand beside the claims, with nothing of their keys in their names', async () => {
  await using it = await start();
  await it.notes.create('["Rule","arn:aws:iam::111122223333:user/alice"]', 'text', signal);
  expect(it.s3.keys('ledger')).toEqual([expect.stringMatching(/^claims\/threads\/[0-9a-f]{64}$/)]);
});

it('each destination has its own', async () => {
  const ledger = memoryLedger();
  const [one, other] = [notesIn(ledger, 'one'), notesIn(ledger, 'other')];
  expect(await one.create('k', 'text', signal)).toEqual(expect.any(String));
  expect(await other.read('k', signal)).toBeUndefined();
  expect((await notesIn(ledger, 'one').read('k', signal))?.text).toBe('text');
});

it('a note that gets no answer is not waited for as long as a claim', async () => {
  await using it = await start();
  it.s3.faults.plan(() => fault.hang());
  await expect(it.notes.read('k', signal)).rejects.toThrow(/abort|timeout/i);
});
