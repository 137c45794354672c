import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { TattletailError } from '../errors.ts';
import { httpStatusOf } from './http-status.ts';
import { type ObjectRef, uriOf } from './object-ref.ts';
import { explained } from './problem.ts';

/**
 * Writes a gzipped log file, with the headers that CloudTrail's have, and replaces nothing: whatever has this key is
 * taken for an earlier attempt of ours. Throws TattletailError.
 */
export const putLogFile = async (s3: S3Client, ref: ObjectRef, bytes: Uint8Array): Promise<void> => {
  const command = new PutObjectCommand({
    Bucket: ref.bucket,
    Key: ref.key,
    Body: bytes,
    ContentType: 'application/json',
    ContentEncoding: 'gzip',
    IfNoneMatch: '*',
  });
  try {
    await s3.send(command);
  } catch (error) {
    if (httpStatusOf(error) !== 412)
      throw new TattletailError(`${uriOf(ref)} cannot be written: ${reasonFor(ref, error)}`, {
        cause: error,
      });
  }
};

const reasonFor = ({ bucket, key }: ObjectRef, error: unknown): string => {
  const folder = key.slice(0, key.indexOf('/CloudTrail/') + 1);
  return explained(
    error,
    `s3:PutObject on arn:aws:s3:::${bucket}/${folder}*, which the bucket's policy may deny too, and kms:GenerateDataKey if the bucket encrypts with a KMS key`,
  );
};
