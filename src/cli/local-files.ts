import { readFileSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { reasonOf, TattletailError } from '../errors.ts';

export interface LocalFile {
  /** `-` for standard input. */
  readonly path: string;
  read(signal?: AbortSignal): Promise<Buffer>;
}

/** The files that paths name: a file, a folder with all wanted files below it, or `-` for standard input. */
export const localFiles = async (
  paths: readonly string[],
  stdin: NodeJS.ReadableStream,
  isWanted: (path: string) => boolean,
): Promise<readonly LocalFile[]> => {
  const found = await Promise.all(
    paths.map(async (path) =>
      path === '-' ? [{ path, read: () => buffer(stdin) }] : filesAt(path, isWanted),
    ),
  );
  return found.flat().map(withReason);
};

/** Explains to people why a file cannot be read. */
const withReason = ({ path, read }: LocalFile): LocalFile => ({
  path: path === '' ? '""' : path,
  read: async (signal) => {
    try {
      return await read(signal);
    } catch (error) {
      const message = path.startsWith('s3://')
        ? `S3 is not read from here: pipe in what aws s3 cp ${path} - prints, and call it -`
        : `cannot be read: ${reasonOf(error)}`;
      throw new TattletailError(message, { cause: error });
    }
  },
});

const filesAt = async (path: string, isWanted: (path: string) => boolean): Promise<readonly LocalFile[]> => {
  // A path that does not exist is reported when it is read, like any other file that cannot be read.
  const isFolder = await stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  return isFolder ? filesIn(path, isWanted) : [fileAt(path)];
};

/** Links to folders are not followed: they may form a circle. */
const filesIn = async (
  folder: string,
  isWanted: (path: string) => boolean,
): Promise<readonly LocalFile[]> => {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const found = entries
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map(async (entry) => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return filesIn(path, isWanted);
        // A named pipe may never end.
        const isFile = entry.isFile() || entry.isSymbolicLink();
        return isFile && isWanted(path) ? [fileAt(path)] : [];
      });
    return (await Promise.all(found)).flat();
  } catch (error) {
    return [{ path: folder, read: () => Promise.reject(error) }];
  }
};

/** Read in one go: of many small files, the asynchronous ways of Node take three times as long. */
const fileAt = (path: string): LocalFile => ({ path, read: async () => readFileSync(path) });
