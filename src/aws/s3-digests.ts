import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { messageOf, TattletailError } from '../errors.ts';
import type { DigestStore } from '../trail/digests/store.ts';
import type { AwsClients } from './clients.ts';
import { uriOf } from './object-ref.ts';
import { s3LogObject } from './s3-log-file.ts';

/** The digests and log files of a bucket. Throws TattletailError, of an object that cannot be read LogFileError. */
export const s3DigestStore = (s3: AwsClients['s3'], bucket: string): DigestStore => {
  const list = async (Prefix: string, Delimiter: string | undefined, signal: AbortSignal) => {
    const [keys, folders]: [string[], string[]] = [[], []];
    let token: string | undefined;
    do {
      const command = new ListObjectsV2Command({
        ...{ Bucket: bucket, Prefix, Delimiter, ContinuationToken: token },
      });
      const page = await (await s3()).send(command, { abortSignal: signal }).catch((error: unknown) => {
        const what = `s3://${bucket}/${Prefix} cannot be listed, which needs s3:ListBucket`;
        throw new TattletailError(`${what}: ${messageOf(error)}`, { cause: error });
      });
      // To the SDK any page with status 200 is an answer, even a proxy's. S3's always has a count.
      if (page.KeyCount === undefined) throw new Error('the answer is not from S3');
      keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
      folders.push(...(page.CommonPrefixes ?? []).flatMap((common) => common.Prefix ?? []));
      token = page.NextContinuationToken;
    } while (token !== undefined);
    return { keys, folders };
  };
  return {
    folders: async (path, signal) => (await list(path, '/', signal)).folders,
    list: async (prefix, signal) => (await list(prefix, undefined, signal)).keys,
    read: (place, signal) => s3LogObject(place, s3, signal),
    placeOf: (key) => ({ bucket, key }),
    isAt: (place, key) => place.bucket === bucket && place.key === key,
    uriOf,
  };
};
