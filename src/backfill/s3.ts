import { createAwsClients } from '../aws/clients.ts';
import { explained } from '../aws/problem.ts';
import { listFolders, listObjects } from '../aws/s3-list.ts';
import { getObject } from '../aws/s3-object.ts';
import { TattletailError } from '../errors.ts';
import type { Listing } from './manifest.ts';
import type { Place } from './place.ts';

/** The objects of a bucket, with the caller's credentials. */
export const listingOf = (bucket: string): Listing => {
  const { s3 } = createAwsClients();
  const explain = cannotBe('listed', bucket, 's3:ListBucket');
  return {
    listFolders: async (prefix) => {
      try {
        return await listFolders(await s3(), { bucket, prefix });
      } catch (error) {
        throw explain(prefix, error);
      }
    },
    listObjects: async function* (prefix) {
      try {
        yield* listObjects(await s3(), { bucket, prefix });
      } catch (error) {
        throw explain(prefix, error);
      }
    },
  };
};

/** The texts of the completion reports at a place: an object, or every .csv below a prefix that ends with a slash. */
export const reportsAt = async function* ({ bucket, prefix }: Place): AsyncGenerator<string> {
  const keys: string[] = [];
  if (prefix !== '' && !prefix.endsWith('/')) keys.push(prefix);
  else
    for await (const objects of listingOf(bucket).listObjects(prefix))
      keys.push(...objects.map(({ key }) => key).filter((key) => /\/results\/[^/]+\.csv$/.test(key)));
  const { s3 } = createAwsClients();
  for (const key of keys) {
    try {
      const { bytes } = await getObject(
        await s3(),
        { bucket, key },
        { maxBytes: maxReport, signal: new AbortController().signal },
      );
      yield new TextDecoder().decode(bytes);
    } catch (error) {
      throw cannotBe('read', bucket, 's3:GetObject')(key, error);
    }
  }
};

const maxReport = 2 ** 29 - 1;

const cannotBe = (done: string, bucket: string, permission: string) => (key: string, error: unknown) =>
  new TattletailError(`s3://${bucket}/${key}: cannot be ${done}: ${explained(error, permission)}`, {
    cause: error,
  });
