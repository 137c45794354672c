import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';

/** The keys below a prefix, in the order of their UTF-8 bytes. Throws the SDK's errors, and RangeError for very many. */
export const listKeys = async (
  s3: S3Client,
  { bucket, prefix }: { readonly bucket: string; readonly prefix: string },
  signal: AbortSignal,
): Promise<readonly string[]> => {
  const keys: string[] = [];
  let token: string | undefined;
  do {
    const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token });
    const page = await s3.send(command, { abortSignal: signal });
    // To the SDK any page with status 200 is an answer, even a proxy's. S3's always has a count.
    if (page.KeyCount === undefined) throw new Error('the answer is not from S3');
    keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
    token = page.NextContinuationToken;
    if (keys.length > maxKeys) throw new RangeError(`more than ${maxKeys} objects begin with ${prefix}`);
  } while (token !== undefined);
  return keys;
};

const maxKeys = 10_000;
