import { type Alert, eventsOf } from '../alerts/alert.ts';
import { whenIn } from '../alerts/facts.ts';
import type { Delivery, NoteDelivery } from '../delivery/deliver.ts';
import type { Log } from '../log.ts';

/** What the log says of an alert's way to a destination. There is nothing of a record in it but a time. */
export type DeliveryLine = {
  readonly status: Delivery['status'];
  /** The id of the destination. */
  readonly destination: string;
  readonly type: string;
  /** The name of the rule. */
  readonly rule: string;
  /** How many events the alert is about. */
  readonly events: number;
  /** From the first of these events until it was delivered. Missing if it was not, or if no event says its time. */
  readonly delaySeconds: number | undefined;
};

/** Logs each delivery when it ends. */
export const logDelivery =
  (log: Log, now: () => number = Date.now): NoteDelivery =>
  (alert, delivery) =>
    log.info('Delivery', deliveryLine(alert, delivery, now()));

/** `at`: when it ended, in milliseconds since the epoch. */
export const deliveryLine = (
  alert: Alert,
  { status, destination: { id, type } }: Pick<Delivery, 'status' | 'destination'>,
  at: number,
): DeliveryLine => ({
  status,
  destination: id,
  type,
  rule: alert.rule.name,
  events: alert.kind === 'burst' ? alert.burst.count : eventsOf(alert).length,
  delaySeconds: status === 'delivered' || status === 'fallback' ? secondsFrom(timesOf(alert), at) : undefined,
});

const secondsFrom = (times: readonly (string | null | undefined)[], at: number): number | undefined => {
  const known = times.map((time) => Date.parse(time ?? '')).filter((time) => !Number.isNaN(time));
  // A roundup has a thousand events at most, so these are few enough to be arguments.
  return known.length === 0 ? undefined : Math.round((at - Math.min(...known)) / 1000);
};

const timesOf = (alert: Alert): readonly (string | null | undefined)[] => {
  switch (alert.kind) {
    case 'match':
      return [whenIn(alert.record)];
    case 'burst':
      return [alert.burst.first];
    case 'roundup':
      return alert.entries.map(({ when }) => when);
    case 'failure':
      return alert.entries.map(({ first }) => whenIn(first.record));
    case 'operational':
      return [];
  }
};
