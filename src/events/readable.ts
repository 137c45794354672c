import type { AwsClients } from '../aws/clients.ts';
import { type ObjectRef, uriOf } from '../aws/object-ref.ts';
import { s3LogFile } from '../aws/s3-log-file.ts';
import { isLogFileKey } from '../trail/log-file-key.ts';
import type { LogFileSource } from '../trail/log-file-source.ts';
import type { Item } from './shapes.ts';

/** What an item of an event gives to read. */
export interface ReadableItem {
  readonly id: string;
  readonly logFiles: readonly LogFileSource[];
  /** Why something that it names will never be readable. */
  readonly malformed: readonly string[];
  /** How many objects it names that are no log files, or no new ones. */
  readonly skipped: number;
}

export const readableOf = ({ id, sources }: Item, s3: AwsClients['s3']): ReadableItem => {
  const refs = sources.flatMap((source) => (source.kind === 'object' ? source.ref : []));
  const objects = refs.filter(canExist);
  const wanted = objects.filter(({ key }) => isLogFileKey(key));
  return {
    id,
    logFiles: [
      ...wanted.map((ref) => s3LogFile(ref, s3)),
      ...sources.flatMap((source) => (source.kind === 'records' ? source : [])),
    ],
    malformed: [
      ...sources.flatMap((source) => (source.kind === 'malformed' ? source.reason : [])),
      ...refs.filter((ref) => !canExist(ref)).map((ref) => `${uriOf(ref)} cannot be an object in S3`),
    ],
    skipped: objects.length - wanted.length + sources.filter((source) => source.kind === 'skipped').length,
  };
};

/**
 * Keys are UTF-8 and not empty (S3 User Guide, "Creating object key names"); old buckets have long names, with
 * capitals.
 */
const canExist = ({ bucket, key, versionId = '' }: ObjectRef): boolean =>
  /^[\w.-]{1,255}$/.test(bucket) && key !== '' && key.isWellFormed() && versionId.isWellFormed();
