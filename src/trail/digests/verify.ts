import { dayFoldersIn } from '../log-file-key.ts';
import { verifyChain } from './chain.ts';
import type { Digest } from './digest.ts';
import { type DigestKey, digestKey } from './digest-key.ts';
import type { Range } from './find.ts';
import type { PublicKey } from './public-keys.ts';
import type { DigestStore } from './store.ts';
import { marginMs, misnamedAmong, unlistedAmong } from './unlisted.ts';
import type { Verdict } from './verdict.ts';

export interface VerifyOptions {
  readonly store: DigestStore;
  /** Those that CloudTrail signs with in a region. */
  readonly publicKeys: (region: string) => Promise<readonly PublicKey[]>;
  readonly range: Pick<Range, 'since' | 'until'>;
  /** By when digests must have come. In milliseconds. */
  readonly expectedUntil: number;
  readonly signal: AbortSignal;
}

/** Verifies chains of digests, the log files that they list, and that no others lie among them. */
export const verifyDigests = async function* (
  chains: readonly (readonly DigestKey[])[],
  options: VerifyOptions,
): AsyncGenerator<Verdict> {
  const { store, publicKeys, range, signal } = options;
  const ofFolder = Map.groupBy(chains, ([first]) => `${first?.base}CloudTrail/${first?.region}/`);
  for (const [folder, chainsInFolder] of ofFolder) {
    const digests: Noted[] = [];
    const listed = new Set<string>();
    const note = ({ start, end, place, previous, logFiles }: Digest): void => {
      digests.push({ start, end, place, isFirst: previous === null });
      for (const { place } of logFiles) listed.add(store.uriOf(place));
    };
    for (const chain of chainsInFolder) {
      const keys = await publicKeys(chain[0]?.region ?? '');
      yield* endsEarly(chain, options);
      yield* verifyChain(chain, { store, keys, since: range.since, signal, note });
    }
    yield* beginsLate(digests, options);
    const isListed = (key: string): boolean => listed.has(store.uriOf(store.placeOf(key)));
    for (const day of dayFoldersIn(range.since, range.until)) {
      const keys = await store.list(`${folder}${day}`, signal);
      const unlisted = new Set([
        ...unlistedAmong(keys, digests, isListed),
        ...misnamedAmong(keys, day, isListed),
      ]);
      for (const key of unlisted)
        yield { kind: 'log file', uri: store.uriOf(store.placeOf(key)), status: 'unlisted' };
    }
  }
};

/** What is kept of a digest whose list of log files may be believed. */
type Noted = Pick<Digest, 'start' | 'end' | 'place'> & {
  /** Whether it names none before it, as after validation or the trail was switched on. */
  readonly isFirst: boolean;
};

/** A chain that begins again may hide that those before it were removed. */
const beginsLate = function* (
  digests: readonly Noted[],
  { store, range }: VerifyOptions,
): Generator<Verdict> {
  // A backfill lists only what came late.
  const [oldest] = digests
    .filter(({ place }) => digestKey(place.key)?.isBackfill !== true)
    .toSorted((a, b) => Date.parse(a.start) - Date.parse(b.start));
  if (oldest === undefined || !oldest.isFirst || Date.parse(oldest.start) - range.since < marginMs) return;
  const detail = `the chain begins here: no digest lists what was delivered from ${new Date(range.since).toISOString()} to ${oldest.start}`;
  yield { kind: 'digest', uri: store.uriOf(oldest.place), status: 'gap', detail };
};

/** Nothing follows the newest digests that would name them, so only the time says that they are gone. */
const endsEarly = function* (
  chain: readonly DigestKey[],
  { store, expectedUntil }: VerifyOptions,
): Generator<Verdict> {
  const [newest] = chain.toSorted((a, b) => b.end - a.end);
  if (newest === undefined || newest.isBackfill || newest.end >= expectedUntil) return;
  const [end, expected] = [newest.end, expectedUntil].map((time) => new Date(time).toISOString());
  const detail = `it is the last one: no digest lists what was delivered from ${end} to ${expected}`;
  yield { kind: 'digest', uri: store.uriOf(store.placeOf(newest.key)), status: 'gap', detail };
};
