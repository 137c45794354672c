import { afterEach, expect, it, vi } from 'vitest';
import { createAwsClients } from '../../../src/aws/clients.ts';
import { createRequestIds } from '../../../src/aws/request-ids.ts';
import { fault } from '../../support/faults.ts';
import { startS3 } from '../../support/s3-server.ts';

afterEach(() => vi.unstubAllEnvs());

it('beyond its capacity, the oldest are dropped', () => {
  const ids = createRequestIds(2);
  for (const id of ['a', 'b', undefined, 'c']) ids.add(id);
  expect(['a', 'b', 'c'].map(ids.has)).toEqual([false, true, true]);
});

it('clients give the ID of every answered attempt, also of those that are made again', async () => {
  await using s3 = await startS3({ buckets: ['b'] });
  vi.stubEnv('AWS_ENDPOINT_URL_S3', s3.url);
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'not a secret');
  const unavailable = (id: string) =>
    fault.answer({ status: 503, headers: { 'x-amz-request-id': id }, body: '' });
  s3.faults.next(unavailable('first'), unavailable('second'));
  const ids: (string | undefined)[] = [];
  const client = await createAwsClients((id) => ids.push(id)).s3();
  const { GetObjectCommand } = await import('@aws-sdk/client-s3');
  await expect(client.send(new GetObjectCommand({ Bucket: 'b', Key: 'k' }))).rejects.toThrow();
  expect(ids.slice(0, 2)).toEqual(['first', 'second']);
});
