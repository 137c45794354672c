import * as z from 'zod';
import type { Alert } from '../alerts/alert.ts';
import type { Tag } from '../alerts/tag.ts';
import type { AwsClients } from '../aws/clients.ts';

/**
 * One attempt to send an alert. Throws DeliveryError when the destination refused it, or when nobody can know whether it
 * arrived. Does not retry: what retries must know that.
 */
export type Send = (alert: Alert, tag: Tag, signal: AbortSignal) => Promise<void>;

/** What senders need of the outside. */
export interface DestinationTools {
  readonly fetch: typeof fetch;
  readonly aws: AwsClients;
}

export type CreateSend = (tools: DestinationTools) => Send;

/** A type of destination, as the registry lists it. */
export interface DestinationType {
  readonly type: string;
  /** The keys of its table in the config, besides `id` and `type`. */
  readonly keys: readonly string[];
  readonly settings: z.ZodType<CreateSend>;
  /** Those of the keys that hold the URL of a webhook. */
  readonly urls: readonly string[];
  readonly rateLimit: RateLimit | undefined;
  /** The AWS calls that sending makes, as CloudTrail records them: `EVENT_SOURCE EVENT_NAME`. */
  readonly ownCalls: readonly string[];
}

/** How many messages a destination takes at once, and then in a second. */
export interface RateLimit {
  readonly burst: number;
  readonly perSecond: number;
}

/** A whole type of destination: the keys of its table in the config, and what sends an alert there. */
export const defineDestination = <Shape extends z.ZodRawShape>({
  type,
  settings,
  urls = [],
  rateLimit,
  ownCalls = [],
  createSend,
}: {
  readonly type: string;
  readonly settings: Shape;
  readonly urls?: readonly (keyof Shape & string)[];
  readonly rateLimit?: RateLimit;
  readonly ownCalls?: readonly string[];
  readonly createSend: (
    settings: z.output<ReturnType<typeof z.strictObject<Shape>>>,
    tools: DestinationTools,
  ) => Send;
}): DestinationType => ({
  type,
  urls,
  rateLimit,
  ownCalls,
  keys: Object.keys(settings),
  settings: z
    .strictObject(settings)
    .transform((values) => (tools: DestinationTools) => createSend(values, tools)),
});
