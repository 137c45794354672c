import type { Answer } from '../answer.ts';
import type { Request } from '../loopback.ts';
import { type Bucket, isDeleteMarker, type S3Object } from './bucket.ts';
import { s3Error } from './errors.ts';

/** Which object a request is about. */
export interface ObjectTarget {
  readonly bucket: Bucket;
  readonly key: string;
  readonly versionId?: string;
}

/** GetObject, and HeadObject: the same answer, of which HTTP leaves out the body, an error's as well. */
export const getObject = ({ bucket, key, versionId }: ObjectTarget, { headers }: Request): Answer => {
  const found = versionId === undefined ? bucket.current(key) : bucket.version(key, versionId);
  if (found === undefined && versionId !== undefined)
    return s3Error('NoSuchVersion', undefined, { Key: key, VersionId: versionId });
  if (found === undefined || (isDeleteMarker(found) && versionId === undefined)) {
    // GetObject: without s3:ListBucket the answer does not say whether the key exists.
    return bucket.denyListing
      ? s3Error('AccessDenied')
      : withMarker(s3Error('NoSuchKey', undefined, { Key: key }), found !== undefined);
  }
  if (isDeleteMarker(found)) return withMarker(s3Error('MethodNotAllowed'), true);

  const ifMatch = headers['if-match'];
  if (ifMatch !== undefined && !matches(ifMatch, found.etag))
    return s3Error('PreconditionFailed', undefined, { Condition: 'If-Match' });
  const ifNoneMatch = headers['if-none-match'];
  if (ifNoneMatch !== undefined && matches(ifNoneMatch, found.etag))
    return { status: 304, headers: { etag: found.etag } };
  return contentOf(found, headers.range, headers['x-amz-checksum-mode'] === 'ENABLED');
};

/** Entity tags are compared as S3 does: a list is allowed, and the quotes may be missing. */
export const matches = (condition: string, etag: string): boolean =>
  condition.trim() === '*' || condition.split(',').some((one) => unquoted(one) === unquoted(etag));

const unquoted = (etag: string): string => etag.trim().replace(/^"(.*)"$/, '$1');

const withMarker = (answer: Answer, isMarker: boolean): Answer =>
  isMarker ? { ...answer, headers: { ...answer.headers, 'x-amz-delete-marker': 'true' } } : answer;

const contentOf = (object: S3Object, range: string | undefined, withChecksum: boolean): Answer => {
  const { body, crc32, versionId } = object;
  const headers = {
    'content-type': 'binary/octet-stream',
    ...object.headers,
    ...Object.fromEntries(
      Object.entries(object.metadata ?? {}).map(([name, value]) => [`x-amz-meta-${name}`, value]),
    ),
    etag: object.etag,
    'last-modified': object.lastModified.toUTCString(),
    'accept-ranges': 'bytes',
    ...(versionId !== 'null' && { 'x-amz-version-id': versionId }),
  };
  if (range !== undefined) {
    const part = partOf(body, range);
    if (part === undefined)
      return s3Error('InvalidRange', undefined, { ActualObjectSize: String(body.length) });
    const contentRange = `bytes ${part.first}-${part.last}/${body.length}`;
    return {
      status: 206,
      headers: { ...headers, 'content-range': contentRange },
      body: body.subarray(part.first, part.last + 1),
    };
  }
  const checksum =
    withChecksum && crc32 !== undefined
      ? { 'x-amz-checksum-crc32': crc32, 'x-amz-checksum-type': 'FULL_OBJECT' }
      : {};
  return { status: 200, headers: { ...headers, ...checksum }, body };
};

/** One range of bytes: `first-last`, `first-` or `-length`. S3 answers no request for several. */
const partOf = (body: Uint8Array, range: string): { first: number; last: number } | undefined => {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [];
  if (from === '' && to === '') return undefined;
  const end = body.length - 1;
  const first = from === '' ? Math.max(0, body.length - Number(to)) : Number(from);
  const last = from === '' || to === '' ? end : Math.min(Number(to), end);
  return first <= last ? { first, last } : undefined;
};
