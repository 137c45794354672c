import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

export interface LocalFile {
  /** `-` for standard input. */
  readonly path: string;
  read(signal?: AbortSignal): Promise<Buffer>;
}

/** The files that paths name: a file, a folder with everything below it that is wanted, or `-` for standard input. */
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
  return found.flat();
};

const filesAt = async (path: string, isWanted: (path: string) => boolean): Promise<readonly LocalFile[]> => {
  // A path that does not exist is told when it is read, like every other file that cannot be.
  const isFolder = await stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (!isFolder) return [fileAt(path)];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(isWanted)
    .toSorted()
    .map(fileAt);
};

const fileAt = (path: string): LocalFile => ({ path, read: (signal) => readFile(path, { signal }) });
