import pLimit from 'p-limit';
import { type Alert, logFilesOf } from '../alerts/alert.ts';
import type { Destination } from '../destinations/destination.ts';
import { deliveryErrorOf, notNow, timeIsUp } from '../destinations/failure.ts';
import type { DeliveryError } from '../errors.ts';
import type { DestinationsOf } from './connect.ts';

/** One alert's way to one destination, and how it ended. `before`: it had been told already. */
export type Delivery = DoneDelivery | FailedDelivery;

interface DoneDelivery {
  readonly status: 'delivered' | 'before';
  readonly alert: Alert;
  readonly destination: Destination;
}

export interface FailedDelivery {
  readonly status: 'failed';
  readonly alert: Alert;
  readonly destination: Destination;
  /** Where what it tells of was found. */
  readonly logFiles: readonly string[];
  readonly error: DeliveryError;
}

/**
 * Tells every alert to each of its destinations, the first alerts first. Never throws: a destination that fails,
 * or is slow, stops no other.
 */
export const deliver = async (
  alerts: readonly Alert[],
  destinationsOf: DestinationsOf,
  signal: AbortSignal,
): Promise<readonly Delivery[]> => {
  const limits = new Map<string, ReturnType<typeof pLimit>>();
  const limitOf = ({ id }: Destination) => {
    const limit = limits.get(id) ?? pLimit(concurrency);
    limits.set(id, limit);
    return limit;
  };
  return Promise.all(
    alerts.flatMap((alert) =>
      destinationsOf(alert).map((destination) =>
        limitOf(destination)(() => deliverTo(destination, alert, signal)),
      ),
    ),
  );
};

/** For each destination. */
const concurrency = 8;

const deliverTo = async (destination: Destination, alert: Alert, signal: AbortSignal): Promise<Delivery> => {
  try {
    if (signal.aborted) throw notNow(timeIsUp);
    return { alert, destination, status: await destination.deliver(alert, signal) };
  } catch (error) {
    return {
      alert,
      destination,
      logFiles: logFilesOf(alert),
      status: 'failed',
      error: deliveryErrorOf(error),
    };
  }
};
