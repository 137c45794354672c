import { type ObjectRef, uriOf } from '../aws/object-ref.ts';
import type { LogFileError } from '../errors.ts';
import { digestKey } from '../trail/digests/digest-key.ts';
import { isLogFileKey } from '../trail/log-file-key.ts';
import type { LogFileBytes, LogFileSource } from '../trail/log-file-source.ts';
import type { Contents, Malformed, Skipped } from './contents.ts';
import type { Item } from './shapes.ts';

/** What an item of an event gives to inspect. */
export interface OpenedItem {
  readonly item: Item;
  readonly logFiles: readonly LogFileSource[];
  /** What in it will never be readable. */
  readonly malformed: Malformed;
  /** What in it is no new log file. */
  readonly skipped: Skipped;
  /** The first of the objects that were removed. */
  readonly removed: readonly ObjectRef[];
  /** CloudTrail's digests, which hold no records. */
  readonly digests: readonly ObjectRef[];
}

/** Gives the log file in S3 that an object ref names. */
export type OpenObject = (ref: ObjectRef) => LogFileBytes;

/** Nothing is read from S3 yet. */
export const openItem = (
  item: Item,
  { objects, records, unreadable, malformed, skipped, removed }: Contents,
  openObject: OpenObject,
): OpenedItem => {
  const possible = objects.filter(canExist);
  const logFiles = possible.filter(({ key }) => isLogFileKey(key));
  const impossible = objects.filter((ref) => !canExist(ref)).map(uriOf);
  const others = possible.length - logFiles.length;
  return {
    item,
    logFiles: [
      ...logFiles.map(openObject),
      ...(records === undefined ? [] : [records]),
      ...unreadable.map(failing),
    ],
    malformed: {
      count: malformed.count + impossible.length,
      reasons: [...malformed.reasons, ...impossible.map((uri) => `${uri} cannot be an object in S3`)],
    },
    skipped: others === 0 ? skipped : new Map(skipped).set('an object that is no log file', others),
    removed,
    digests: possible.filter(({ key }) => digestKey(key) !== undefined),
  };
};

/** What is known to be unreadable fails like a log file that is. */
export const failing = (error: LogFileError): LogFileBytes => ({
  kind: 'bytes',
  uri: error.uri,
  read: () => Promise.reject(error),
});

/**
 * Keys are UTF-8 and not empty (S3 User Guide, "Creating object key names"). Old buckets have long names with
 * capitals.
 */
const canExist = ({ bucket, key, versionId = '' }: ObjectRef): boolean =>
  /^[\w.-]{1,255}$/.test(bucket) && key !== '' && key.isWellFormed() && versionId.isWellFormed();
