import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { s3ClientFor } from '../../support/aws-clients.ts';
import { startS3 } from '../../support/s3-server.ts';
import { refusalOf } from './refusal.ts';

const Bucket = 'logs';
const start = async () => {
  const s3 = await startS3({
    buckets: [
      Bucket,
      { name: 'versions', versioned: true },
      { name: 'claims', denyUnconditionalPuts: true },
      { name: 'unlisted', denyListing: true },
    ],
    pageSize: 3,
  });
  return { s3, client: s3ClientFor(s3), [Symbol.asyncDispose]: s3.close };
};

test.each([
  'AWSLogs/123456789012/CloudTrail/a.json.gz',
  'with space + plus',
  'per%cent %2B %20',
  'é/日本/🔔=!*\'()&;:@$,"<>',
  'dots/../and//slashes/',
  'a?b#c',
])('an object keeps its key %j', async (Key) => {
  await using fake = await start();
  await fake.client.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
  expect(fake.s3.keys(Bucket)).toEqual([Key]);
  const { Body } = await fake.client.send(new GetObjectCommand({ Bucket, Key }));
  expect(await Body?.transformToString()).toBe('x');
  const { Contents } = await fake.client.send(new ListObjectsV2Command({ Bucket, Prefix: Key }));
  expect(Contents?.map((object) => object.Key)).toEqual([Key]);
});

test('an object comes back with its headers, metadata and MD5 as its ETag', async () => {
  await using fake = await start();
  const put = { ContentType: 'application/json', ContentEncoding: 'gzip', Metadata: { signature: 'abc' } };
  const { ETag } = await fake.client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'hello', ...put }));
  expect(ETag).toBe(`"${createHash('md5').update('hello').digest('hex')}"`);
  const got = await fake.client.send(new GetObjectCommand({ Bucket, Key: 'k' }));
  expect(got).toMatchObject({ ...put, ETag, ContentLength: 5, ChecksumCRC32: 'NhCmhg==' });
  const head = await fake.client.send(new HeadObjectCommand({ Bucket, Key: 'k' }));
  expect(head).toMatchObject({ ...put, ETag, ContentLength: 5 });
  expect(fake.s3.writes).toMatchObject([{ kind: 'put', bucket: Bucket, key: 'k', etag: ETag }]);
});

test('60 MB go in and come out as they were', { timeout: 60_000 }, async () => {
  await using fake = await start();
  const body = Buffer.alloc(60 * 1024 * 1024, 'sixty megabytes of a log file ');
  await fake.client.send(new PutObjectCommand({ Bucket, Key: 'big', Body: body }));
  const { Body } = await fake.client.send(new GetObjectCommand({ Bucket, Key: 'big' }));
  const chunks: Buffer[] = [];
  for await (const chunk of Body as Readable) chunks.push(chunk);
  expect(Buffer.concat(chunks).equals(body)).toBe(true);
  expect(chunks.length).toBeGreaterThan(100);
});

test('a stream comes as aws-chunked and is stored without it', async () => {
  await using fake = await start();
  const chunks = [Buffer.alloc(10_000, 'a'), Buffer.alloc(9_000, 'b'), Buffer.from('the end')];
  const ContentLength = chunks.reduce((sum, { length }) => sum + length, 0);
  await fake.client.send(
    new PutObjectCommand({
      Bucket,
      Key: 'k',
      Body: Readable.from(chunks),
      ContentLength,
      ContentEncoding: 'gzip',
    }),
  );
  expect(fake.s3.requests[0]?.headers['content-encoding']).toBe('gzip,aws-chunked');
  expect(fake.s3.object(Bucket, 'k')).toMatchObject({ headers: { 'content-encoding': 'gzip' } });
  expect(Buffer.from(fake.s3.object(Bucket, 'k')?.body ?? [])).toEqual(Buffer.concat(chunks));
});

test('a stream of chunks below 8 KB is refused', async () => {
  await using fake = await start();
  const Body = Readable.from([Buffer.from('hello '), Buffer.from('world')]);
  const put = fake.client.send(new PutObjectCommand({ Bucket, Key: 'k', Body, ContentLength: 11 }));
  expect(await refusalOf(put)).toMatchObject({ name: 'InvalidChunkSizeError', status: 403 });
});

