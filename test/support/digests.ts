import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Place } from '../../src/trail/digests/digest.ts';
import type { PublicKey } from '../../src/trail/digests/public-keys.ts';
import type { DigestStore, StoredObject } from '../../src/trail/digests/store.ts';
import { aRecord } from './builders.ts';

export interface SigningKey {
  readonly fingerprint: string;
  readonly sign: (text: string) => string;
  /** As CloudTrail lists it. */
  readonly listed: PublicKey;
}

/** A key of CloudTrail's: in PKCS #1, and with the MD5 of that as its fingerprint. */
export const aSigningKey = ({
  from = '2026-01-01T00:00:00Z',
  until = '2027-01-01T00:00:00Z',
} = {}): SigningKey => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const der = publicKey.export({ type: 'pkcs1', format: 'der' });
  const fingerprint = createHash('md5').update(der).digest('hex');
  return {
    fingerprint,
    sign: (text) => sign('RSA-SHA256', Buffer.from(text), privateKey).toString('hex'),
    listed: {
      fingerprint,
      value: der.toString('base64'),
      from: Date.parse(from),
      until: Date.parse(until),
    },
  };
};

export type Objects = Map<string, StoredObject>;

export interface TrailOptions {
  readonly key: SigningKey;
  readonly bucket?: string;
  /** `[prefix/]AWSLogs/[o-…/]` */
  readonly root?: string;
  readonly account?: string;
  readonly region?: string;
  readonly trail?: string;
  /** When the first hour begins. */
  readonly start?: string;
  /** How many log files each hour has. */
  readonly hours: readonly number[];
  /** Whether the digests come late, and when. */
  readonly backfilledAt?: string;
}

export interface WrittenTrail {
  /** By key, as in the bucket. */
  readonly objects: Objects;
  readonly digests: readonly string[];
  /** Those of each hour. */
  readonly logFiles: readonly (readonly string[])[];
}

/** What CloudTrail writes in some hours: log files, and a signed chain of digests. */
export const aDigestedTrail = ({
  key,
  bucket = 'my-trail',
  root = 'AWSLogs/',
  account = '111122223333',
  region = 'us-east-1',
  trail = 'main_trail',
  start = '2026-11-20T08:00:01Z',
  hours,
  backfilledAt,
}: TrailOptions): WrittenTrail => {
  const objects: Objects = new Map();
  const digests: string[] = [];
  const logFiles: string[][] = [];
  let previous: (Place & { readonly hash: string; readonly signature: string }) | undefined;
  for (const [hour, count] of hours.entries()) {
    const begin = Date.parse(start) + hour * hourMs;
    const listed = Array.from({ length: count }, (_, index) => {
      const time = new Date(begin + (20 + 5 * index) * 60_000);
      const name = `${root}${account}/CloudTrail/${region}/${day(time)}/${account}_CloudTrail_${region}_${stamp(time).slice(0, 13)}Z_${String(hour).padStart(8, '0')}${String(index).padStart(8, '0')}.json.gz`;
      const content = JSON.stringify({
        Records: [aRecord({ eventID: `${account} ${region} ${hour} ${index}` })],
      });
      objects.set(name, { bytes: gzipSync(content), metadata: {} });
      return {
        s3Bucket: bucket,
        s3Object: name,
        hashValue: hashOf(content),
        hashAlgorithm: 'SHA-256',
        newestEventTime: null,
        oldestEventTime: null,
      };
    });
    const end = new Date(begin + hourMs);
    const suffix = backfilledAt === undefined ? '' : '_backfill';
    const digestKey = `${root}${account}/CloudTrail-Digest/${region}/${day(end)}/${account}_CloudTrail-Digest_${region}_${trail}_us-east-1_${stamp(end)}${suffix}.json.gz`;
    const digest = {
      awsAccountId: account,
      digestStartTime: iso(new Date(begin)),
      digestEndTime: iso(end),
      digestS3Bucket: bucket,
      digestS3Object: digestKey,
      digestPublicKeyFingerprint: key.fingerprint,
      digestSignatureAlgorithm: 'SHA256withRSA',
      newestEventTime: null,
      oldestEventTime: null,
      previousDigestS3Bucket: previous?.bucket ?? null,
      previousDigestS3Object: previous?.key ?? null,
      previousDigestHashValue: previous?.hash ?? null,
      previousDigestHashAlgorithm: previous === undefined ? null : 'SHA-256',
      previousDigestSignature: previous?.signature ?? null,
      logFiles: listed,
    };
    const content = JSON.stringify(digest);
    const hash = hashOf(content);
    const signature = key.sign(
      [iso(end), `${bucket}/${digestKey}`, hash, previous?.signature ?? 'null'].join('\n'),
    );
    const late = backfilledAt === undefined ? {} : { 'backfill-generation-timestamp': backfilledAt };
    const metadata = { signature, 'signature-algorithm': 'SHA256withRSA', ...late };
    objects.set(digestKey, { bytes: gzipSync(content), metadata });
    digests.push(digestKey);
    logFiles.push(listed.map(({ s3Object }) => s3Object));
    previous = { bucket, key: digestKey, hash, signature };
  }
  return { objects, digests, logFiles };
};

const hourMs = 60 * 60 * 1000;

const hashOf = (content: string): string => createHash('sha256').update(content).digest('hex');

const iso = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`;

const stamp = (time: Date): string => iso(time).replace(/[-:]/g, '');

const day = (time: Date): string => time.toISOString().slice(0, 10).replaceAll('-', '/');

/** A bucket in memory. */
export const storeOf = (objects: Objects, bucket = 'my-trail'): DigestStore => {
  const keysBelow = (prefix: string): readonly string[] =>
    [...objects.keys()].filter((key) => key.startsWith(prefix)).toSorted();
  return {
    folders: async (path) => [
      ...new Set(
        keysBelow(path)
          .filter((key) => key.includes('/', path.length))
          .map((key) => key.slice(0, key.indexOf('/', path.length) + 1)),
      ),
    ],
    list: async (prefix) => keysBelow(prefix),
    read: async (place) => (place.bucket === bucket ? objects.get(place.key) : undefined),
    placeOf: (key) => ({ bucket, key }),
    isAt: (place, key) => place.bucket === bucket && place.key === key,
    uriOf: (place) => `s3://${place.bucket}/${place.key}`,
  };
};

/** The same objects, as files have them. */
export const withoutMetadata = (objects: Objects): Objects =>
  new Map([...objects].map(([key, { bytes }]) => [key, { bytes, metadata: undefined }]));
