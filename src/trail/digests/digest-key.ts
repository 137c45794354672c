/**
 * What the key of a digest says (CloudTrail User Guide, "CloudTrail digest file structure"). Digests with the suffix
 * `_backfill` list what was delivered too late for the digest of its hour, and are a chain of their own.
 */
export interface DigestKey {
  readonly key: string;
  /** What begins the keys of the account: `[prefix/]AWSLogs/[o-ORGANIZATION/]ACCOUNT/`. */
  readonly base: string;
  readonly account: string;
  /** Where the digest was signed, with a key of this region alone. */
  readonly region: string;
  readonly trail: string;
  /** When the hour ended that it lists. In milliseconds. */
  readonly end: number;
  readonly isBackfill: boolean;
  /** The same for all digests of a chain. */
  readonly chain: string;
}

/** Undefined unless it is the key of a digest. */
export const digestKey = (key: string): DigestKey | undefined => {
  const [, base, account, region, name, trail, time, backfill = ''] = pattern.exec(key) ?? [];
  if (base === undefined || account === undefined || region === undefined) return undefined;
  if (name === undefined || trail === undefined || time === undefined) return undefined;
  const isBackfill = backfill !== '';
  const end = Date.parse(time.replace(/(....)(..)(..)T(..)(..)(..)Z/, '$1-$2-$3T$4:$5:$6Z'));
  if (Number.isNaN(end)) return undefined;
  return { key, base, account, region, trail, end, isBackfill, chain: `${base}${region} ${name}${backfill}` };
};

const pattern =
  /^((?:.*\/)?AWSLogs\/(?:o-[a-z0-9]{10,32}\/)?(\d+)\/)CloudTrail-Digest\/([a-z0-9-]+)\/\d{4}\/\d\d\/\d\d\/(\d+_CloudTrail-Digest_[a-z0-9-]+_(.+)_[a-z0-9-]+)_(\d{8}T\d{6}Z)(_backfill)?\.json\.gz$/;
