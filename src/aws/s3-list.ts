import { ListObjectsV2Command, type ListObjectsV2CommandOutput, type S3Client } from '@aws-sdk/client-s3';

export interface S3Prefix {
  readonly bucket: string;
  readonly prefix: string;
}

export interface ListedObject {
  readonly key: string;
  /** In bytes. */
  readonly size: number;
}

interface ListOptions {
  /** `/`: what is further below is only a folder. */
  readonly delimiter?: '/';
  readonly signal?: AbortSignal;
}

/** What is directly below a prefix, which ends each with a slash. Throws the SDK's errors. */
export const listFolders = async (
  s3: S3Client,
  at: S3Prefix,
  options: Pick<ListOptions, 'signal'> = {},
): Promise<readonly string[]> => {
  const folders: string[] = [];
  for await (const { CommonPrefixes = [] } of pagesOf(s3, at, { ...options, delimiter: '/' }))
    folders.push(...CommonPrefixes.flatMap(({ Prefix }) => Prefix ?? []));
  return folders;
};

/** Every object below a prefix, in pages of up to 1,000, in the order of the UTF-8 bytes. Throws the SDK's errors. */
export const listObjects = async function* (
  s3: S3Client,
  at: S3Prefix,
  options: Pick<ListOptions, 'signal'> = {},
): AsyncGenerator<readonly ListedObject[]> {
  for await (const { Contents = [] } of pagesOf(s3, at, options))
    yield Contents.flatMap(({ Key, Size }) => (Key === undefined ? [] : { key: Key, size: Size ?? 0 }));
};

const pagesOf = async function* (
  s3: S3Client,
  { bucket, prefix }: S3Prefix,
  { delimiter, signal }: ListOptions,
): AsyncGenerator<ListObjectsV2CommandOutput> {
  let token: string | undefined;
  do {
    const page = await s3.send(
      new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: prefix,
        Delimiter: delimiter,
        ContinuationToken: token,
      }),
      { ...(signal && { abortSignal: signal }) },
    );
    // To the SDK any page with status 200 is an answer, even a proxy's. S3's always has a count.
    if (page.KeyCount === undefined) throw new Error('the answer is not from S3');
    yield page;
    token = page.NextContinuationToken;
  } while (token !== undefined);
};
