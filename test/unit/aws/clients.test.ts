import { afterEach, expect, it, vi } from 'vitest';
import { createAwsClients } from '../../../src/aws/clients.ts';
import { s3Ledger } from '../../../src/delivery/ledger/s3.ts';
import { fault } from '../../support/faults.ts';
import { startS3 } from '../../support/s3-server.ts';

afterEach(() => vi.unstubAllEnvs());

it('claims do not wait for one another when S3 answers none', async () => {
  await using s3 = await startS3({ buckets: ['state'] });
  vi.stubEnv('AWS_ENDPOINT_URL_S3', s3.url);
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'not a secret');
  const { promise: allHaveCome, resolve: answerAll } = Promise.withResolvers<void>();
  s3.faults.plan(() => fault.held(allHaveCome));
  const patience = { attemptMs: 60_000, totalMs: 60_000 };
  const ledger = s3Ledger(createAwsClients().s3, { bucket: 'state', prefix: '' }, patience);
  const keys = Array.from({ length: 200 }, (_, index) => `claim-${index}`);
  const claims = keys.map((key) => ledger.create(key, 'text', new AbortController().signal));
  await vi.waitFor(() => expect(new Set(s3.requests.map(({ target }) => target)).size).toBe(keys.length), {
    timeout: 30_000,
  });
  answerAll();
  await Promise.all(claims);
  // A claim that waits for a connection gets one when the SDK gives up on another, which is then sent again.
  expect(s3.requests).toHaveLength(keys.length);
}, 60_000);

it('where no region is set, it is said how to set one', async () => {
  vi.stubEnv('AWS_REGION', undefined);
  vi.stubEnv('AWS_CONFIG_FILE', '/nosuch');
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nosuch');
  await expect(createAwsClients().s3()).rejects.toThrow('Region is missing, set AWS_REGION');
});
