import type { Answer } from '../answer.ts';
import { escapeXml } from '../loopback.ts';
import type { Bucket, S3Object } from './bucket.ts';
import { s3Error } from './errors.ts';

/** ListObjectsV2. S3 may give fewer keys than asked for, never more: `pageSize` makes it do so. */
export const listObjects = (bucket: Bucket, query: URLSearchParams, pageSize: number): Answer => {
  if (bucket.denyListing) return s3Error('AccessDenied');
  const asked = query.get('max-keys') ?? '1000';
  if (!/^\d{1,9}$/.test(asked))
    return s3Error('InvalidArgument', 'Provided max-keys not an integer or within integer range');
  const token = query.get('continuation-token');
  const resumed = token === null ? (query.get('start-after') ?? '') : keyOf(token);
  if (resumed === undefined)
    return s3Error('InvalidArgument', 'The continuation token provided is incorrect');

  const prefix = query.get('prefix') ?? '';
  const entries = entriesOf(bucket.objects(), prefix, query.get('delimiter') ?? '').filter(({ last }) =>
    isAfter(last, resumed),
  );
  const size = Math.min(Number(asked), pageSize, 1000);
  const page = entries.slice(0, size);
  const next = entries.length > size ? page.at(-1)?.last : undefined;
  return {
    status: 200,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${[
      element('Name', bucket.name),
      element('Prefix', prefix),
      element('KeyCount', String(page.length)),
      element('MaxKeys', asked),
      element('IsTruncated', String(next !== undefined)),
      next === undefined ? '' : element('NextContinuationToken', tokenFor(next)),
      ...page.map(({ xml }) => xml),
    ].join('')}</ListBucketResult>`,
  };
};

interface Entry {
  readonly xml: string;
  /** The last key that this entry stands for: the next page begins after it. */
  readonly last: string;
}

const entriesOf = (objects: readonly S3Object[], prefix: string, delimiter: string): readonly Entry[] => {
  const entries = new Map<string, Entry>();
  for (const object of objects) {
    if (!object.key.startsWith(prefix)) continue;
    const end = delimiter === '' ? -1 : object.key.indexOf(delimiter, prefix.length);
    const folder = end < 0 ? undefined : object.key.slice(0, end + delimiter.length);
    const xml =
      folder === undefined
        ? contents(object)
        : `<CommonPrefixes>${element('Prefix', folder)}</CommonPrefixes>`;
    entries.set(folder === undefined ? `key ${object.key}` : `folder ${folder}`, { xml, last: object.key });
  }
  return [...entries.values()];
};

const contents = ({ key, etag, body, lastModified }: S3Object): string =>
  `<Contents>${element('Key', key)}${element('LastModified', lastModified.toISOString())}${element('ETag', etag)}${element('Size', String(body.length))}<StorageClass>STANDARD</StorageClass></Contents>`;

const element = (name: string, text: string): string => `<${name}>${escapeXml(text)}</${name}>`;

const isAfter = (key: string, other: string): boolean =>
  Buffer.compare(Buffer.from(key), Buffer.from(other)) > 0;

const tokenFor = (key: string): string => Buffer.from(`after ${key}`).toString('base64');

const keyOf = (token: string): string | undefined => {
  const text = Buffer.from(token, 'base64').toString();
  return text.startsWith('after ') ? text.slice('after '.length) : undefined;
};
