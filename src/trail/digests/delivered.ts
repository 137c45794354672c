import { dayFoldersIn } from '../log-file-key.ts';
import { verifyLogFiles } from './chain.ts';
import { checkDigest } from './check-digest.ts';
import type { Digest, Place } from './digest.ts';
import { type DigestKey, digestKey } from './digest-key.ts';
import type { PublicKey } from './public-keys.ts';
import type { DigestStore } from './store.ts';
import { unlistedAmong } from './unlisted.ts';
import type { DigestVerdict, Verdict } from './verdict.ts';

export interface DeliveredDigest {
  /** URI of the digest. */
  readonly uri: string;
  readonly verdicts: readonly Verdict[];
  /** Those that a valid digest lists, and that are there. */
  readonly logFiles: readonly Place[];
}

interface DeliveredOptions {
  readonly store: DigestStore;
  /** Those that CloudTrail signs with in a region since a time in milliseconds. */
  readonly publicKeys: (region: string, since: number) => Promise<readonly PublicKey[]>;
  readonly signal: AbortSignal;
  /** Takes why it is not known which log files no digest lists. */
  readonly warn: (message: string) => void;
}

/** Verifies a digest that has just been delivered: itself, the one before it, and the log files that it lists. */
export const verifyDelivered = async (
  key: DigestKey,
  options: DeliveredOptions,
): Promise<DeliveredDigest> => {
  const { store, publicKeys, signal } = options;
  const place = store.placeOf(key.key);
  const uri = store.uriOf(place);
  const stored = await store.read(place, signal);
  if (stored === undefined)
    return { uri, verdicts: [{ kind: 'digest', uri, status: 'missing' }], logFiles: [] };
  const keys = await publicKeys(key.region, key.end - dayMs);
  const { digest, status, detail } = checkDigest(key, stored, { link: undefined, keys, isAt: store.isAt });
  const verdicts: Verdict[] = [{ kind: 'digest', uri, status, ...(detail !== undefined && { detail }) }];
  if (digest === undefined || status !== 'valid') return { uri, verdicts, logFiles: [] };
  const before = await readPrevious(digest, uri, keys, options);
  if (before.verdict !== undefined) verdicts.push(before.verdict);
  const logFiles: Place[] = [];
  const checked = verifyLogFiles(digest, uri, true, options);
  for await (const { place: listed, ...verdict } of checked) {
    verdicts.push(verdict);
    if (verdict.status !== 'missing') logFiles.push(listed);
  }
  if (before.digest !== undefined && !key.isBackfill)
    verdicts.push(...(await unlistedBefore(key, [before.digest, digest], options)));
  return { uri, verdicts, logFiles };
};

const dayMs = 24 * 60 * 60 * 1000;

interface Previous {
  readonly digest?: Digest;
  readonly verdict?: DigestVerdict;
}

const readPrevious = async (
  { previous, start }: Digest,
  uri: string,
  keys: readonly PublicKey[],
  { store, signal }: DeliveredOptions,
): Promise<Previous> => {
  if (previous === null) {
    const detail = `a chain begins here: no digest lists what was delivered before ${start}`;
    return { verdict: { kind: 'digest', uri, status: 'gap', detail } };
  }
  const { place } = previous;
  const verdict = (found: Omit<DigestVerdict, 'kind' | 'uri'>): DigestVerdict => ({
    ...{ kind: 'digest', uri: store.uriOf(place) },
    ...found,
  });
  const [key, stored] = [digestKey(place.key), await store.read(place, signal)];
  if (stored === undefined || key === undefined) return { verdict: verdict({ status: 'missing' }) };
  const link = { previous, isTrusted: true };
  const { digest, status, detail } = checkDigest(key, stored, { link, keys, isAt: store.isAt });
  if (status === 'valid' && digest !== undefined) return { digest };
  return { verdict: verdict({ status, ...(detail !== undefined && { detail }) }) };
};

/** Of the hour before the digest's: what was delivered just before its end may be in a digest that is still to come. */
const unlistedBefore = async (
  { base, region }: DigestKey,
  digests: readonly [Digest, Digest],
  { store, signal, warn }: DeliveredOptions,
): Promise<readonly Verdict[]> => {
  const [{ start, end }] = digests;
  const listed = new Set(digests.flatMap(({ logFiles }) => logFiles.map(({ place }) => store.uriOf(place))));
  // Each digest so takes over where the last one stopped.
  const later = new Date(Date.parse(end) + 30 * 60_000).toISOString();
  const unlisted: Verdict[] = [];
  try {
    for (const day of dayFoldersIn(Date.parse(start), Date.parse(later))) {
      const keys = await store.list(`${base}CloudTrail/${region}/${day}`, signal);
      const isListed = (key: string): boolean => listed.has(store.uriOf(store.placeOf(key)));
      for (const key of unlistedAmong(keys, [{ start, end: later }], isListed))
        unlisted.push({ kind: 'log file', uri: store.uriOf(store.placeOf(key)), status: 'unlisted' });
    }
  } catch (error) {
    warn(`Log files that no digest lists are not looked for: ${error instanceof Error ? error.message : ''}`);
  }
  return unlisted;
};