test('the SDK can be told to collect small chunks', async () => {
  await using fake = await start();
  const lines = Array.from({ length: 3000 }, (_, index) => Buffer.from(`line ${index}\n`));
  const ContentLength = lines.reduce((sum, { length }) => sum + length, 0);
  const Body = Readable.from(lines, { objectMode: false });
  const collecting = s3ClientFor(fake.s3, { requestStreamBufferSize: 8192 });
  await collecting.send(new PutObjectCommand({ Bucket, Key: 'k', Body, ContentLength }));
  expect(fake.s3.object(Bucket, 'k')?.body).toHaveLength(ContentLength);
});

test('a body that does not fit its checksum is refused', async () => {
  await using fake = await start();
  const wrong = { Bucket, Key: 'k', Body: 'hello' };
  expect(
    await refusalOf(fake.client.send(new PutObjectCommand({ ...wrong, ChecksumCRC32: 'AAAAAA==' }))),
  ).toMatchObject({ name: 'BadDigest', status: 400 });
  expect(
    await refusalOf(
      fake.client.send(new PutObjectCommand({ ...wrong, ContentMD5: 'rL0Y20zC+Fzt72VPzMSk2A==' })),
    ),
  ).toMatchObject({ name: 'BadDigest', status: 400 });
  expect(fake.s3.writes).toEqual([]);
});

test('a trailing checksum is verified, and must come when it was announced', async () => {
  await using fake = await start();
  const chunked = async (body: string) => {
    const tampered = s3ClientFor(fake.s3);
    tampered.middlewareStack.add(
      (next) => (args) => next({ ...args, request: Object.assign(args.request as object, { body }) }),
      { step: 'finalizeRequest', priority: 'low' },
    );
    return refusalOf(
      tampered.send(
        new PutObjectCommand({ Bucket, Key: 'k', Body: Readable.from(['hello']), ContentLength: 5 }),
      ),
    );
  };
  expect(await chunked('5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n')).toMatchObject({
    name: 'BadDigest',
  });
  expect(await chunked('5\r\nhello\r\n0\r\n\r\n')).toMatchObject({ name: 'MalformedTrailerError' });
  expect(await chunked('5\r\nhel')).toMatchObject({ name: 'IncompleteBody' });
  expect(await chunked('4\r\nhell\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n')).toMatchObject({
    name: 'IncompleteBody',
  });
  expect(await chunked('5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n')).toBeUndefined();
});

test('what is not there is refused by its name', async () => {
  await using fake = await start();
  fake.s3.put(Bucket, 'k', 'x');
  const get = (input: Partial<{ Bucket: string; Key: string; VersionId: string }>) =>
    refusalOf(fake.client.send(new GetObjectCommand({ Bucket, Key: 'k', ...input })));
  expect(await get({ Key: 'K' })).toMatchObject({ name: 'NoSuchKey', status: 404 });
  expect(await get({ Bucket: 'nobody' })).toMatchObject({ name: 'NoSuchBucket', status: 404 });
  expect(await get({ VersionId: 'v' })).toMatchObject({ name: 'NoSuchVersion', status: 404 });
  expect(await get({ Bucket: 'unlisted' })).toMatchObject({ name: 'AccessDenied', status: 403 });
  expect(await refusalOf(fake.client.send(new HeadObjectCommand({ Bucket, Key: 'K' })))).toMatchObject({
    name: 'NotFound',
    status: 404,
  });
  expect(await refusalOf(fake.client.send(new ListObjectsV2Command({ Bucket: 'unlisted' })))).toMatchObject({
    name: 'AccessDenied',
  });
});

test('a read can ask for a part, and for an object that changed or did not', async () => {
  await using fake = await start();
  const { etag } = fake.s3.put(Bucket, 'k', '0123456789');
  const get = (input: object) => fake.client.send(new GetObjectCommand({ Bucket, Key: 'k', ...input }));
  expect(await refusalOf(get({ IfNoneMatch: etag }))).toMatchObject({ status: 304 });
  expect(await refusalOf(get({ IfMatch: '"other"' }))).toMatchObject({
    name: 'PreconditionFailed',
    status: 412,
  });
  expect(await refusalOf(get({ Range: 'bytes=10-' }))).toMatchObject({ name: 'InvalidRange', status: 416 });
  const part = await get({ Range: 'bytes=-3', IfMatch: etag, IfNoneMatch: '"other"' });
  expect([part.ContentRange, await part.Body?.transformToString()]).toEqual(['bytes 7-9/10', '789']);
});

