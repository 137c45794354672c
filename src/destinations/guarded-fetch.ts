import { lookup as lookupAll } from 'node:dns';
import type { Agent } from 'node:http';
import { isIP, type LookupFunction } from 'node:net';
import { isLoopback, isPublicAddress } from './webhook-url.ts';

interface Guard {
  /** Whether a URL may lead to this machine by its usual names. */
  readonly allowLoopback: boolean;
  /** What finds the addresses of a host. */
  readonly lookup?: typeof lookupAll;
  /** Milliseconds. */
  readonly now?: () => number;
}

/**
 * A `fetch` for webhooks that connects to public addresses only, whatever the name of a host leads to: it is looked at
 * when the connection is made, so that no later answer of a name server counts. Node's own does not let one do that. It
 * follows no redirect, and reads no more of an answer than anybody asks for.
 */
export const createGuardedFetch = ({
  allowLoopback,
  lookup = lookupAll,
  now = Date.now,
}: Guard): typeof globalThis.fetch => {
  const agentFor = createAgents(now);
  return async (target, { method = 'GET', headers, body, signal } = {}) => {
    const url = new URL(target instanceof Request ? target.url : target);
    const mayBeLocal = allowLoopback && isLoopback(url.href);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (!mayBeLocal && isIP(host) > 0 && !isPublicAddress(host)) throw privateAddress();
    const { agent, request } = await agentFor(url.protocol);
    return new Promise((resolve, reject) => {
      const fail = (error: unknown): void => reject(signal?.aborted ? signal.reason : error);
      const outgoing = request(url, {
        agent,
        method,
        headers: { 'user-agent': 'cloudtrail-tattletail', ...Object.fromEntries(new Headers(headers)) },
        ...(signal && { signal }),
        ...(!mayBeLocal && { lookup: publicOnly(lookup) }),
      });
      outgoing.on('error', fail);
      outgoing.on('response', (incoming) => {
        const chunks: Buffer[] = [];
        let length = 0;
        const finish = (): void => {
          const { statusCode: status = 0, headers: answered } = incoming;
          const text = hasNoBody.has(status) ? null : Buffer.concat(chunks).subarray(0, maxAnswerBytes);
          try {
            resolve(new Response(text, { status, headers: headersOf(answered) }));
          } catch (error) {
            reject(error);
          }
        };
        incoming.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          length += chunk.length;
          if (length < maxAnswerBytes) return;
          finish();
          incoming.destroy();
        });
        incoming.on('error', fail);
        incoming.on('end', finish);
      });
      outgoing.end(body);
    });
  };
};

/**
 * Keeps connections open from alert to alert. While Lambda does not run a function, the other side may close them, and
 * nobody could know whether what is sent on one has arrived: after a pause there are new ones.
 */
const createAgents = (now: () => number) => {
  const kept = new Map<string, { readonly agent: Agent; usedAt: number }>();
  return async (protocol: string) => {
    // With its first import, Node loads all of its HTTP clients, which takes a tenth of a cold start.
    const { Agent, request } = await (protocol === 'http:' ? import('node:http') : import('node:https'));
    const last = kept.get(protocol);
    const one =
      last !== undefined && now() - last.usedAt < keptOpenMs
        ? last
        : { agent: new Agent({ keepAlive: true, timeout: keptOpenMs }), usedAt: 0 };
    one.usedAt = now();
    kept.set(protocol, one);
    return { agent: one.agent, request };
  };
};

const keptOpenMs = 4_000;

/** Slack's answers are the longest, and repeat the message. What never ends must not fill the memory. */
const maxAnswerBytes = 2 ** 20;

/** A response with a body must not have these (Fetch Standard, "null body status"). */
const hasNoBody: ReadonlySet<number> = new Set([204, 205, 304]);

const headersOf = (headers: Readonly<Record<string, string | string[] | undefined>>): [string, string][] =>
  Object.entries(headers).flatMap(([name, value = []]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  );

/** Leaves out what is private. If there is nothing else, there is no way to the host. */
const publicOnly =
  (lookup: typeof lookupAll): LookupFunction =>
  (hostname, options, callback) =>
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, '');
      const addresses = found.filter(({ address }) => isPublicAddress(address));
      const [first] = addresses;
      if (first === undefined) return callback(privateAddress(), '');
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });

/** Does not say which: the URL is a secret. */
const privateAddress = (): Error =>
  Object.assign(new Error('the host has no address on the internet'), { code: 'ERR_PRIVATE_ADDRESS' });
