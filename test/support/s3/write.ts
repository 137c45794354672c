import type { Answer } from '../answer.ts';
import type { Request } from '../loopback.ts';
import { isDeleteMarker } from './bucket.ts';
import { s3Error } from './errors.ts';
import { matches, type ObjectTarget } from './read.ts';
import { readUpload } from './upload.ts';

/** Something that a client wrote or deleted. */
export interface S3Write {
  readonly kind: 'put' | 'delete';
  readonly at: number;
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string;
  /** Missing for a deletion. */
  readonly etag?: string;
  /** The condition that held, as `If-None-Match: *` or `If-Match: …`. */
  readonly condition?: string;
}

type LogWrite = (write: S3Write) => void;

export const putObject = (target: ObjectTarget, request: Request, logWrite: LogWrite): Answer => {
  const { bucket, key } = target;
  const refused = target.versionId === undefined ? metadataRefusal(request) : s3Error('InvalidArgument');
  if (refused !== undefined) return refused;
  const upload = readUpload(request);
  if (upload.kind === 'refused') return upload.answer;
  const conditional = putRefusal(target, request);
  if (conditional !== undefined) return conditional;

  const { body, crc32 } = upload;
  const object = bucket.put(
    key,
    {
      body,
      headers: contentHeaders(request),
      metadata: metadataOf(request),
      ...(crc32 !== undefined && { crc32 }),
    },
    request.at,
  );
  const { etag, versionId } = object;
  logWrite({
    kind: 'put',
    at: request.at,
    bucket: bucket.name,
    key,
    versionId,
    etag,
    ...conditionOf(request),
  });
  return {
    status: 200,
    headers: {
      etag,
      ...versionHeader(versionId),
      ...(crc32 !== undefined && { 'x-amz-checksum-crc32': crc32 }),
    },
  };
};

/**
 * S3-UG conditional-writes: If-None-Match takes `*` only, If-Match an ETag, and not both; what is not there, or is
 * behind a delete marker, cannot match (404).
 */
const putRefusal = ({ bucket, key }: ObjectTarget, { headers }: Request): Answer | undefined => {
  const { 'if-none-match': ifNoneMatch, 'if-match': ifMatch } = headers;
  if (ifNoneMatch === undefined && ifMatch === undefined)
    return bucket.denyUnconditionalPuts ? s3Error('AccessDenied') : undefined;
  if ((ifNoneMatch ?? '*') !== '*' || ifMatch === '*' || (ifNoneMatch !== undefined && ifMatch !== undefined))
    return s3Error('NotImplemented');
  const current = bucket.current(key);
  const exists = current !== undefined && !isDeleteMarker(current);
  if (ifMatch === undefined) return exists ? failed('If-None-Match') : undefined;
  if (!exists) return s3Error('NoSuchKey', undefined, { Key: key });
  return matches(ifMatch, current.etag) ? undefined : failed('If-Match');
};

/** S3-UG conditional-deletes: 412 when another object, or a delete marker, is there; 404 when nothing is. */
export const deleteObject = (target: ObjectTarget, request: Request, logWrite: LogWrite): Answer => {
  const { bucket, key, versionId } = target;
  const ifMatch = request.headers['if-match'];
  if (request.headers['if-none-match'] !== undefined) return s3Error('NotImplemented');
  const current = bucket.current(key);
  if (ifMatch !== undefined && current === undefined) return s3Error('NoSuchKey', undefined, { Key: key });
  if (ifMatch !== undefined && (isDeleteMarker(current) || !matches(ifMatch, current?.etag ?? '')))
    return failed('If-Match');

  const removed = bucket.remove(key, versionId);
  if (removed !== undefined)
    logWrite({
      kind: 'delete',
      at: request.at,
      bucket: bucket.name,
      key,
      versionId: removed.versionId,
      ...conditionOf(request),
    });
  const marker = isDeleteMarker(removed) ? { 'x-amz-delete-marker': 'true' } : {};
  return { status: 204, headers: { ...marker, ...versionHeader(removed?.versionId ?? 'null') } };
};

const failed = (condition: string): Answer =>
  s3Error('PreconditionFailed', undefined, { Condition: condition });

const versionHeader = (versionId: string): Record<string, string> =>
  versionId === 'null' ? {} : { 'x-amz-version-id': versionId };

const conditionOf = ({ headers }: Request): { condition?: string } => {
  if (headers['if-none-match'] !== undefined)
    return { condition: `If-None-Match: ${headers['if-none-match']}` };
  return headers['if-match'] === undefined ? {} : { condition: `If-Match: ${headers['if-match']}` };
};

const metadataOf = ({ headers }: Request): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      name.startsWith('x-amz-meta-') ? [[name.slice('x-amz-meta-'.length), value ?? '']] : [],
    ),
  );

/** S3-UG UsingMetadata.md: names and values together at most 2 KB, and US-ASCII over REST. */
const metadataRefusal = (request: Request): Answer | undefined => {
  const text = Object.entries(metadataOf(request)).flat().join('');
  if (/[^ -~]/.test(text)) return s3Error('InvalidArgument', 'Metadata is not US-ASCII.');
  return text.length > 2048 ? s3Error('MetadataTooLarge') : undefined;
};

/** What S3 keeps with the object. `aws-chunked` is how it travelled, and is not kept. */
const contentHeaders = ({ headers }: Request): Record<string, string> => {
  const encoding = (headers['content-encoding'] ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '' && one !== 'aws-chunked')
    .join(',');
  const kept: Request['headers'] = { ...headers, 'content-encoding': encoding };
  return Object.fromEntries(keptHeaders.flatMap((name) => (kept[name] ? [[name, kept[name]]] : [])));
};

const keptHeaders = [
  'content-type',
  'content-encoding',
  'content-disposition',
  'content-language',
  'cache-control',
  'expires',
] as const;