test('If-None-Match: * writes only what is not there', async () => {
  await using fake = await start();
  const put = (Body: string) =>
    fake.client.send(new PutObjectCommand({ Bucket, Key: 'k', Body, IfNoneMatch: '*' }));
  await put('first');
  expect(await refusalOf(put('second'))).toMatchObject({ name: 'PreconditionFailed', status: 412 });
  expect(fake.s3.writes).toMatchObject([{ key: 'k', condition: 'If-None-Match: *' }]);
});

test('If-Match writes only over what it names', async () => {
  await using fake = await start();
  const put = (IfMatch: string | undefined) =>
    fake.client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'new', IfMatch }));
  expect(await refusalOf(put('"any"'))).toMatchObject({ name: 'NoSuchKey', status: 404 });
  const { etag } = fake.s3.put(Bucket, 'k', 'old');
  expect(await refusalOf(put('"other"'))).toMatchObject({ name: 'PreconditionFailed', status: 412 });
  await put(etag);
  expect(await refusalOf(put(etag))).toMatchObject({ name: 'PreconditionFailed' });
});

test('S3 does not know other conditions for writing', async () => {
  await using fake = await start();
  const put = (input: object) =>
    refusalOf(fake.client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', ...input })));
  const refused = { name: 'NotImplemented', status: 501 };
  expect(await put({ IfNoneMatch: '"etag"' })).toMatchObject(refused);
  expect(await put({ IfMatch: '*' })).toMatchObject(refused);
  expect(await put({ IfMatch: '"etag"', IfNoneMatch: '*' })).toMatchObject(refused);
});

test('of 64 claims at once, one is granted', async () => {
  await using fake = await start();
  const claims = Array.from({ length: 64 }, (_, owner) =>
    refusalOf(
      fake.client.send(
        new PutObjectCommand({ Bucket: 'claims', Key: 'k', Body: `${owner}`, IfNoneMatch: '*' }),
      ),
    ),
  );
  const refusals = (await Promise.all(claims)).filter((refusal) => refusal !== undefined);
  expect(refusals.map(({ name }) => name)).toEqual(Array(63).fill('PreconditionFailed'));
  expect(fake.s3.writes).toHaveLength(1);
});

test('a bucket policy can refuse to write without a condition', async () => {
  await using fake = await start();
  const put = { Bucket: 'claims', Key: 'k', Body: 'x' };
  expect(await refusalOf(fake.client.send(new PutObjectCommand(put)))).toMatchObject({
    name: 'AccessDenied',
    status: 403,
  });
  await fake.client.send(new PutObjectCommand({ ...put, IfNoneMatch: '*' }));
});

test('versions stay readable by their ids, also behind a delete marker', async () => {
  await using fake = await start();
  const at = { Bucket: 'versions', Key: 'k' };
  const put = async (Body: string, IfNoneMatch?: string) =>
    (await fake.client.send(new PutObjectCommand({ ...at, Body, IfNoneMatch }))).VersionId;
  const text = async (VersionId?: string) =>
    (await fake.client.send(new GetObjectCommand({ ...at, VersionId }))).Body?.transformToString();
  const [one, two] = [await put('one'), await put('two')];
  expect([await text(one), await text(two), await text()]).toEqual(['one', 'two', 'two']);

  const deleted = await fake.client.send(new DeleteObjectCommand(at));
  expect(deleted.DeleteMarker).toBe(true);
  expect(await refusalOf(text())).toMatchObject({ name: 'NoSuchKey' });
  expect(await refusalOf(text(deleted.VersionId))).toMatchObject({ name: 'MethodNotAllowed', status: 405 });
  expect(await text(one)).toBe('one');

  const three = await put('three', '*');
  await fake.client.send(new DeleteObjectCommand({ ...at, VersionId: three }));
  expect(await refusalOf(text())).toMatchObject({ name: 'NoSuchKey' });
});

test('a conditional deletion removes only what it names', async () => {
  await using fake = await start();
  const remove = (IfMatch?: string) =>
    fake.client.send(new DeleteObjectCommand({ Bucket, Key: 'k', IfMatch }));
  expect(await refusalOf(remove('*'))).toMatchObject({ name: 'NoSuchKey', status: 404 });
  const { etag } = fake.s3.put(Bucket, 'k', 'x');
  expect(await refusalOf(remove('"other"'))).toMatchObject({ name: 'PreconditionFailed', status: 412 });
  await remove(etag);
  await remove();
  expect(fake.s3.writes).toMatchObject([{ kind: 'delete', key: 'k', condition: `If-Match: ${etag}` }]);
});

test('a listing comes in pages, in the order of bytes, by prefix and by folder', async () => {
  await using fake = await start();
  for (const key of ['b/é', 'b/z', 'a/1', 'a/2', 'b/1', 'b/c/1', 'b/c/2', 'c&<'].values())
    fake.s3.put(Bucket, key, 'x');
  const list = async (input: object) => {
    const keys: (string | undefined)[] = [];
    for await (const page of paginateListObjectsV2({ client: fake.client }, { Bucket, ...input }))
      keys.push(
        ...(page.Contents ?? []).map(({ Key }) => Key),
        ...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix),
        '|',
      );
    return keys;
  };
  expect(await list({})).toEqual(['a/1', 'a/2', 'b/1', '|', 'b/c/1', 'b/c/2', 'b/z', '|', 'b/é', 'c&<', '|']);
  expect(await list({ Prefix: 'b/', MaxKeys: 2 })).toEqual([
    'b/1',
    'b/c/1',
    '|',
    'b/c/2',
    'b/z',
    '|',
    'b/é',
    '|',
  ]);
  expect(await list({ Prefix: 'b/', Delimiter: '/' })).toEqual(['b/1', 'b/z', 'b/c/', '|', 'b/é', '|']);
  expect(await list({ StartAfter: 'b/z' })).toEqual(['b/é', 'c&<', '|']);
  const wrong = fake.client.send(new ListObjectsV2Command({ Bucket, ContinuationToken: 'eA==' }));
  expect(await refusalOf(wrong)).toMatchObject({ name: 'InvalidArgument', status: 400 });
});

