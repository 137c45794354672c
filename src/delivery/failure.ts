import { DeliveryError, messageOf } from '../errors.ts';

/** A destination that throws anything else has a bug, and nobody can know what it did before. */
export const deliveryErrorOf = (error: unknown): DeliveryError =>
  error instanceof DeliveryError
    ? error
    : new DeliveryError(messageOf(error), { outcome: 'unknown', retryable: false }, { cause: error });

/** It was not sent; the next invocation may send it. */
export const notSent = (message: string): DeliveryError =>
  new DeliveryError(message, { outcome: 'refused', retryable: true });

export const outOfTime = 'time ran out before it was sent';
