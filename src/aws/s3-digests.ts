import { TattletailError } from '../errors.ts';
import type { DigestStore } from '../trail/digests/store.ts';
import type { AwsClients } from './clients.ts';
import { uriOf } from './object-ref.ts';
import { explained } from './problem.ts';
import { listFolders, listObjects } from './s3-list.ts';
import { s3LogObject } from './s3-log-file.ts';

/** The digests and log files of a bucket. Throws TattletailError, of an object that cannot be read LogFileError. */
export const s3DigestStore = (s3: AwsClients['s3'], bucket: string): DigestStore => ({
  folders: async (prefix, signal) => {
    const client = await s3();
    try {
      return await listFolders(client, { bucket, prefix }, { signal });
    } catch (error) {
      throw notListed(bucket, prefix, error);
    }
  },
  list: async (prefix, signal) => {
    const client = await s3();
    const keys: string[] = [];
    try {
      for await (const objects of listObjects(client, { bucket, prefix }, { signal }))
        keys.push(...objects.map(({ key }) => key));
    } catch (error) {
      throw notListed(bucket, prefix, error);
    }
    return keys;
  },
  read: (place, signal) => s3LogObject(place, s3, signal),
  placeOf: (key) => ({ bucket, key }),
  isAt: (place, key) => place.bucket === bucket && place.key === key,
  uriOf,
});

const notListed = (bucket: string, prefix: string, error: unknown): TattletailError =>
  new TattletailError(`s3://${bucket}/${prefix} cannot be listed: ${explained(error, 's3:ListBucket')}`, {
    cause: error,
  });
