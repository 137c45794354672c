import { type IdsFor, idsOfRule } from '../alerts/routing.ts';
import type { ConfiguredDestination, DestinationTools, RateLimit } from '../destinations/destination.ts';
import { type DeduplicationOptions, withDeduplication } from './deduplicate.ts';
import type { Destination, DestinationsOf } from './deliver.ts';
import { withRateLimit } from './rate-limit.ts';
import { withRetries } from './retry.ts';

/** A `[[destination]]` of the config. */
export interface DestinationConfig extends ConfiguredDestination {
  readonly id: string;
  readonly type: string;
  readonly rateLimit: RateLimit | undefined;
  /** Whether it sends to this machine. */
  readonly isLocal: boolean;
}

/** The destinations of a config, ready to deliver. An alert goes to each whose id `idsFor` gives. */
export const createDestinations = (
  configs: readonly DestinationConfig[],
  tools: DestinationTools,
  deduplication: DeduplicationOptions,
  idsFor: IdsFor = idsOfRule,
): DestinationsOf => {
  const destinations = new Map(
    configs.map((config) => [config.id, createDestination(config, tools, deduplication)] as const),
  );
  return (alert) => idsFor(alert).flatMap((id) => destinations.get(id) ?? []);
};

/** From the outside in: deduplication, retries, rate limit. */
const createDestination = (
  { id, type, createSend, rateLimit }: DestinationConfig,
  tools: DestinationTools,
  deduplication: DeduplicationOptions,
): Destination => {
  const send = createSend(tools);
  const limited = rateLimit === undefined ? send : withRateLimit(send, rateLimit);
  return { id, type, deliver: withDeduplication(id, withRetries(limited), deduplication) };
};
