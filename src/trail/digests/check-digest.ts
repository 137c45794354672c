import type { Digest, PreviousDigest } from './digest.ts';
import { readDigest } from './digest.ts';
import type { DigestKey } from './digest-key.ts';
import type { PublicKey } from './public-keys.ts';
import { checkSignature } from './signature.ts';
import type { DigestStore, StoredObject } from './store.ts';
import type { DigestStatus } from './verdict.ts';

/** What the digest that follows says of a digest. */
export interface Link {
  readonly previous: PreviousDigest;
  /** Whether the digest that follows may be believed. */
  readonly isTrusted: boolean;
}

export interface CheckedDigest {
  /** Missing if it cannot be read, or is not where it should be. */
  readonly digest?: Digest;
  readonly status: DigestStatus;
  readonly detail?: string;
}

/** Checks a digest: that it is one, where it is, who signed it, and that the digest that follows means this one. */
export const checkDigest = (
  { key, isBackfill }: DigestKey,
  { bytes, metadata }: StoredObject,
  { link, keys, isAt }: { link: Link | undefined; keys: readonly PublicKey[]; isAt: DigestStore['isAt'] },
): CheckedDigest => {
  const digest = readDigest(bytes);
  if (digest === undefined) return { status: 'unreadable' };
  const { place } = digest;
  if (!isAt(place, key))
    return { status: 'moved', detail: `it was written to s3://${place.bucket}/${place.key}` };
  const signature = metadata?.signature ?? link?.previous.signature;
  if (signature === undefined) return { digest, status: metadata === undefined ? 'unverified' : 'unsigned' };
  const status = checkSignature(digest, signature, keys, isBackfill ? signedLate(metadata) : undefined);
  if (status !== 'valid') return { digest, status, detail: detailOf(status, digest) };
  if (
    link?.isTrusted === true &&
    (link.previous.hash !== digest.hash || link.previous.signature !== signature)
  )
    return {
      digest,
      status: 'chain broken',
      detail: 'the digest that follows has another hash or signature of it',
    };
  return { digest, status };
};

/** A backfill is signed long after the hour that it is about. */
const signedLate = (metadata: StoredObject['metadata']): number | undefined => {
  const time = Date.parse(metadata?.['backfill-generation-timestamp'] ?? '');
  return Number.isNaN(time) ? undefined : time;
};

const detailOf = (status: DigestStatus, { fingerprint, place, end }: Digest): string => {
  if (status === 'key unknown')
    return `CloudTrail has no public key ${fingerprint} in the region of ${place.key}`;
  if (status === 'key expired') return `the public key ${fingerprint} was not valid at ${end}`;
  return `the public key ${fingerprint} does not verify it`;
};
