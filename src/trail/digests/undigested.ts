import { dayFoldersIn, originOfLogFile } from '../log-file-key.ts';
import type { DigestKey } from './digest-key.ts';
import { foldersOfRegions, type Range } from './find.ts';
import type { DigestStore } from './store.ts';
import type { DigestVerdict } from './verdict.ts';

interface UndigestedOptions {
  readonly store: DigestStore;
  readonly range: Range;
  /** By when digests must have come. In milliseconds. */
  readonly expectedUntil: number;
  readonly signal: AbortSignal;
}

/**
 * The accounts and regions that have log files in a range, and no digest at all: whoever removes all of them leaves none
 * that would name another.
 */
export const withoutDigests = async function* (
  chains: readonly (readonly DigestKey[])[],
  { store, range, expectedUntil, signal }: UndigestedOptions,
): AsyncGenerator<DigestVerdict> {
  const known = new Set(chains.map(([first]) => `${first?.base}CloudTrail/${first?.region}/`));
  // A canary is named otherwise.
  const isExpected = (key: string): boolean => {
    const { time } = originOfLogFile(key) ?? {};
    return time !== undefined && time >= range.since && time < Math.min(range.until, expectedUntil);
  };
  for (const folder of await foldersOfRegions(store, range, 'CloudTrail', signal)) {
    if (known.has(folder)) continue;
    let count = 0;
    for (const day of dayFoldersIn(range.since, range.until))
      count += (await store.list(`${folder}${day}`, signal)).filter(isExpected).length;
    if (count === 0) continue;
    const detail = `no digest lists what was delivered here: ${count} log files from ${iso(range.since)} to ${iso(range.until)}`;
    yield { kind: 'digest', uri: store.uriOf(store.placeOf(folder)), status: 'gap', detail };
  }
};

const iso = (time: number): string => new Date(time).toISOString();
