import { setTimeout as sleep } from 'node:timers/promises';
import { LogFileError, messageOf } from '../errors.ts';
import type { LogFileBytes } from '../trail/log-file-source.ts';
import type { AwsClients } from './clients.ts';
import { httpStatusOf } from './http-status.ts';
import { type ObjectRef, uriOf } from './object-ref.ts';
import { getObject, isTransient, type S3Object } from './s3-object.ts';

/** The log file that an object ref names. */
export const s3LogFile = (ref: ObjectRef, s3: AwsClients['s3']): LogFileBytes => ({
  kind: 'bytes',
  uri: uriOf(ref),
  size: ref.size,
  read: async (signal) => {
    try {
      const { bytes } = await readWithRetries(ref, s3, signal);
      return bytes;
    } catch (error) {
      throw logFileErrorOf(ref, error);
    }
  },
});

/** The same with metadata. Undefined if there is no such object. Throws LogFileError. */
export const s3LogObject = async (
  ref: ObjectRef,
  s3: AwsClients['s3'],
  signal: AbortSignal,
): Promise<S3Object | undefined> => {
  try {
    return await readWithRetries(ref, s3, signal);
  } catch (error) {
    if (httpStatusOf(error) === 404 && error instanceof Error && error.name !== 'NoSuchBucket')
      return undefined;
    throw logFileErrorOf(ref, error);
  }
};

const logFileErrorOf = (ref: ObjectRef, error: unknown): LogFileError =>
  new LogFileError(uriOf(ref), describe(error), { cause: error, retryable: isTransient(error) });

/** The SDK retries a request, but not a body that breaks off or stalls: then the whole object is requested again. */
const readWithRetries = async (
  ref: ObjectRef,
  s3: AwsClients['s3'],
  signal: AbortSignal,
): Promise<S3Object> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await readEitherKey(ref, s3, signal);
    } catch (error) {
      if (attempt === maxAttempts || signal.aborted || !isTransient(error)) throw error;
      await sleep(200 * attempt, undefined, { signal });
    }
  }
};

const maxAttempts = 3;

const readEitherKey = async (
  ref: ObjectRef,
  s3: AwsClients['s3'],
  signal: AbortSignal,
): Promise<S3Object> => {
  const read = async (key: string): Promise<S3Object> =>
    getObject(await s3(), { ...ref, key }, { maxBytes: maxLogFileBytes, signal });
  const { otherKey } = ref;
  if (otherKey === undefined) return read(ref.key);
  return read(ref.key).catch((error: unknown) =>
    mayBeMissing(error)
      ? read(otherKey).catch((other: unknown) => Promise.reject(httpStatusOf(other) === 404 ? error : other))
      : Promise.reject(error),
  );
};

/** S3 answers 404 for a missing object only if we may list the bucket, else 403 (S3 API Reference, "GetObject"). */
const mayBeMissing = (error: unknown): boolean => {
  const status = httpStatusOf(error);
  return status === 403 || status === 404;
};

/** CloudTrail's log files are at most 50 MB of gzip (CloudTrail User Guide, "Quotas"). */
const maxLogFileBytes = 64 * 1024 * 1024;

/** S3 answers 403 for a missing KMS permission too, and for a missing object if the role may not list the bucket. */
const describe = (error: unknown): string => {
  const { name } = error as Error; // the SDK and Node throw nothing else
  switch (httpStatusOf(error)) {
    case 403:
      return `${name}: the role needs s3:GetObject on it (s3:GetObjectVersion where the bucket has versions), and kms:Decrypt if it is encrypted with a KMS key`;
    case 404:
      return `${name}: there is no such object`;
    default:
      return `${name}: ${messageOf(error)}`;
  }
};
