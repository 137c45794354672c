import { randomUUID } from 'node:crypto';
import type { Ledger } from '../delivery/ledger/ledger.ts';
import { isJsonObject, type JsonValue } from '../json.ts';
import { originOfLogFile } from '../trail/log-file-key.ts';

/** When the newest log file of each account and region was written, by `ACCOUNT/REGION`, in milliseconds since the epoch. */
export type NewestByOrigin = ReadonlyMap<string, number>;

/** What this process has seen of accounts and regions. */
export interface Seen {
  /** Notes the log files with these URIs. Whatever is not named as trails name log files does not count. */
  note(uris: readonly string[]): void;
  /** Writes what is new below `seen/DAY/`, unless it did so a short while ago. Throws LedgerError. */
  save(ledger: Ledger, signal: AbortSignal): Promise<void>;
}

/**
 * One object a process and day, however many accounts and regions there are: at most 21,600 requests a month for a
 * process that is always busy.
 */
export const createSeen = (now: () => number = Date.now, id: string = randomUUID()): Seen => {
  const newest = new Map<string, number>();
  let hasNews = false;
  let last: { readonly key: string; readonly version: string; readonly at: number } | undefined;

  return {
    note: (uris) => {
      for (const uri of uris) {
        const origin = originOfLogFile(uri.replace(/\?versionId=[^/]*$/, ''));
        if (origin === undefined || origin.time > now() + maxAheadMs) continue;
        const name = `${origin.account}/${origin.region}`;
        const isNews = origin.time > (newest.get(name) ?? 0);
        if (!isNews || !isOrigin.test(name) || (newest.size >= maxOrigins && !newest.has(name))) continue;
        newest.set(name, origin.time);
        hasNews = true;
      }
    },
    save: async (ledger, signal) => {
      const at = now();
      if (!hasNews || (last !== undefined && at - last.at < saveEveryMs)) return;
      const key = `${seenOn(at)}${id}`;
      const text = JSON.stringify(Object.fromEntries(newest));
      const version =
        last?.key === key
          ? await ledger.replace(key, text, last.version, signal)
          : await ledger.create(key, text, signal);
      hasNews = version === undefined;
      // The answer to our own write was lost: what is there now is written over next time.
      const there = version ?? (await ledger.read(key, signal))?.version;
      last = there === undefined ? undefined : { key, version: there, at };
    },
  };
};

const saveEveryMs = 120_000;

/** A log file that is named for the future would hide silence. */
const maxAheadMs = 3_600_000;

const isOrigin = /^\d{12}\/[a-z0-9-]{1,30}$/;

/** More than organizations have. Whoever may write to the bucket must not make what is remembered too large to be read. */
export const maxOrigins = 20_000;

/** What the keys of a day begin with. */
export const seenOn = (at: number): string => `seen/${new Date(at).toISOString().slice(0, 10)}/`;

/** Of all that processes saw, the newest. Numbers only: others may write to the bucket. */
export const newestOf = (texts: readonly string[]): NewestByOrigin => {
  const newest = new Map<string, number>();
  for (const text of texts)
    for (const [origin, time] of entriesIn(text))
      if (typeof time === 'number' && isOrigin.test(origin))
        newest.set(origin, Math.max(time, newest.get(origin) ?? 0));
  return newest;
};

const entriesIn = (text: string): readonly (readonly [string, JsonValue])[] => {
  try {
    const value: JsonValue = JSON.parse(text);
    return isJsonObject(value) ? Object.entries(value) : [];
  } catch {
    return [];
  }
};
