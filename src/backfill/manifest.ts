import pLimit from 'p-limit';
import type { ListedObject } from '../aws/s3-list.ts';
import { foldersOfDays, type ListFolders, type Selection } from './folders.ts';

/** The objects of a bucket. */
export interface Listing {
  readonly listFolders: ListFolders;
  readonly listObjects: (prefix: string) => AsyncIterable<readonly ListedObject[]>;
}

/** What was listed. */
export interface Listed {
  readonly logFiles: number;
  readonly bytes: number;
  /** Keys that S3 Batch Operations does not take. */
  readonly tooLong: readonly string[];
}

/**
 * Writes the manifest of a job for all log files that a selection names, in the order in which S3 lists its days. Throws
 * what listing throws.
 */
export const writeManifest = async (
  bucket: string,
  selection: Selection,
  { listFolders, listObjects }: Listing,
  write: (lines: string) => Promise<void>,
): Promise<Listed> => {
  const limit = pLimit(16);
  const folders = await foldersOfDays(selection, listFolders);
  const listed = { logFiles: 0, bytes: 0, tooLong: [] as string[] };
  const addDay = async (folder: string): Promise<void> => {
    for await (const objects of listObjects(folder)) {
      const logFiles = objects.filter(({ key, size }) => size > 0 && !key.endsWith('/'));
      const fitting = logFiles.filter(({ key }) => encoded(key).length <= maxKey);
      listed.logFiles += fitting.length;
      listed.bytes += fitting.reduce((total, { size }) => total + size, 0);
      listed.tooLong.push(...logFiles.filter((file) => !fitting.includes(file)).map(({ key }) => key));
      if (fitting.length > 0) await write(fitting.map(({ key }) => `${bucket},${encoded(key)}\n`).join(''));
    }
  };
  await Promise.all(folders.map((folder) => limit(() => addDay(folder))));
  return listed;
};

/** Keys in a manifest are URL-encoded and at most 1,024 characters long (S3 User Guide, "Specifying a manifest"). */
const encoded = (key: string): string => encodeURIComponent(key).replaceAll('%2F', '/');

const maxKey = 1024;
