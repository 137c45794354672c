import { setTimeout as sleep } from 'node:timers/promises';
import { DeliveryError } from '../errors.ts';
import type { Send } from './destination.ts';

/** Waits so many milliseconds. Rejects when the signal aborts. */
type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

const realWait: Wait = (ms, signal) => sleep(ms, undefined, { signal });

/** A Send that tries again where that makes sense, after as long as the destination asks. */
export const withRetries =
  (send: Send, wait: Wait = realWait): Send =>
  async (alert, signal) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await send(alert, signal);
      } catch (error) {
        const pause = pauseAfter(error, attempt);
        if (pause === undefined || attempt === maxAttempts) throw error;
        // When the time is up while we wait, the failure is still the destination's.
        await wait(pause, signal).catch(() => Promise.reject(error));
      }
    }
  };

const maxAttempts = 3;

/** Milliseconds. Longer waits are left to Lambda, which invokes again after one minute and after two. */
const longestPause = 10_000;

/** Undefined when another try is not worth it. The jitter keeps many alerts from coming back at once. */
const pauseAfter = (error: unknown, attempt: number): number | undefined => {
  if (!(error instanceof DeliveryError) || !error.failure.retryable) return undefined;
  const pause = error.failure.retryAfterMs ?? 500 * 2 ** (attempt - 1) * (0.5 + Math.random());
  return pause <= longestPause ? pause : undefined;
};
