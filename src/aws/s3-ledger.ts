import { setTimeout as sleep } from 'node:timers/promises';
import { LedgerError } from '../errors.ts';
import type { AwsClients } from './clients.ts';
import { httpStatusOf } from './http-status.ts';
import { getObject } from './s3-object.ts';

/**
 * Claims as objects below `prefix`, by S3's conditional writes (S3 User Guide, "How to prevent object overwrites
 * with conditional writes"). Throws LedgerError when S3 cannot be asked.
 */
export const s3Ledger = (
  s3: AwsClients['s3'],
  { bucket, prefix }: { readonly bucket: string; readonly prefix: string },
) => {
  const put = async (
    key: string,
    text: string,
    condition: { readonly IfNoneMatch: string } | { readonly IfMatch: string },
    signal: AbortSignal,
  ): Promise<string | undefined> => {
    const { PutObjectCommand } = await import('@aws-sdk/client-s3');
    const command = new PutObjectCommand({
      Bucket: bucket,
      Key: prefix + key,
      Body: text,
      ContentType: 'application/json',
      ...condition,
    });
    const client = await s3();
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { ETag } = await client.send(command, { abortSignal: signal });
        // The SDK takes any page with status 200, say of a proxy, for an answer of S3.
        if (ETag === undefined) throw new Error('the answer is not from S3');
        return ETag;
      } catch (error) {
        const status = httpStatusOf(error);
        if (status === 412 || isMissing(error)) return undefined;
        // Two conditional writes at the same time: neither was done, and the SDK does not try again.
        if (status !== 409 || attempt === maxConflicts)
          throw new LedgerError(`s3://${bucket}/${prefix}${key}`, error);
        await sleep(50 * attempt * Math.random(), undefined, { signal });
      }
    }
  };

  return {
    create: (key: string, text: string, signal: AbortSignal) => put(key, text, { IfNoneMatch: '*' }, signal),
    replace: (key: string, text: string, version: string, signal: AbortSignal) =>
      put(key, text, { IfMatch: version }, signal),
    read: async (key: string, signal: AbortSignal) => {
      try {
        const { bytes, etag } = await getObject(
          await s3(),
          { bucket, key: prefix + key },
          { maxBytes: maxClaimBytes, signal },
        );
        if (etag === undefined) throw new Error('the answer is not from S3');
        return { text: Buffer.from(bytes).toString(), version: etag };
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw new LedgerError(`s3://${bucket}/${prefix}${key}`, error);
      }
    },
  };
};

/** No claim; a bucket that is missing is a mistake in the config. */
const isMissing = (error: unknown): boolean =>
  httpStatusOf(error) === 404 && (error as Error).name !== 'NoSuchBucket';

const maxConflicts = 10;
const maxClaimBytes = 10_000;
