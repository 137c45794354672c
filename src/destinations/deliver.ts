import pLimit from 'p-limit';
import type { Alert } from '../alerts/alert.ts';
import { DeliveryError, messageOf } from '../errors.ts';
import type { DestinationsOf } from './connect.ts';
import type { Destination } from './destination.ts';
import { withRetries } from './retry.ts';

/** One alert's way to one destination, and how it ended. */
export type Delivery = DoneDelivery | FailedDelivery;

interface DoneDelivery {
  readonly status: 'delivered';
  readonly alert: Alert;
  readonly destination: Destination;
}

export interface FailedDelivery {
  readonly status: 'failed';
  readonly alert: Alert;
  readonly destination: Destination;
  readonly error: DeliveryError;
}

/** Tells every alert to each of its destinations. Never throws: a destination that fails stops no other. */
export const deliver = (
  alerts: readonly Alert[],
  destinationsOf: DestinationsOf,
  signal: AbortSignal,
): Promise<readonly Delivery[]> => {
  const limit = pLimit(concurrency);
  return Promise.all(
    alerts.flatMap((alert) =>
      destinationsOf(alert).map((destination) => limit(() => deliverTo(destination, alert, signal))),
    ),
  );
};

const concurrency = 8;

const deliverTo = async (destination: Destination, alert: Alert, signal: AbortSignal): Promise<Delivery> => {
  try {
    await withRetries(destination.send)(alert, signal);
    return { alert, destination, status: 'delivered' };
  } catch (error) {
    return { alert, destination, status: 'failed', error: deliveryErrorOf(error) };
  }
};

const deliveryErrorOf = (error: unknown): DeliveryError =>
  error instanceof DeliveryError
    ? error
    : new DeliveryError(messageOf(error), { outcome: 'unknown', retryable: false }, { cause: error });
