import { createHash } from 'node:crypto';
import * as z from 'zod';
import { inflated } from '../../gzip.ts';

/** Where an object is. */
export interface Place {
  readonly bucket: string;
  readonly key: string;
}

/** A CloudTrail digest (CloudTrail User Guide, "CloudTrail digest file structure"). */
export interface Digest {
  readonly account: string;
  /** The hour in which the log files were delivered, as the digest writes it: the end is signed. */
  readonly start: string;
  readonly end: string;
  /** Where CloudTrail put it. */
  readonly place: Place;
  readonly fingerprint: string;
  readonly algorithm: string;
  /** Null in the first digest after validation was switched on. */
  readonly previous: PreviousDigest | null;
  /** Empty if nothing was delivered in the hour. */
  readonly logFiles: readonly ListedLogFile[];
  /** SHA-256 of its uncompressed content, in hex. */
  readonly hash: string;
}

export interface PreviousDigest {
  readonly place: Place;
  readonly hash: string;
  /** In hex. */
  readonly signature: string;
}

export interface ListedLogFile {
  readonly place: Place;
  /** SHA-256 of its uncompressed content, in hex. */
  readonly hash: string;
}

/** Undefined if the bytes are no digest, or cannot be read to their end. */
export const readDigest = (bytes: Uint8Array): Digest | undefined => {
  try {
    const content = inflated(bytes, maxDigestBytes);
    const json: unknown = JSON.parse(Buffer.from(content).toString());
    const previous = z.union([previousSchema, noPreviousSchema]).parse(json);
    return { ...digestSchema.parse(json), previous, hash: sha256(content) };
  } catch {
    return undefined;
  }
};

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Some 300,000 log files in an hour. */
const maxDigestBytes = 128 * 1024 * 1024;

const hashAlgorithm = z.literal('SHA-256');

const previousSchema = z
  .object({
    previousDigestS3Bucket: z.string(),
    previousDigestS3Object: z.string(),
    previousDigestHashValue: z.string(),
    previousDigestHashAlgorithm: hashAlgorithm,
    previousDigestSignature: z.string(),
  })
  .transform(
    (digest): PreviousDigest => ({
      place: { bucket: digest.previousDigestS3Bucket, key: digest.previousDigestS3Object },
      hash: digest.previousDigestHashValue.toLowerCase(),
      signature: digest.previousDigestSignature,
    }),
  );

const noPreviousSchema = z
  .object({
    previousDigestS3Bucket: z.null(),
    previousDigestS3Object: z.null(),
    previousDigestHashValue: z.null(),
    previousDigestSignature: z.null(),
  })
  .transform(() => null);

const logFileSchema = z
  .object({ s3Bucket: z.string(), s3Object: z.string(), hashValue: z.string(), hashAlgorithm })
  .transform(
    ({ s3Bucket, s3Object, hashValue }): ListedLogFile => ({
      place: { bucket: s3Bucket, key: s3Object },
      hash: hashValue.toLowerCase(),
    }),
  );

const digestSchema = z
  .object({
    awsAccountId: z.string(),
    digestStartTime: z.iso.datetime(),
    digestEndTime: z.iso.datetime(),
    digestS3Bucket: z.string(),
    digestS3Object: z.string(),
    digestPublicKeyFingerprint: z.string(),
    digestSignatureAlgorithm: z.string(),
    logFiles: z.array(logFileSchema),
  })
  .transform((digest) => ({
    account: digest.awsAccountId,
    start: digest.digestStartTime,
    end: digest.digestEndTime,
    place: { bucket: digest.digestS3Bucket, key: digest.digestS3Object },
    fingerprint: digest.digestPublicKeyFingerprint.toLowerCase(),
    algorithm: digest.digestSignatureAlgorithm,
    logFiles: digest.logFiles,
  }));
