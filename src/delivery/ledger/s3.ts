import { setTimeout as sleep } from 'node:timers/promises';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { AwsClients } from '../../aws/clients.ts';
import { httpStatusOf } from '../../aws/http-status.ts';
import { type ObjectRef, uriOf } from '../../aws/object-ref.ts';
import { answeredETag, getObject, isTransient } from '../../aws/s3-object.ts';
import { LedgerError } from '../../errors.ts';

/** How long S3 is asked for one claim. In milliseconds. */
interface Patience {
  /** For one answer. Claims are small, so it comes in a fraction of that or not at all. */
  readonly attemptMs: number;
  readonly totalMs: number;
}

/**
 * Claims as objects below `prefix`, by S3's conditional writes (S3 User Guide, "How to prevent object overwrites
 * with conditional writes"). Throws LedgerError when S3 cannot be asked.
 */
export const s3Ledger = (
  s3: AwsClients['s3'],
  { bucket, prefix }: { readonly bucket: string; readonly prefix: string },
  patience: Patience = { attemptMs: 2_000, totalMs: 10_000 },
) => {
  const persist = persistently(patience);
  const refOf = (key: string): ObjectRef => ({ bucket, key: prefix + key });

  const put = async (
    key: string,
    text: string,
    condition: { readonly IfNoneMatch: string } | { readonly IfMatch: string },
    signal: AbortSignal,
  ): Promise<string | undefined> => {
    const ref = refOf(key);
    const client = await s3();
    try {
      return await persist(async (abortSignal) => {
        const command = new PutObjectCommand({
          Bucket: ref.bucket,
          Key: ref.key,
          Body: text,
          ContentType: 'application/json',
          ...condition,
        });
        const { ETag } = await client.send(command, { abortSignal });
        return answeredETag(ETag);
      }, signal);
    } catch (error) {
      if (httpStatusOf(error) === 412 || ('IfMatch' in condition && isMissing(error))) return undefined;
      throw new LedgerError(uriOf(ref), error);
    }
  };

  return {
    create: (key: string, text: string, signal: AbortSignal) => put(key, text, { IfNoneMatch: '*' }, signal),
    replace: (key: string, text: string, version: string, signal: AbortSignal) =>
      put(key, text, { IfMatch: version }, signal),
    read: async (key: string, signal: AbortSignal) => {
      const ref = refOf(key);
      const client = await s3();
      try {
        return await persist(async (abortSignal) => {
          const { bytes, etag } = await getObject(client, ref, {
            maxBytes: maxClaimBytes,
            signal: abortSignal,
          });
          return { text: Buffer.from(bytes).toString(), version: etag };
        }, signal);
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw new LedgerError(uriOf(ref), error);
      }
    },
  };
};

/**
 * Asks again while an answer may still come. The SDK does so too, but not after a conflict of two writes, and
 * after some dozens of lost answers in the life of a process not at all (AWS SDKs Reference Guide, "Retry
 * behavior"): it then takes S3 for down. We do so when our patience has run out, until S3 answers again.
 */
const persistently = ({ attemptMs, totalMs }: Patience) => {
  let isDown = false;
  return async <T>(ask: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> => {
    const outOfPatience = AbortSignal.timeout(totalMs);
    for (let attempt = 1; ; attempt += 1) {
      try {
        const answer = await ask(AbortSignal.any([signal, AbortSignal.timeout(attemptMs)]));
        isDown = false;
        return answer;
      } catch (error) {
        if (signal.aborted || !mayPass(error)) throw error;
        isDown ||= outOfPatience.aborted;
        if (isDown) throw error;
        await sleep(Math.min(1000, 50 * 2 ** attempt) * Math.random(), undefined, { signal });
      }
    }
  };
};

/** S3 answers 409 to a conflict of two writes, of which neither was done. */
const mayPass = (error: unknown): boolean => isTransient(error) || httpStatusOf(error) === 409;

/** No claim; a bucket that is missing is a mistake in the config. */
const isMissing = (error: unknown): boolean =>
  httpStatusOf(error) === 404 && error instanceof Error && error.name !== 'NoSuchBucket';

const maxClaimBytes = 10_000;
