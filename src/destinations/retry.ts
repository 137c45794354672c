import { possibleRepeat } from '../alerts/tag.ts';
import { DeliveryError } from '../errors.ts';
import type { Send } from './destination.ts';
import { deliveryErrorOf } from './failure.ts';
import { realWait, type Wait } from './wait.ts';

/**
 * A Send that tries again where that makes sense, after as long as the destination asks. As soon as nobody can
 * know whether the alert has arrived, it is sent as a possible repeat, and its outcome stays unknown. Throws
 * DeliveryError only.
 */
export const withRetries = (send: Send, wait: Wait = realWait): Send => {
  const attempt = async (number: number, ...[alert, tag, signal]: Parameters<Send>): Promise<void> => {
    try {
      return await send(alert, tag, signal);
    } catch (thrown) {
      const error = deliveryErrorOf(thrown);
      const pause = pauseAfter(error, number);
      if (pause === undefined || number === maxAttempts || signal.aborted) throw error;
      await wait(pause, signal).catch(() => Promise.reject(error));
      const isUnknown = error.failure.outcome === 'unknown';
      return attempt(number + 1, alert, isUnknown ? possibleRepeat(tag) : tag, signal).catch(
        (later: DeliveryError) => Promise.reject(isUnknown ? unknown(later) : later),
      );
    }
  };
  return (...call) => attempt(1, ...call);
};

const maxAttempts = 3;

/**
 * Milliseconds. Longer waits are left to Lambda, which invokes again after one minute and after two (Lambda Developer
 * Guide, "Error handling and retries in Lambda").
 */
const longestPause = 10_000;

/** Undefined when another try is not worth it. The jitter keeps many alerts from coming back at once. */
const pauseAfter = ({ failure }: DeliveryError, attempt: number): number | undefined => {
  if (!failure.retryable) return undefined;
  const pause = failure.retryAfterMs ?? 500 * 2 ** (attempt - 1) * (0.5 + Math.random());
  return pause <= longestPause ? pause : undefined;
};

const unknown = ({ message, failure }: DeliveryError): DeliveryError =>
  new DeliveryError(message, { ...failure, outcome: 'unknown' });
