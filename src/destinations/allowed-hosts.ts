import * as z from 'zod';
import { quoted } from '../redact.ts';
import { isReference } from './secrets/reference.ts';
import { isLoopback } from './webhook-url.ts';

/** The key for hosts that a webhook may be at besides those of its service. */
export const allowedHosts = z
  .array(
    z.string().refine((text) => isHost(text), {
      error: 'must be a host alone, as it is written in a URL: hooks.example.com',
    }),
  )
  .min(1)
  .optional()
  .describe('Hosts that the webhook may be at, besides those of its service.');

const isHost = (text: string): boolean =>
  !text.includes('*') && URL.parse(`https://${text}`)?.hostname === text.toLowerCase();

/** Where the webhooks of a type may be. */
export interface Hosts {
  /** Those of the service. `*.` stands for any name before a domain. */
  readonly own: readonly string[];
  /** Which URLs must be at one of them if nothing is allowed besides. Otherwise every URL must be at one of both. */
  readonly pins: 'every URL' | 'references' | 'nothing';
}

interface HostProblem {
  readonly key: string;
  readonly message: string;
}

type Settings = Readonly<Record<string, unknown>>;

/** What is wrong with the hosts of URLs that stand in the config. */
export const problemsOfWritten = (
  settings: Settings,
  keys: readonly string[],
  hosts: Hosts,
): readonly HostProblem[] =>
  problemsOf(
    settings,
    keys.filter((key) => !isReference(String(settings[key]))),
    hosts,
    hosts.pins === 'every URL',
  );

/** The same of URLs that were read, where a reference stands in the config. */
export const problemsOfRead = (
  settings: Settings,
  keys: readonly string[],
  hosts: Hosts,
): readonly HostProblem[] => problemsOf(settings, keys, hosts, hosts.pins !== 'nothing');

const problemsOf = (
  settings: Settings,
  keys: readonly string[],
  { own }: Hosts,
  isPinned: boolean,
): readonly HostProblem[] => {
  // The schema of the key has read it.
  const allowed = settings.allowed_hosts as readonly string[] | undefined;
  if (allowed === undefined && !isPinned) return [];
  return keys.flatMap((key) => {
    const url = settings[key];
    if (typeof url !== 'string' || isLoopback(url)) return [];
    const host = URL.parse(url)?.hostname ?? '';
    const hosts = [...own, ...(allowed ?? []).map((one) => one.toLowerCase())];
    if (hosts.some((one) => isAt(host, one))) return [];
    // The host is all that is shown: the path is a secret.
    const message = `must be at ${hosts.join(' or ')}, got ${quoted(host)}: if that is right, list it in allowed_hosts`;
    return [{ key, message }];
  });
};

const isAt = (host: string, expected: string): boolean =>
  expected.startsWith('*.') ? host.endsWith(expected.slice(1)) : host === expected;
