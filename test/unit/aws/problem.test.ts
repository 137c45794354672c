import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { HeadBucketCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { awsProblem, explained } from '../../../src/aws/problem.ts';
import type { Answer } from '../../support/answer.ts';
import { fault } from '../../support/faults.ts';
import { s3Error } from '../../support/s3/errors.ts';
import { startS3 } from '../../support/s3-server.ts';

const config = {
  region: 'us-east-1',
  maxAttempts: 1,
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'not a secret' },
};

/** What a person reads whose request was answered so. */
const explainedBy = async (
  answer: Answer,
  ask: (endpoint: string) => Promise<unknown> = (endpoint) =>
    new S3Client({ ...config, endpoint, forcePathStyle: true }).send(
      new ListObjectsV2Command({ Bucket: 'my-trail' }),
    ),
): Promise<string> => {
  await using server = await startS3({ buckets: ['my-trail'] });
  server.faults.plan(() => fault.answer(answer));
  const error = await ask(server.url).catch((thrown: unknown) => thrown);
  return explained(error, 's3:ListBucket');
};

const page = { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Log in' };

describe('an error of AWS is explained by what to do:', () => {
  it.each([
    ['AccessDenied', 'AccessDenied: Access Denied\nIt needs s3:ListBucket'],
    ['NoSuchBucket', 'NoSuchBucket: The specified bucket does not exist: look whether its name is right'],
    ['ExpiredToken', /: set credentials, such as by AWS_PROFILE$/],
    ['InternalError', /^InternalError: [^:]*$/],
  ] as const)('%s', async (code, message) => {
    const shown = await explainedBy(s3Error(code));
    if (typeof message === 'string') expect(shown).toBe(message);
    else expect(shown).toMatch(message);
  });

  it('a bucket in another region', async () =>
    expect(
      await explainedBy({ status: 301, headers: { 'x-amz-bucket-region': 'eu-west-1' }, body: '' }),
    ).toBe('the bucket is in eu-west-1: set AWS_REGION=eu-west-1'));

  it('an error without a message, by its name', async () =>
    expect(
      await explainedBy(
        { status: 400, headers: { 'x-amzn-errortype': 'ParameterNotFound' }, body: '{}' },
        (endpoint) =>
          new LambdaClient({ ...config, endpoint }).send(
            new GetFunctionConfigurationCommand({ FunctionName: 'x' }),
          ),
      ),
    ).toBe('ParameterNotFound'));

  it('a HEAD request, whose answer names no error', async () =>
    expect(
      await explainedBy({ status: 404, headers: {}, body: '' }, (endpoint) =>
        new S3Client({ ...config, endpoint, forcePathStyle: true }).send(
          new HeadBucketCommand({ Bucket: 'my-trail' }),
        ),
      ),
    ).not.toMatch(/Unknown|undefined/));

  it.each([
    ['for S3, denying', { ...page, status: 403 }, 'the answer with status 403 is not from AWS'],
    ['for S3, failing', { ...page, status: 502 }, 'the answer with status 502 is not from AWS'],
    ['for JSON', page, 'the answer with status 200 is not from AWS', 'lambda'],
  ])("a proxy's page in place of an answer: %s", async (_, answer, reason, service = 's3') => {
    const askLambda = (endpoint: string) =>
      new LambdaClient({ ...config, endpoint }).send(
        new GetFunctionConfigurationCommand({ FunctionName: 'x' }),
      );
    expect(await explainedBy(answer, service === 's3' ? undefined : askLambda)).toBe(
      `${reason}: look what is in between, such as a proxy`,
    );
  });
});

it.each([
  [
    'TimeoutError',
    '@smithy/node-http-handler - timed out',
    'look whether AWS_REGION and the network are right',
  ],
  ['RequestTimeTooSkewed', 'The difference is too large.', 'set the clock of this machine'],
  ['InvalidSignatureException', 'Signature expired: 20261127T000000Z', 'set the clock of this machine'],
  ['InvalidSignatureException', 'The signature does not match', 'set credentials, such as by AWS_PROFILE'],
])('%s: %s', (name, message, advice) =>
  expect(awsProblem(Object.assign(new Error(message), { name })).advice).toBe(advice),
);
