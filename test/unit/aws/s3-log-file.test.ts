import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { sdkStreamMixin } from '@smithy/util-stream';
import { describe, expect, it } from 'vitest';
import type { AwsClients } from '../../../src/aws/clients.ts';
import { s3LogFile } from '../../../src/aws/s3-log-file.ts';
import { LogFileError } from '../../../src/errors.ts';
import { s3ClientFor } from '../../support/aws-clients.ts';
import { neverAborted } from '../../support/builders.ts';
import { type Fault, fault } from '../../support/faults.ts';
import { s3Error } from '../../support/s3/errors.ts';
import { startS3 } from '../../support/s3-server.ts';

const bytes = gzipSync('{"Records":[]}');

it.each(['plain.json.gz', 'a b+c%20d/é=1.json.gz'])('reads the object with the key %s', async (key) => {
  await using s3 = await startS3({ buckets: ['b'] });
  s3.put('b', key, bytes);
  const logFile = s3LogFile({ bucket: 'b', key }, async () => s3ClientFor(s3));
  expect(Buffer.from(await logFile.read(neverAborted))).toEqual(bytes);
});

it('reads the version that was notified, not the newest', async () => {
  await using s3 = await startS3({ buckets: [{ name: 'b', versioned: true }] });
  const { versionId } = s3.put('b', 'k', 'first');
  s3.put('b', 'k', 'second');
  const logFile = s3LogFile({ bucket: 'b', key: 'k', versionId }, async () => s3ClientFor(s3));
  expect(Buffer.from(await logFile.read(neverAborted)).toString()).toBe('first');
  expect(logFile.uri).toBe(`s3://b/k?versionId=${versionId}`);
});

it.each([
  ['the key as it came', 'a+b', 'as it came'],
  ['the decoded key, if there is no such object', 'a b', 'decoded'],
])('reads %s, whether or not the role may list the bucket', async (_, key, content) => {
  await using s3 = await startS3({ buckets: ['listed', { name: 'unlisted', denyListing: true }] });
  for (const bucket of ['listed', 'unlisted']) {
    s3.put(bucket, key, content);
    const logFile = s3LogFile({ bucket, key: 'a+b', otherKey: 'a b' }, async () => s3ClientFor(s3));
    expect(Buffer.from(await logFile.read(neverAborted)).toString()).toBe(content);
  }
});

it('says that access is denied, although there is no object with the decoded key', async () => {
  await using s3 = await startS3({ buckets: ['b'] });
  s3.faults.next(fault.answer(s3Error('AccessDenied')));
  const logFile = s3LogFile({ bucket: 'b', key: 'a+b', otherKey: 'a b' }, async () => s3ClientFor(s3));
  await expect(logFile.read(neverAborted)).rejects.toThrow('s3://b/a+b: AccessDenied: the role needs');
});

it('takes the body as the SDK’s stream', async () => {
  const Body = sdkStreamMixin(Readable.from([bytes.subarray(0, 5), bytes.subarray(5)]));
  // Only `send` of a client is used.
  const client = { send: async () => ({ Body, ETag: '"e"' }) } as unknown as Awaited<
    ReturnType<AwsClients['s3']>
  >;
  expect(
    Buffer.from(await s3LogFile({ bucket: 'b', key: 'k' }, async () => client).read(neverAborted)),
  ).toEqual(bytes);
});

it('asks again when a proxy has answered with a page of its own', async () => {
  await using s3 = await startS3({ buckets: ['b'] });
  s3.put('b', 'k', bytes);
  s3.faults.next(fault.answer({ status: 200, body: '[]' }), fault.html());
  const logFile = s3LogFile({ bucket: 'b', key: 'k' }, async () => s3ClientFor(s3));
  expect(Buffer.from(await logFile.read(neverAborted))).toEqual(bytes);
});

const read = async (broken: Fault, signal = neverAborted) => {
  await using s3 = await startS3({ buckets: ['b'] });
  s3.put('b', 'k', bytes);
  s3.faults.plan(() => broken);
  const client = s3ClientFor(s3, { requestHandler: { socketTimeout: 300 } });
  return await s3LogFile({ bucket: 'b', key: 'k' }, async () => client)
    .read(signal)
    .catch((error: unknown) => error);
};

describe('an object that cannot be read is named, with the reason', () => {
  it.each([
    ['it is not there', fault.answer(s3Error('NoSuchKey')), 'NoSuchKey: there is no such object'],
    [
      'access is denied',
      fault.answer(s3Error('AccessDenied')),
      /AccessDenied: the role needs s3:GetObject .* kms:Decrypt/,
    ],
    ['S3 is busy', fault.answer(s3Error('SlowDown')), /SlowDown/],
    ['its body is cut off', fault.cutBody(0.5), /ECONNRESET|aborted/],
    ['its body stalls', fault.stallBody(0.5), /socket|timed? ?out/i],
  ])('when %s', async (_, broken, message) => {
    const error = await read(broken);
    expect(error).toBeInstanceOf(LogFileError);
    expect(String(error)).toMatch(
      typeof message === 'string' ? `LogFileError: s3://b/k: ${message}` : message,
    );
  });

  it('when the time is up before the answer, or within the body', async () => {
    expect(await read(fault.hang(), AbortSignal.timeout(100))).toBeInstanceOf(LogFileError);
    expect(await read(fault.drip(60_000), AbortSignal.timeout(100))).toBeInstanceOf(LogFileError);
  });

  it('when it is larger than any log file', async () => {
    await using s3 = await startS3({ buckets: ['b'] });
    s3.put('b', 'k', Buffer.alloc(64 * 1024 * 1024 + 1));
    const logFile = s3LogFile({ bucket: 'b', key: 'k' }, async () => s3ClientFor(s3));
    await expect(logFile.read(neverAborted)).rejects.toThrow(
      's3://b/k: RangeError: is larger than 67108864 bytes',
    );
  });
});
