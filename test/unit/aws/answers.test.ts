import { GetObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, expect, it, vi } from 'vitest';
import type { AnswerHead } from '../../../src/aws/answers.ts';
import { createAwsClients } from '../../../src/aws/clients.ts';
import { fault } from '../../support/faults.ts';
import { startS3 } from '../../support/s3-server.ts';

afterEach(() => vi.unstubAllEnvs());

it('the head of every answer is seen, also of those after which the SDK tries again', async () => {
  await using s3 = await startS3({ buckets: ['b'] });
  vi.stubEnv('AWS_ENDPOINT_URL_S3', s3.url);
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'not a secret');
  const date = 'Fri, 27 Nov 2026 03:12:16 GMT';
  const unavailable = (id: string) =>
    fault.answer({ status: 503, headers: { 'x-amz-request-id': id, date }, body: '' });
  s3.faults.next(unavailable('first'), unavailable('second'));
  const heads: AnswerHead[] = [];
  const client = await createAwsClients((head) => heads.push(head)).s3();
  await expect(client.send(new GetObjectCommand({ Bucket: 'b', Key: 'k' }))).rejects.toThrow(
    'The specified key does not exist',
  );
  expect(heads).toMatchObject([{ requestId: 'first', date }, { requestId: 'second', date }, {}]);
});
