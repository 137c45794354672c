import type { Alert } from '../alerts/alert.ts';
import type { Connect, Destination, DestinationTools } from './destination.ts';

/** A `[[destination]]` of the config, not yet connected to the outside. */
export interface DestinationConfig {
  readonly id: string;
  readonly type: string;
  readonly connect: Connect;
}

/** The destinations that are told about an alert. */
export type DestinationsOf = (alert: Alert) => readonly Destination[];

/** Connects the destinations of a config to the outside: an alert goes to those that its rule names. */
export const connectDestinations = (
  configs: readonly DestinationConfig[],
  tools: DestinationTools,
): DestinationsOf => {
  const destinations = new Map(
    configs.map(({ id, type, connect }) => [id, { id, type, send: connect(tools) }] as const),
  );
  return ({ rule }) => rule.destinations.flatMap((id) => destinations.get(id) ?? []);
};
