import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { LogFileError, messageOf } from '../errors.ts';
import type { LogFileSource } from '../trail/log-file.ts';
import { isLogFileKey } from '../trail/log-file-key.ts';

/** The log files that paths name: a file, a folder with everything below it, or `-` for standard input. */
export const localLogFiles = async (
  paths: readonly string[],
  stdin: NodeJS.ReadableStream,
): Promise<readonly LogFileSource[]> => {
  const found = await Promise.all(
    paths.map((path) => (path === '-' ? [standardInput(stdin)] : logFilesAt(path))),
  );
  return found.flat();
};

const logFilesAt = async (path: string): Promise<readonly LogFileSource[]> => {
  // A path that does not exist is told when it is read, like every other file that cannot be.
  const isFolder = await stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (!isFolder) return [localLogFile(path)];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory() && /\.json(\.gz)?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(isLogFileKey)
    .toSorted()
    .map(localLogFile);
};

const localLogFile = (path: string): LogFileSource => ({
  uri: path,
  read: async (signal) => {
    try {
      return await readFile(path, { signal });
    } catch (error) {
      throw new LogFileError(path, `cannot be read: ${messageOf(error)}`, { cause: error });
    }
  },
});

const standardInput = (stdin: NodeJS.ReadableStream): LogFileSource => ({
  uri: '-',
  read: () => buffer(stdin),
});
