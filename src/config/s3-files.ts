import type { AwsClients } from '../aws/clients.ts';
import { httpStatusOf } from '../aws/http-status.ts';
import { type ObjectRef, uriOf } from '../aws/object-ref.ts';
import { listKeys } from '../aws/s3-keys.ts';
import { getObject } from '../aws/s3-object.ts';
import type { ConfigFile } from './load.ts';
import { matchesPath, prefixOf } from './locations.ts';
import { maxConfigBytes, textIn } from './text.ts';
import { unreadable } from './unreadable.ts';

export type S3File = ConfigFile & { readonly etag: string };

/** An object, or 'unchanged' if it still has this ETag. Throws ConfigError. */
export const readS3File = async (
  s3: AwsClients['s3'],
  ref: ObjectRef,
  etag: string | undefined,
  signal: AbortSignal,
): Promise<S3File | 'unchanged'> => {
  const uri = uriOf(ref);
  try {
    const object = await getObject(await s3(), ref, { maxBytes: maxConfigBytes, ifNoneMatch: etag, signal });
    return { uri, text: textIn(uri, object.bytes), etag: object.etag };
  } catch (error) {
    if (httpStatusOf(error) === 304) return 'unchanged';
    throw unreadable(uri, error);
  }
};

/** The URIs of the objects whose keys match a pattern. Throws ConfigError. */
export const listS3Files = async (
  s3: AwsClients['s3'],
  { bucket, key: pattern }: ObjectRef,
  signal: AbortSignal,
): Promise<readonly string[]> => {
  try {
    const keys = await listKeys(await s3(), { bucket, prefix: prefixOf(pattern) }, signal);
    return keys.filter(matchesPath(pattern)).map((key) => uriOf({ bucket, key }));
  } catch (error) {
    throw unreadable(uriOf({ bucket, key: pattern }), error, ' (a * needs s3:ListBucket)');
  }
};
