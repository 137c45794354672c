import pLimit from 'p-limit';
import { type Alert, logFilesOf } from '../alerts/alert.ts';
import type { DeliveryError } from '../errors.ts';
import { nameOf } from './describe-failed.ts';
import { deliveryErrorOf, notSent, outOfTime } from './failure.ts';
import type { Refusal } from './fallback.ts';

/** A configured place to send to, named by its id in the config. */
export interface Destination {
  readonly id: string;
  readonly type: string;
  readonly deliver: Deliver;
}

/**
 * Sends what has not been delivered before, with retries. `instead` says why another destination did not take it. Throws
 * DeliveryError.
 */
export type Deliver<Status = Delivered> = (
  alert: Alert,
  signal: AbortSignal,
  instead?: string,
) => Promise<Status>;

/** `deduplicated`: an earlier invocation had delivered all of it. A refusal: its fallback got it, or a part of it. */
type Delivered = 'delivered' | 'deduplicated' | Refusal;

/** The destinations of an alert. */
export type DestinationsOf = (alert: Alert) => readonly Destination[];

/** One alert's way to one destination, and how it ended. */
export type Delivery = SuccessfulDelivery | FallbackDelivery | FailedDelivery;

interface SuccessfulDelivery {
  readonly status: 'delivered' | 'deduplicated';
  readonly alert: Alert;
  readonly destination: Destination;
}

/** Without the alert: many may be refused, and each may be about a thousand events. */
export interface FallbackDelivery {
  readonly status: 'fallback';
  /** Names the alert. */
  readonly what: string;
  readonly destination: Destination;
  readonly logFiles: readonly string[];
  readonly refusal: Refusal;
}

/** Without the alert: many may fail, and each may be about a thousand events. */
export interface FailedDelivery {
  readonly status: 'failed';
  /** Names the alert. */
  readonly what: string;
  readonly destination: Destination;
  /** URIs of the log files that the alert comes from. */
  readonly logFiles: readonly string[];
  readonly error: DeliveryError;
}

/** Takes an alert's way to a destination as soon as it has ended. */
export type NoteDelivery = (alert: Alert, delivery: Delivery) => void;

/**
 * Delivers every alert to each of its destinations, in this order. Never throws: a destination that fails or is slow
 * does not stop any other.
 */
export const deliver = async (
  alerts: readonly Alert[],
  destinationsOf: DestinationsOf,
  signal: AbortSignal,
  note: NoteDelivery = () => {},
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
        limitOf(destination)(async () => {
          const delivery = await deliverTo(destination, alert, signal);
          note(alert, delivery);
          return delivery;
        }),
      ),
    ),
  );
};

/** For each destination. */
const concurrency = 8;

const deliverTo = async (destination: Destination, alert: Alert, signal: AbortSignal): Promise<Delivery> => {
  try {
    if (signal.aborted) throw notSent(outOfTime);
    const delivered = await destination.deliver(alert, signal);
    return typeof delivered === 'string'
      ? { alert, destination, status: delivered }
      : {
          status: 'fallback',
          what: nameOf(alert),
          destination,
          logFiles: logFilesOf(alert),
          refusal: delivered,
        };
  } catch (error) {
    return {
      status: 'failed',
      what: nameOf(alert),
      destination,
      logFiles: logFilesOf(alert),
      error: deliveryErrorOf(error),
    };
  }
};
