import { possibleRepeat } from '../alerts/tag.ts';
import type { Send } from '../destinations/destination.ts';
import { deliveryErrorOf } from '../destinations/failure.ts';
import { DeliveryError } from '../errors.ts';
import { realWait, type Wait } from './wait.ts';

/**
 * A Send that tries again where that makes sense, after as long as the destination asks. As soon as nobody can
 * know whether the alert has arrived, it is sent as a possible repeat, and its outcome stays unknown. Throws
 * DeliveryError only.
 */
export const withRetries =
  (send: Send, wait: Wait = realWait): Send =>
  async (alert, tag, signal) => {
    let mayHaveArrived = false;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await send(alert, mayHaveArrived ? possibleRepeat(tag) : tag, signal);
      } catch (thrown) {
        const failed = deliveryErrorOf(thrown);
        const error = mayHaveArrived ? withUnknownOutcome(failed) : failed;
        const pauseMs = pauseAfter(failed, attempt);
        if (pauseMs === undefined || attempt === maxAttempts || signal.aborted) throw error;
        mayHaveArrived ||= failed.failure.outcome === 'unknown';
        await wait(pauseMs, signal).catch(() => Promise.reject(error));
      }
    }
  };

const maxAttempts = 3;

/**
 * Longer pauses are left to Lambda, which invokes again after one minute and after two (Lambda Developer
 * Guide, "Error handling and retries in Lambda").
 */
const maxPauseMs = 10_000;

/** In milliseconds; undefined when another try is not worth it. The jitter keeps many alerts from coming back at once. */
const pauseAfter = ({ failure }: DeliveryError, attempt: number): number | undefined => {
  if (!failure.retryable) return undefined;
  const pauseMs = failure.retryAfterMs ?? 500 * 2 ** (attempt - 1) * (0.5 + Math.random());
  return pauseMs <= maxPauseMs ? pauseMs : undefined;
};

const withUnknownOutcome = ({ message, failure }: DeliveryError): DeliveryError =>
  new DeliveryError(message, { ...failure, outcome: 'unknown' });
