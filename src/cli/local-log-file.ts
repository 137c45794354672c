import { LogFileError, messageOf } from '../errors.ts';
import type { LogFileBytes } from '../trail/log-file-source.ts';
import { type LocalFile, localFiles } from './local-files.ts';

/** The files that paths name: of a folder, all. What they hold decides whether they are log files. */
export const localLogFiles = async (
  paths: readonly string[],
  stdin: NodeJS.ReadableStream,
): Promise<readonly LogFileBytes[]> => {
  const files = await localFiles(paths, stdin);
  return files.map(logFileOf);
};

const logFileOf = ({ path, read }: LocalFile): LogFileBytes => ({
  kind: 'bytes',
  uri: path,
  expected: 'anything',
  read: async (signal) => {
    try {
      return await read(signal);
    } catch (error) {
      throw new LogFileError(path, messageOf(error), { cause: error });
    }
  },
});
