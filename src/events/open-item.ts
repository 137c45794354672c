import { type ObjectRef, uriOf } from '../aws/object-ref.ts';
import { isLogFileKey } from '../trail/log-file-key.ts';
import type { LogFileSource } from '../trail/log-file-source.ts';
import type { Item, Source } from './shapes.ts';

/** What an item of an event gives to inspect. */
export interface OpenedItem {
  readonly item: Item;
  readonly logFiles: readonly ItemLogFile[];
  /** Why something in it will never be readable. */
  readonly malformed: readonly string[];
  /** How many objects it names that are no log files, or no new ones. */
  readonly skipped: number;
}

/** A log file that remembers its item: the same object may be named by several. */
export type ItemLogFile = LogFileSource & { readonly item: Item };

/** `openObject` gives the log file in S3 that an object ref names. Nothing is read yet. */
export const openItem = (item: Item, openObject: (ref: ObjectRef) => LogFileSource): OpenedItem => {
  const sources = item.sources.map(checked);
  return {
    item,
    logFiles: sources.flatMap((source) => {
      if (source.kind === 'object') return { ...openObject(source.ref), item };
      return source.kind === 'records' ? { ...source, item } : [];
    }),
    malformed: sources.flatMap((source) => (source.kind === 'malformed' ? source.reason : [])),
    skipped: sources.filter(({ kind }) => kind === 'skipped').length,
  };
};

/** An object with a name that S3 does not allow is malformed; one that is no log file is skipped. */
const checked = (source: Source): Source => {
  if (source.kind !== 'object') return source;
  const { ref } = source;
  if (!canExist(ref)) return { kind: 'malformed', reason: `${uriOf(ref)} cannot be an object in S3` };
  return isLogFileKey(ref.key) ? source : { kind: 'skipped' };
};

/**
 * Keys are UTF-8 and not empty (S3 User Guide, "Creating object key names"). Old buckets have long names with
 * capitals.
 */
const canExist = ({ bucket, key, versionId = '' }: ObjectRef): boolean =>
  /^[\w.-]{1,255}$/.test(bucket) && key !== '' && key.isWellFormed() && versionId.isWellFormed();
