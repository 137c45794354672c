import { possibleDuplicate } from '../alerts/tag.ts';
import type { Send } from '../destinations/destination.ts';
import { DeliveryError } from '../errors.ts';
import { deliveryErrorOf } from './failure.ts';
import { realWait, type Wait } from './wait.ts';

/**
 * A Send that retries where that makes sense, with backoff or after as long as the destination asks for. Once nobody
 * can know whether the alert has arrived, it is sent as a possible duplicate, and its outcome stays unknown. Throws
 * DeliveryError only.
 */
export const withRetries =
  (send: Send, wait: Wait = realWait): Send =>
  async (alert, tag, signal) => {
    let mayHaveArrived = false;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await send(alert, mayHaveArrived ? possibleDuplicate(tag) : tag, signal);
      } catch (thrown) {
        const failed = deliveryErrorOf(thrown);
        const error = mayHaveArrived ? withUnknownOutcome(failed) : failed;
        const backoffMs = backoffAfter(failed, attempt);
        if (backoffMs === undefined || attempt === maxAttempts || signal.aborted) throw error;
        mayHaveArrived ||= failed.failure.outcome === 'unknown';
        await wait(backoffMs, signal).catch(() => Promise.reject(error));
      }
    }
  };

const maxAttempts = 3;

/**
 * Longer waits are left to Lambda, which invokes again after one minute and after two (Lambda Developer Guide, "Error
 * handling and retries in Lambda").
 */
const maxBackoffMs = 10_000;

/** In milliseconds; undefined when a retry makes no sense. The jitter keeps many alerts from retrying all at once. */
const backoffAfter = ({ failure }: DeliveryError, attempt: number): number | undefined => {
  if (!failure.retryable) return undefined;
  const backoffMs = failure.retryAfterMs ?? 500 * 2 ** (attempt - 1) * (0.5 + Math.random());
  return backoffMs <= maxBackoffMs ? backoffMs : undefined;
};

const withUnknownOutcome = ({ message, failure }: DeliveryError): DeliveryError =>
  new DeliveryError(message, { ...failure, outcome: 'unknown' });
