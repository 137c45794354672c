import type { Alert } from '../alerts/alert.ts';
import type { Connect, Destination, DestinationTools, Pace } from '../destinations/destination.ts';
import { type OnceOptions, once } from './once.ts';
import { paced } from './pace.ts';
import { withRetries } from './retry.ts';

/** A `[[destination]]` of the config, not yet connected to the outside. */
export interface DestinationConfig {
  readonly id: string;
  readonly type: string;
  readonly connect: Connect;
  readonly pace: Pace | undefined;
}

/** The destinations that are told about an alert. */
export type DestinationsOf = (alert: Alert) => readonly Destination[];

/** Connects the destinations of a config to the outside: an alert goes once to each that its rule names. */
export const connectDestinations = (
  configs: readonly DestinationConfig[],
  tools: DestinationTools,
  delivery: OnceOptions,
): DestinationsOf => {
  const destinations = new Map(
    configs.map((config) => [config.id, connectOne(config, tools, delivery)] as const),
  );
  return ({ rule }) => [...new Set(rule.destinations)].flatMap((id) => destinations.get(id) ?? []);
};

/** What a delivery goes through, from the outside in: once, with retries, at the destination's pace. */
const connectOne = (
  { id, type, connect, pace }: DestinationConfig,
  tools: DestinationTools,
  delivery: OnceOptions,
): Destination => {
  const send = connect(tools);
  const pacedSend = pace === undefined ? send : paced(send, pace);
  return { id, type, deliver: once(id, withRetries(pacedSend), delivery) };
};
