import type { Send } from '../destinations/destination.ts';
import { DeliveryError } from '../errors.ts';
import { quoted } from '../redact.ts';
import type { Destination } from './deliver.ts';
import { deliveryErrorOf } from './failure.ts';

/** A destination refused an alert for good, and its fallback got it. */
export interface Refusal {
  /** The id of the fallback. */
  readonly fallback: string;
  /** Why it was refused. Holds no secret. */
  readonly reason: string;
}

/**
 * A Send that delivers to another destination what this one refuses for good. What may have arrived, and what a retry may
 * deliver, does not go there. Throws DeliveryError: what it says of the alert is what the last one tried says.
 */
export const withFallback =
  (id: string, send: Send, fallback: Destination, onRefused: (refusal: Refusal) => void): Send =>
  async (alert, tag, signal) => {
    try {
      await send(alert, tag, signal);
    } catch (error) {
      const failed = deliveryErrorOf(error);
      const { outcome, retryable } = failed.failure;
      if (outcome !== 'refused' || retryable) throw failed;
      const because = `${quoted(id)} did not take this: ${failed.message}`;
      await fallback.deliver(alert, signal, because).catch(throwWith(failed.message, fallback));
      onRefused({ fallback: fallback.id, reason: failed.message });
    }
  };

const throwWith =
  (reason: string, { id }: Destination) =>
  (error: unknown): never => {
    const { message, failure } = deliveryErrorOf(error);
    throw new DeliveryError(`${reason}; fallback ${quoted(id)}: ${message}`, failure, { cause: error });
  };
