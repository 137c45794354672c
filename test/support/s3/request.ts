import type { Answer } from '../answer.ts';
import type { Request } from '../loopback.ts';
import { hashMismatch, signatureProblem } from '../sigv4.ts';
import { s3Error } from './errors.ts';

/** What a path-style request names. */
export interface Target {
  readonly bucket: string;
  /** Empty when the bucket itself is meant. */
  readonly key: string;
  readonly query: URLSearchParams;
}

/** Undefined when the path is not percent-encoded UTF-8. */
export const readTarget = (target: string): Target | undefined => {
  const [path = '', query] = target.split('?', 2);
  const [, bucket = '', encodedKey = ''] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
  try {
    return { bucket, key: decodeURIComponent(encodedKey), query: new URLSearchParams(query) };
  } catch {
    return undefined;
  }
};

/** What is refused before any bucket is looked at. */
export const refusalOf = (request: Request, target: Target | undefined): Answer | undefined => {
  const problem = signatureProblem(request, 's3');
  if (problem === hashMismatch) return s3Error('XAmzContentSHA256Mismatch');
  if (problem !== undefined) return s3Error('AccessDenied', `Access Denied: ${problem}`);
  if (target === undefined) return s3Error('InvalidURI');
  // S3-UG object-keys.md: at most 1,024 bytes of UTF-8.
  if (Buffer.byteLength(target.key) > 1024) return s3Error('KeyTooLongError');
  const parameters = target.key === '' ? listParameters : objectParameters;
  const unknown = [...target.query.keys()].filter((name) => !parameters.has(name));
  const listsV1 = target.key === '' && request.method === 'GET' && target.query.get('list-type') !== '2';
  const ignored = Object.keys(request.headers).filter((name) => wouldMatter.test(name));
  if (unknown.length + ignored.length > 0 || listsV1)
    return s3Error(
      'NotImplemented',
      `This fake does not do ${[...unknown, ...ignored].join(', ') || 'ListObjects v1'}.`,
    );
  return undefined;
};

const objectParameters = new Set(['x-id', 'versionId']);
const listParameters = new Set([
  'list-type',
  'prefix',
  'delimiter',
  'max-keys',
  'continuation-token',
  'start-after',
]);

const wouldMatter =
  /^x-amz-(?!date$|content-sha256$|user-agent$|security-token$|checksum-|sdk-checksum-algorithm$|decoded-content-length$|trailer$|meta-)|^if-(un)?modified-since$|^if-range$/;
