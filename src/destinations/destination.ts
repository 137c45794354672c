import * as z from 'zod';
import type { Alert } from '../alerts/alert.ts';
import type { Display } from '../alerts/display.ts';
import type { Tag } from '../alerts/tag.ts';
import type { AwsClients } from '../aws/clients.ts';
import type { OwnCall } from '../trail/own-call.ts';
import { type Hosts, problemsOfRead, problemsOfWritten } from './allowed-hosts.ts';
import type { Notes } from './notes.ts';
import { ownCallsFor } from './secrets/own-calls.ts';
import { type ReadSecret, unusable } from './secrets/read-secret.ts';
import { isReference, type SecretReference } from './secrets/reference.ts';
import { type Secrets, sendWithSecrets } from './secrets/send-with-secrets.ts';
import { referencesIn, valuesOf } from './secrets/settings.ts';

/**
 * One attempt to send an alert. Throws DeliveryError when the destination refused it, or when nobody can know whether it
 * arrived. Does not retry: what retries must know that.
 */
export type Send = (alert: Alert, tag: Tag, signal: AbortSignal) => Promise<void>;

/** What senders need of the outside. */
export interface DestinationTools {
  readonly fetch: typeof fetch;
  readonly aws: AwsClients;
  /** Missing in a preview, where a reference stands for its secret. */
  readonly readSecret?: ReadSecret;
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
  /** Those of the keys whose texts are secrets. A reference to one may stand in its place. */
  readonly secrets: readonly string[];
  readonly hosts: Hosts | undefined;
  readonly rateLimit: RateLimit | undefined;
}

/** What the settings of a destination make of its type. */
export interface ConfiguredDestination {
  readonly createSend: CreateSend;
  /** The AWS calls that sending makes. */
  readonly ownCalls: readonly OwnCall[];
  /** Those that stand in place of its secrets. */
  readonly references: readonly SecretReference[];
  /** Throws DeliveryError, which begins with the reference, if what was read cannot be used. */
  readonly expectUsable: (read: Secrets) => void;
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
  secrets = [],
  hosts,
  rateLimit,
  ownCalls = () => [],
  createSend,
}: {
  readonly type: string;
  readonly settings: Shape;
  readonly urls?: readonly (keyof Shape & string)[];
  readonly secrets?: readonly (keyof Shape & string)[];
  /** Where the URLs may be, for a type with the key `allowed_hosts`. */
  readonly hosts?: Hosts;
  readonly rateLimit?: RateLimit;
  readonly ownCalls?: (settings: Settings<Shape>) => readonly OwnCall[];
  readonly createSend: (settings: Settings<Shape>, tools: DestinationTools) => Send;
}): DestinationType => ({
  type,
  urls,
  secrets,
  hosts,
  rateLimit,
  keys: Object.keys(settings),
  settings: z
    .strictObject(settings)
    .superRefine((values, context) => {
      const wrong = context.issues.map(({ path }) => path?.[0]);
      const read = urls.filter((key) => !wrong.includes(key));
      if (hosts === undefined || wrong.includes('allowed_hosts')) return;
      for (const { key, message } of problemsOfWritten(values, read, hosts))
        context.addIssue({ code: 'custom', path: [key], message });
    })
    .transform((values) => {
      const references = referencesIn(values, secrets);
      const valuesWith = (read: Secrets): Settings<Shape> => {
        const all = { ...values, ...valuesOf(values, secrets, settings, read) };
        expectHosts(values, all, urls, hosts);
        return all;
      };
      return {
        createSend: (tools: DestinationTools) =>
          references.length === 0 || tools.readSecret === undefined
            ? createSend(values, tools)
            : sendWithSecrets(references, tools.readSecret, (read) => createSend(valuesWith(read), tools)),
        ownCalls: [...ownCalls(values), ...references.flatMap(ownCallsFor)],
        references,
        expectUsable: (read: Secrets) => void valuesWith(read),
      };
    }),
});

/** Throws DeliveryError if what was read leads to a host where it may not be. */
const expectHosts = (
  written: Readonly<Record<string, unknown>>,
  read: Readonly<Record<string, unknown>>,
  urls: readonly string[],
  hosts: Hosts | undefined,
): void => {
  const keys = urls.filter((key) => isReference(String(written[key])));
  const [problem] = hosts === undefined ? [] : problemsOfRead(read, keys, hosts);
  if (problem === undefined) return;
  throw unusable({ text: String(written[problem.key]) }, `${problem.key} ${problem.message}`);
};

type Settings<Shape extends z.ZodRawShape> = z.output<ReturnType<typeof z.strictObject<Shape>>>;
