import type { AwsClients } from '../../aws/clients.ts';
import { httpStatusOf } from '../../aws/http-status.ts';
import { type ObjectRef, uriOf } from '../../aws/object-ref.ts';
import { getObject, isTransient, putJson, type WriteCondition } from '../../aws/s3-object.ts';
import { LedgerError } from '../../errors.ts';
import { realWait, type Wait } from '../wait.ts';
import type { Ledger } from './ledger.ts';
import { createServerClock } from './server-clock.ts';

/** How long S3 is asked about one claim. In milliseconds. */
interface Patience {
  /** For one answer. Claims are small, so it comes in a fraction of that or not at all. */
  readonly attemptMs: number;
  readonly totalMs: number;
}

interface LedgerLocation {
  readonly bucket: string;
  readonly prefix: string;
  /** What is longer is not read. */
  readonly maxBytes?: number;
}

/**
 * Claims as objects below `prefix`, written with S3's conditional writes (S3 User Guide, "How to prevent object
 * overwrites with conditional writes"). Throws LedgerError when S3 gives no answer.
 */
export const s3Ledger = (
  s3: AwsClients['s3'],
  { bucket, prefix, maxBytes = maxClaimBytes }: LedgerLocation,
  patience: Patience = { attemptMs: 2_000, totalMs: 10_000 },
  wait: Wait = realWait,
): Ledger => {
  const clock = createServerClock();
  const persist = persistently(patience, wait);
  const refOf = (key: string): ObjectRef => ({ bucket, key: prefix + key });

  const put = async (
    key: string,
    text: string,
    condition: WriteCondition,
    signal: AbortSignal,
  ): Promise<string | undefined> => {
    const ref = refOf(key);
    const client = await s3();
    try {
      return await persist(
        (attempt) => putJson(client, ref, text, { ...condition, signal: attempt, onAnswer: clock.note }),
        signal,
      );
    } catch (error) {
      if (httpStatusOf(error) === 412) return undefined;
      if (condition.ifMatch !== undefined && isMissing(error)) return undefined;
      throw new LedgerError(uriOf(ref), error);
    }
  };

  return {
    ready: async () => undefined,
    now: clock.now,
    create: (key, text, signal) => put(key, text, { ifNoneMatch: '*' }, signal),
    replace: (key, text, version, signal) => put(key, text, { ifMatch: version }, signal),
    read: async (key, signal) => {
      const ref = refOf(key);
      const client = await s3();
      try {
        const { bytes, etag } = await persist(
          (attempt) => getObject(client, ref, { maxBytes, signal: attempt, onAnswer: clock.note }),
          signal,
        );
        return { text: Buffer.from(bytes).toString(), version: etag };
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw new LedgerError(uriOf(ref), error);
      }
    },
  };
};

/**
 * Tries again while an answer may still come. The SDK does so too, but not after a conflict of two writes. And after
 * some dozens of lost answers in one process it stops retrying altogether, as if S3 were down (AWS SDKs Reference Guide,
 * "Retry behavior"). We stop once `totalMs` have passed without an answer, and start again with the next answer.
 */
const persistently = ({ attemptMs, totalMs }: Patience, wait: Wait) => {
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
        await wait(Math.min(1000, 50 * 2 ** attempt) * Math.random(), signal);
      }
    }
  };
};

/** S3 answers 409 to a conflict of two writes, neither of which was done. */
const mayPass = (error: unknown): boolean => isTransient(error) || httpStatusOf(error) === 409;

/** There is no such claim. A missing bucket is a mistake in the config instead. */
const isMissing = (error: unknown): boolean =>
  httpStatusOf(error) === 404 && error instanceof Error && error.name !== 'NoSuchBucket';

const maxClaimBytes = 10_000;
