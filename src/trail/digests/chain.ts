import { type CheckedDigest, checkDigest } from './check-digest.ts';
import type { Digest, Place } from './digest.ts';
import { type DigestKey, digestKey } from './digest-key.ts';
import { checkLogFile } from './log-files.ts';
import type { PublicKey } from './public-keys.ts';
import type { DigestStore } from './store.ts';
import type { DigestVerdict, LogFileVerdict, Verdict } from './verdict.ts';

interface ChainOptions {
  readonly store: DigestStore;
  readonly keys: readonly PublicKey[];
  /** What ended before is not asked for. In milliseconds. */
  readonly since: number;
  readonly signal: AbortSignal;
  /** Takes each digest whose list of log files may be believed. */
  readonly note: (digest: Digest) => void;
}

/**
 * Verifies the digests of a chain, and the log files that they list. Begins with the newest: each digest says what the one
 * before it must be.
 */
export const verifyChain = async function* (
  chain: readonly DigestKey[],
  options: ChainOptions,
): AsyncGenerator<Verdict> {
  const { store, keys, since, signal, note } = options;
  let follower: CheckedDigest = { status: 'missing' };
  for (const key of chain.toSorted((a, b) => b.end - a.end)) {
    const place = store.placeOf(key.key);
    const uri = store.uriOf(place);
    const previous = follower.digest?.previous;
    const isTrusted = isBelieved(follower);
    const isNamed = previous != null && store.isAt(previous.place, key.key);
    if (isTrusted && previous === null) yield gapBefore(follower, key, store);
    const isThere = chain.some((other) => previous != null && store.isAt(previous.place, other.key));
    if (isTrusted && previous != null && !isThere) yield missing(previous.place, store);
    const stored = await store.read(place, signal);
    if (stored === undefined) {
      yield missing(place, store);
      follower = { status: 'missing' };
      continue;
    }
    const link = isNamed ? { previous, isTrusted } : undefined;
    const checked = checkDigest(key, stored, { link, keys, isAt: store.isAt });
    const { digest, status, detail } =
      isTrusted && isThere && !isNamed && checked.status === 'valid' ? notInChain(checked) : checked;
    yield { kind: 'digest', uri, status, ...(detail !== undefined && { detail }) };
    if (digest !== undefined && isBelieved({ digest, status })) {
      note(digest);
      for await (const { place: _, ...verdict } of verifyLogFiles(digest, uri, status === 'valid', options))
        yield verdict;
    } else if (digest !== undefined) yield* notVerified(digest, uri, store);
    follower = { status, ...(digest !== undefined && { digest }) };
  }
  const oldest = follower.digest?.previous;
  if (oldest != null && isBelieved(follower) && (digestKey(oldest.place.key)?.end ?? 0) > since)
    yield missing(oldest.place, store);
};

const isBelieved = ({ status }: CheckedDigest): boolean => status === 'valid' || status === 'unverified';

const notInChain = ({ digest }: CheckedDigest): CheckedDigest => ({
  ...(digest !== undefined && { digest }),
  status: 'chain broken',
  detail: 'the digest that follows names another one before it',
});

const missing = (place: Place, store: DigestStore): DigestVerdict => ({
  kind: 'digest',
  uri: store.uriOf(place),
  status: 'missing',
});

/**
 * A chain begins again after validation, or the trail, was switched off (CloudTrail User Guide, "CloudTrail digest file
 * structure"). No digest lists what was delivered meanwhile.
 */
const gapBefore = ({ digest }: CheckedDigest, { end }: DigestKey, store: DigestStore): DigestVerdict => ({
  kind: 'digest',
  uri: digest === undefined ? '' : store.uriOf(digest.place),
  status: 'gap',
  detail: `the chain begins again here: no digest lists what was delivered from ${new Date(end).toISOString()} to ${digest?.start}`,
});

/** So many log files are read at once. */
const concurrency = 16;

/** The verdict on each log file that a digest lists, with its place. */
export const verifyLogFiles = async function* (
  { logFiles }: Digest,
  digest: string,
  isVerified: boolean,
  { store, signal }: Pick<ChainOptions, 'store' | 'signal'>,
): AsyncGenerator<LogFileVerdict & { readonly place: Place }> {
  for (let at = 0; at < logFiles.length; at += concurrency) {
    yield* await Promise.all(
      logFiles
        .slice(at, at + concurrency)
        .map(async (listed): Promise<LogFileVerdict & { readonly place: Place }> => {
          const found = await store.read(listed.place, signal);
          const checked = await checkLogFile(listed, found?.bytes);
          const status = checked.status === 'valid' && !isVerified ? 'unverified' : checked.status;
          const { place } = listed;
          return { kind: 'log file', uri: store.uriOf(place), place, digest, ...checked, status };
        }),
    );
  }
};

const notVerified = function* (
  { logFiles }: Digest,
  digest: string,
  store: DigestStore,
): Generator<LogFileVerdict> {
  for (const { place, hash } of logFiles)
    yield { kind: 'log file', uri: store.uriOf(place), status: 'unverified', digest, expected: hash };
};
