import { addAbortSignal, type Readable } from 'node:stream';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { headStream } from '@smithy/util-stream';
import { type OnAnswer, withAnswers } from './answers.ts';
import { httpStatusOf } from './http-status.ts';
import type { ObjectRef } from './object-ref.ts';

export interface S3Object {
  readonly bytes: Uint8Array;
  readonly etag: string;
  /** Without `x-amz-meta-`. */
  readonly metadata: Readonly<Record<string, string>>;
  /** When it was written, by the clock of S3, which gives whole seconds. In milliseconds since the epoch. */
  readonly writtenAt: number | undefined;
}

/**
 * Gets a whole object. Throws the SDK's errors, among them one with HTTP status 304 if the object still has the
 * `ifNoneMatch` ETag, and RangeError if it is larger than `maxBytes`.
 */
export const getObject = async (
  s3: S3Client,
  { bucket, key, versionId }: ObjectRef,
  {
    maxBytes,
    ifNoneMatch,
    signal,
    onAnswer,
  }: { maxBytes: number; ifNoneMatch?: string | undefined; signal: AbortSignal; onAnswer?: OnAnswer },
): Promise<S3Object> => {
  const command = new GetObjectCommand({
    Bucket: bucket,
    Key: key,
    VersionId: versionId,
    IfNoneMatch: ifNoneMatch,
  });
  if (onAnswer !== undefined) command.middlewareStack.add(...withAnswers(onAnswer));
  const { Body, ETag, LastModified, Metadata } = await s3.send(command, { abortSignal: signal });
  // In Node the SDK's body is the response itself, a Readable; the type covers browsers too.
  const body = addAbortSignal(signal, Body as Readable);
  const bytes = await headStream(body, maxBytes + 1);
  if (bytes.length > maxBytes) {
    body.destroy();
    throw new RangeError(`is larger than ${maxBytes} bytes`);
  }
  return { bytes, etag: answeredETag(ETag), metadata: Metadata ?? {}, writtenAt: LastModified?.getTime() };
};

/** What must be true of the object for it to be written (S3 User Guide, "Conditional writes"). */
export type WriteCondition =
  | { readonly ifNoneMatch: '*'; readonly ifMatch?: undefined }
  | { readonly ifMatch: string; readonly ifNoneMatch?: undefined };

/**
 * Writes a small JSON object under a condition and gives its ETag. Throws what the SDK throws, among them an error with
 * HTTP status 412 when the condition does not hold, and 409 when another write to the same key came between.
 */
export const putJson = async (
  s3: S3Client,
  { bucket, key }: ObjectRef,
  text: string,
  {
    ifMatch,
    ifNoneMatch,
    signal,
    onAnswer,
  }: WriteCondition & { readonly signal: AbortSignal; readonly onAnswer?: OnAnswer },
): Promise<string> => {
  const command = new PutObjectCommand({
    Bucket: bucket,
    Key: key,
    Body: text,
    ContentType: 'application/json',
    IfMatch: ifMatch,
    IfNoneMatch: ifNoneMatch,
  });
  if (onAnswer !== undefined) command.middlewareStack.add(...withAnswers(onAnswer));
  const { ETag } = await s3.send(command, { abortSignal: signal });
  return answeredETag(ETag);
};

/** To the SDK any page with status 200 is an answer, even a proxy's. S3's always has an ETag. */
const answeredETag = (etag: string | undefined): string => {
  if (etag === undefined) throw new Error('the answer is not from S3');
  return etag;
};

/** No answer, an answer that is not S3's, or one that says that S3 is overloaded or broken. */
export const isTransient = (error: unknown): boolean => {
  const status = httpStatusOf(error);
  return (
    !(error instanceof RangeError) &&
    (status === undefined || status === 200 || status === 429 || status >= 500)
  );
};
