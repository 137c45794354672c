import type { Answer } from './answer.ts';
import { type Clock, type Loopback, type Request, startLoopback } from './loopback.ts';
import {
  type Bucket,
  type BucketOptions,
  createBucket,
  isDeleteMarker,
  type ObjectContent,
  type S3Object,
} from './s3/bucket.ts';
import { s3Error } from './s3/errors.ts';
import { listObjects } from './s3/list.ts';
import { getObject } from './s3/read.ts';
import { readTarget, refusalOf } from './s3/request.ts';
import { deleteObject, putObject, type S3Write } from './s3/write.ts';

export interface S3Options {
  /** A name, or a name with what is special about the bucket. */
  readonly buckets: readonly (string | BucketOptions)[];
  /** The most keys on a page of a listing. @default 1000 */
  readonly pageSize?: number;
  readonly clock?: Clock;
}

export interface S3Server extends Loopback {
  /** What clients wrote and deleted, in the order in which it took effect. Not what `put` put here. */
  readonly writes: readonly S3Write[];
  /** Puts an object here without a request. */
  readonly put: (
    bucket: string,
    key: string,
    content: ObjectContent | ObjectContent['body'] | string,
  ) => S3Object;
  /** The current version of an object, undefined when there is none. */
  readonly object: (bucket: string, key: string) => S3Object | undefined;
  readonly keys: (bucket: string) => readonly string[];
}

/**
 * An S3 for path-style clients: GetObject, HeadObject, PutObject, DeleteObject and ListObjectsV2. Whatever else is
 * asked of it, by operation, query parameter or header, is refused with NotImplemented and never ignored.
 */
export const startS3 = async ({
  buckets,
  pageSize = 1000,
  clock = Date.now,
}: S3Options): Promise<S3Server> => {
  const byName = new Map(
    buckets
      .map((bucket) => createBucket(typeof bucket === 'string' ? { name: bucket } : bucket))
      .map((bucket) => [bucket.name, bucket]),
  );
  const writes: S3Write[] = [];
  const bucketNamed = (name: string): Bucket => {
    const bucket = byName.get(name);
    if (bucket === undefined) throw new Error(`this fake S3 was started without a bucket ${name}`);
    return bucket;
  };

  const handle = (request: Request): Answer => {
    const target = readTarget(request.target);
    const refused = refusalOf(request, target);
    if (refused !== undefined || target === undefined) return refused ?? s3Error('InvalidURI');
    const bucket = byName.get(target.bucket);
    if (bucket === undefined) return s3Error('NoSuchBucket', undefined, { BucketName: target.bucket });
    const { key, query } = target;
    const versionId = query.get('versionId') ?? undefined;
    if (key === '')
      return request.method === 'GET' ? listObjects(bucket, query, pageSize) : s3Error('MethodNotAllowed');
    const object = { bucket, key, ...(versionId !== undefined && { versionId }) };
    switch (request.method) {
      case 'GET':
      case 'HEAD':
        return getObject(object, request);
      case 'PUT':
        return putObject(object, request, (write) => writes.push(write));
      case 'DELETE':
        return deleteObject(object, request, (write) => writes.push(write));
      default:
        return s3Error('MethodNotAllowed');
    }
  };

  return {
    ...(await startLoopback(handle, clock)),
    writes,
    put: (bucket, key, content) => bucketNamed(bucket).put(key, contentOf(content), clock()),
    object: (bucket, key) => {
      const current = bucketNamed(bucket).current(key);
      return isDeleteMarker(current) ? undefined : current;
    },
    keys: (bucket) =>
      bucketNamed(bucket)
        .objects()
        .map(({ key }) => key),
  };
};

const contentOf = (content: ObjectContent | Uint8Array | string): ObjectContent => {
  if (typeof content === 'string') return { body: Buffer.from(content) };
  return content instanceof Uint8Array ? { body: content } : content;
};
