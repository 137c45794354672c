import * as z from 'zod';
import type { Alert } from '../alerts/alert.ts';
import type { Display } from '../alerts/display.ts';
import type { Tag } from '../alerts/tag.ts';
import type { AwsClients } from '../aws/clients.ts';
import type { OwnCall } from '../trail/own-call.ts';
import type { Notes } from './notes.ts';

/**
 * One attempt to send an alert. Throws DeliveryError when the destination refused it, or when nobody can know whether it
 * arrived. Does not retry: what retries must know that.
 */
export type Send = (alert: Alert, tag: Tag, signal: AbortSignal) => Promise<void>;

/** What senders need of the outside. */
export interface DestinationTools {
  readonly fetch: typeof fetch;
  readonly aws: AwsClients;
  /** How messages show accounts and times. */
  readonly display: Display;
  /** Missing where a message has none before it, as in a preview. */
  readonly notes?: Notes;
}

type CreateSend = (tools: DestinationTools) => Send;

/** A type of destination, as the registry lists it. */
export interface DestinationType {
  readonly type: string;
  /** The keys of its table in the config, besides `id` and `type`. */
  readonly keys: readonly string[];
  readonly settings: z.ZodType<ConfiguredDestination>;
  /** Those of the keys that hold the URL of a webhook. */
  readonly urls: readonly string[];
  readonly rateLimit: RateLimit | undefined;
}

/** What the settings of a destination make of its type. */
export interface ConfiguredDestination {
  readonly createSend: CreateSend;
  /** The AWS calls that sending makes. */
  readonly ownCalls: readonly OwnCall[];
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
  ownCalls = () => [],
  createSend,
}: {
  readonly type: string;
  readonly settings: Shape;
  readonly urls?: readonly (keyof Shape & string)[];
  readonly rateLimit?: RateLimit;
  readonly ownCalls?: (settings: Settings<Shape>) => readonly OwnCall[];
  readonly createSend: (settings: Settings<Shape>, tools: DestinationTools) => Send;
}): DestinationType => ({
  type,
  urls,
  rateLimit,
  keys: Object.keys(settings),
  settings: z.strictObject(settings).transform((values) => ({
    createSend: (tools: DestinationTools) => createSend(values, tools),
    ownCalls: ownCalls(values),
  })),
});

type Settings<Shape extends z.ZodRawShape> = z.output<ReturnType<typeof z.strictObject<Shape>>>;