test('a request without a Signature Version 4 over all it says is refused', async () => {
  await using fake = await start();
  fake.s3.put(Bucket, 'k', 'x');
  const anonymous = await fetch(`${fake.s3.url}/${Bucket}/k`);
  expect([anonymous.status, await anonymous.text()]).toEqual([
    403,
    expect.stringContaining('<Code>AccessDenied</Code>'),
  ]);
  const withHeader = s3ClientFor(fake.s3);
  withHeader.middlewareStack.add(
    (next) => (args) => {
      Object.assign((args.request as { headers: object }).headers, { 'x-amz-meta-late': 'unsigned' });
      return next(args);
    },
    { step: 'finalizeRequest', priority: 'low' },
  );
  const unsigned = withHeader.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
  expect(await refusalOf(unsigned)).toMatchObject({
    name: 'AccessDenied',
    message: expect.stringContaining('x-amz-meta-late'),
  });
});

test('a body that is not the signed one is refused', async () => {
  await using fake = await start();
  const tampered = s3ClientFor(fake.s3);
  tampered.middlewareStack.add(
    (next) => (args) => next({ ...args, request: Object.assign(args.request as object, { body: 'jello' }) }),
    { step: 'finalizeRequest', priority: 'low' },
  );
  const put = tampered.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'hello' }));
  expect(await refusalOf(put)).toMatchObject({ name: 'XAmzContentSHA256Mismatch', status: 400 });
});

test('nothing that is asked for is ignored', async () => {
  await using fake = await start();
  fake.s3.put(Bucket, 'k', 'x');
  const refused = { name: 'NotImplemented', status: 501 };
  expect(
    await refusalOf(
      fake.client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', StorageClass: 'GLACIER' })),
    ),
  ).toMatchObject(refused);
  expect(
    await refusalOf(
      fake.client.send(new GetObjectCommand({ Bucket, Key: 'k', IfModifiedSince: new Date() })),
    ),
  ).toMatchObject(refused);
  expect(
    await refusalOf(fake.client.send(new GetObjectCommand({ Bucket, Key: 'k', ResponseContentType: 'x/y' }))),
  ).toMatchObject(refused);
  expect(
    await refusalOf(
      fake.client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', ChecksumCRC32C: 'AAAAAA==' })),
    ),
  ).toMatchObject(refused);
});

test('keys and metadata have a limit', async () => {
  await using fake = await start();
  const put = (input: object) =>
    refusalOf(fake.client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', ...input })));
  expect(await put({ Key: 'é'.repeat(512) })).toBeUndefined();
  expect(await put({ Key: 'é'.repeat(513) })).toMatchObject({ name: 'KeyTooLongError', status: 400 });
  expect(await put({ Metadata: { m: 'x'.repeat(2048) } })).toMatchObject({
    name: 'MetadataTooLarge',
    status: 400,
  });
});
