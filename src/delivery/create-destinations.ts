import { type IdsFor, idsOfRule } from '../alerts/routing.ts';
import type { ConfiguredDestination, DestinationTools, RateLimit } from '../destinations/destination.ts';
import { type DeduplicationOptions, withDeduplication } from './deduplicate.ts';
import type { Deliver, Destination, DestinationsOf } from './deliver.ts';
import { type Refusal, withFallback } from './fallback.ts';
import { notesIn } from './ledger/notes.ts';
import { withRateLimit } from './rate-limit.ts';
import { withRetries } from './retry.ts';

/** A `[[destination]]` of the config. */
export interface DestinationConfig extends ConfiguredDestination {
  readonly id: string;
  readonly type: string;
  readonly rateLimit: RateLimit | undefined;
  /** Whether it sends to this machine. */
  readonly isLocal: boolean;
  /** The id of the destination that gets what this one refuses for good. */
  readonly fallback?: string | undefined;
}

/** The destinations of a config, ready to deliver. An alert goes to each whose id `idsFor` gives. */
export const createDestinations = (
  configs: readonly DestinationConfig[],
  tools: DestinationTools,
  deduplication: DeduplicationOptions,
  idsFor: IdsFor = idsOfRule,
): DestinationsOf => {
  const destinations = new Map<string, Destination>();
  /** Fallbacks form no cycle: the config would be refused. */
  const destinationOf = (id: string | undefined): Destination | undefined => {
    const config = configs.find((one) => one.id === id);
    if (config === undefined) return undefined;
    const destination =
      destinations.get(config.id) ??
      createDestination(config, destinationOf(config.fallback), tools, deduplication);
    destinations.set(config.id, destination);
    return destination;
  };
  for (const { id } of configs) destinationOf(id);
  return (alert) => idsFor(alert).flatMap((id) => destinations.get(id) ?? []);
};

/** From the outside in: deduplication, fallback, retries, rate limit. */
const createDestination = (
  { id, type, createSend, rateLimit }: DestinationConfig,
  fallback: Destination | undefined,
  tools: DestinationTools,
  deduplication: DeduplicationOptions,
): Destination => {
  const send = createSend({ ...tools, notes: notesIn(deduplication.ledger, id) });
  const limited = rateLimit === undefined ? send : withRateLimit(send, rateLimit);
  const retried = withRetries(limited);
  if (fallback === undefined) return { id, type, deliver: withDeduplication(id, retried, deduplication) };
  const deliver: Deliver = async (alert, ...others) => {
    let refusal: Refusal | undefined;
    const attempt = withFallback(id, retried, fallback, (last) => {
      refusal = last;
    });
    const delivered = await withDeduplication(id, attempt, deduplication)(alert, ...others);
    return refusal ?? delivered;
  };
  return { id, type, deliver };
};
