import * as z from 'zod';
import type { Alert } from '../alerts/alert.ts';
import type { Tag } from '../alerts/tag.ts';
import type { AwsClients } from '../aws/clients.ts';

/** Tells one alert to one destination. Throws DeliveryError when it was not, or may not have been, told. */
export type Send = (alert: Alert, tag: Tag, signal: AbortSignal) => Promise<void>;

/**
 * Tells what has not been told before, as often as it takes. `before` means that everything had been. Throws
 * DeliveryError.
 */
export type Deliver = (alert: Alert, signal: AbortSignal) => Promise<'delivered' | 'before'>;

/** A place to tell, named by its id in the config. */
export interface Destination {
  readonly id: string;
  readonly type: string;
  readonly deliver: Deliver;
}

/** What senders need of the outside. */
export interface DestinationTools {
  readonly fetch: typeof fetch;
  readonly aws: AwsClients;
}

export type Connect = (tools: DestinationTools) => Send;

/** A type of destination, as the registry lists it. */
export interface DestinationType {
  readonly type: string;
  /** The keys of its table in the config, besides `id` and `type`. */
  readonly keys: readonly string[];
  readonly settings: z.ZodType<Connect>;
  /** How fast it may be told, where it says so. */
  readonly pace: Pace | undefined;
}

/** So many at once, and then so many a second. */
export interface Pace {
  readonly burst: number;
  readonly perSecond: number;
}

/** A whole type of destination: what its table in the config holds, and what sends an alert there. */
export const defineDestination = <Shape extends z.ZodRawShape>(
  type: string,
  shape: Shape,
  connect: (settings: z.output<ReturnType<typeof z.strictObject<Shape>>>, tools: DestinationTools) => Send,
  pace?: Pace,
): DestinationType => ({
  type,
  pace,
  keys: Object.keys(shape),
  settings: z
    .strictObject(shape)
    .transform((settings) => (tools: DestinationTools) => connect(settings, tools)),
});
