import * as z from 'zod';
import type { Alert } from '../alerts/alert.ts';
import type { AwsClients } from '../aws/clients.ts';

/** Tells one alert to one destination. Throws DeliveryError when it was not, or may not have been, told. */
export type Send = (alert: Alert, signal: AbortSignal) => Promise<void>;

/** A place to tell, named by its id in the config. */
export interface Destination {
  readonly id: string;
  readonly type: string;
  readonly send: Send;
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
}

/** A whole type of destination: what its table in the config holds, and what sends an alert there. */
export const defineDestination = <Shape extends z.ZodRawShape>(
  type: string,
  shape: Shape,
  connect: (settings: z.output<ReturnType<typeof z.strictObject<Shape>>>, tools: DestinationTools) => Send,
): DestinationType => ({
  type,
  keys: Object.keys(shape),
  settings: z
    .strictObject(shape)
    .transform((settings) => (tools: DestinationTools) => connect(settings, tools)),
});
