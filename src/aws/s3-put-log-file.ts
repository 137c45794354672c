import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { messageOf, TattletailError } from '../errors.ts';
import { bucketRegionIn } from './bucket-region.ts';
import { httpStatusOf } from './http-status.ts';
import { type ObjectRef, uriOf } from './object-ref.ts';

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
  const message = `${error instanceof Error ? error.name : 'Error'}: ${messageOf(error)}`;
  const region = bucketRegionIn(error);
  if (region !== undefined) return `the bucket is in ${region}: set AWS_REGION=${region}`;
  if (httpStatusOf(error) !== 403) return message;
  const folder = key.slice(0, key.indexOf('/CloudTrail/') + 1);
  return `${message}\nIt needs s3:PutObject on arn:aws:s3:::${bucket}/${folder}*, which the bucket's policy may deny too, and kms:GenerateDataKey if the bucket encrypts with a KMS key`;
};
