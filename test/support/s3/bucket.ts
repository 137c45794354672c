import { createHash, randomBytes } from 'node:crypto';

export interface BucketOptions {
  readonly name: string;
  /** @default false */
  readonly versioned?: boolean;
  /** A bucket policy that refuses every PUT with neither If-None-Match nor If-Match. @default false */
  readonly denyUnconditionalPuts?: boolean;
  /** Callers lack s3:ListBucket: no listing, and 403 instead of 404 for a key that is not there. @default false */
  readonly denyListing?: boolean;
}

export interface ObjectContent {
  readonly body: Uint8Array;
  /** Content-Type, Content-Encoding and their like, as GetObject gives them back. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Without the x-amz-meta- prefix. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Base64, as the uploader sent it; S3 gives it back to whoever asks for checksums. */
  readonly crc32?: string;
}

export interface S3Object extends ObjectContent {
  readonly key: string;
  /** In its quotes. */
  readonly etag: string;
  /** 'null' in a bucket without versions. */
  readonly versionId: string;
  readonly lastModified: Date;
}

export interface DeleteMarker {
  readonly key: string;
  readonly versionId: string;
  readonly deleteMarker: true;
}

export type Version = S3Object | DeleteMarker;

export const isDeleteMarker = (version: Version | undefined): version is DeleteMarker =>
  version !== undefined && 'deleteMarker' in version;

export interface Bucket extends BucketOptions {
  /** The newest version, which may be a delete marker. */
  readonly current: (key: string) => Version | undefined;
  readonly version: (key: string, versionId: string) => Version | undefined;
  readonly put: (key: string, content: ObjectContent, at: number) => S3Object;
  /** Without a version id: hides the object behind a marker where there are versions, removes it elsewhere. */
  readonly remove: (key: string, versionId?: string) => Version | undefined;
  /** What a listing shows, in the order of the keys' UTF-8 bytes. */
  readonly objects: () => readonly S3Object[];
}

export const createBucket = (options: BucketOptions): Bucket => {
  const versions = new Map<string, readonly Version[]>();
  const versionsOf = (key: string): readonly Version[] => versions.get(key) ?? [];
  const current: Bucket['current'] = (key) => versionsOf(key).at(-1);
  const version: Bucket['version'] = (key, versionId) =>
    versionsOf(key).find((candidate) => candidate.versionId === versionId);

  const add = <T extends Version>(added: T): T => {
    versions.set(added.key, options.versioned ? [...versionsOf(added.key), added] : [added]);
    return added;
  };
  const newVersionId = (): string => (options.versioned ? randomBytes(24).toString('base64url') : 'null');

  return {
    ...options,
    current,
    version,
    put: (key, content, at) =>
      add({
        ...content,
        key,
        etag: `"${createHash('md5').update(content.body).digest('hex')}"`,
        versionId: newVersionId(),
        lastModified: new Date(at),
      }),
    remove: (key, versionId) => {
      if (options.versioned && versionId === undefined)
        return add({ key, versionId: newVersionId(), deleteMarker: true });
      const removed = versionId === undefined ? current(key) : version(key, versionId);
      const left = versionsOf(key).filter((candidate) => candidate !== removed);
      if (left.length > 0) versions.set(key, left);
      else versions.delete(key);
      return removed;
    },
    objects: () =>
      [...versions.values()]
        .flatMap((all) => all.at(-1) ?? [])
        .filter((newest): newest is S3Object => !isDeleteMarker(newest))
        .sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key))),
  };
};
