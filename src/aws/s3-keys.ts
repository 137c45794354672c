import type { S3Client } from '@aws-sdk/client-s3';
import { listObjects, type S3Prefix } from './s3-list.ts';

/** The keys below a prefix, in the order of their UTF-8 bytes. Throws the SDK's errors, and RangeError for very many. */
export const listKeys = async (
  s3: S3Client,
  at: S3Prefix,
  signal: AbortSignal,
): Promise<readonly string[]> => {
  const keys: string[] = [];
  for await (const objects of listObjects(s3, at, { signal })) {
    keys.push(...objects.map(({ key }) => key));
    if (keys.length > maxKeys) throw new RangeError(`more than ${maxKeys} objects begin with ${at.prefix}`);
  }
  return keys;
};

const maxKeys = 10_000;
