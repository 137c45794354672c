import { setTimeout } from 'node:timers/promises';
import pRetry from 'p-retry';
import { DeliveryError } from '../errors.ts';
import type { Send } from './destination.ts';

/** A Send that tries again where that makes sense, waiting as long as the destination asks within reason. */
export const withRetries =
  (send: Send): Send =>
  (alert, signal) =>
    pRetry(() => send(alert, signal), {
      signal,
      retries: 2,
      minTimeout: 500,
      randomize: true,
      shouldRetry: ({ error }) => isWorthAnotherTry(error),
      onFailedAttempt: async ({ error, retriesLeft }) => {
        if (retriesLeft > 0 && isWorthAnotherTry(error))
          await setTimeout(retryAfterMs(error), undefined, { signal });
      },
    });

/** Longer waits are left to Lambda, which invokes again after one minute and after two. */
const longestWaitMs = 10_000;

const isWorthAnotherTry = (error: Error): boolean =>
  error instanceof DeliveryError && error.failure.retryable && retryAfterMs(error) <= longestWaitMs;

const retryAfterMs = (error: Error): number =>
  error instanceof DeliveryError ? (error.failure.retryAfterMs ?? 0) : 0;
