import { LogFileError, messageOf } from '../errors.ts';
import { isLogFileKey } from '../trail/log-file-key.ts';
import type { LogFileBytes } from '../trail/log-file-source.ts';
import { type LocalFile, localFiles } from './local-files.ts';

/** The log files that paths name: of a folder, the files that are named like log files. */
export const localLogFiles = async (
  paths: readonly string[],
  stdin: NodeJS.ReadableStream,
): Promise<readonly LogFileBytes[]> => {
  const files = await localFiles(paths, stdin, (path) => /\.json(\.gz)?$/.test(path) && isLogFileKey(path));
  return files.map(logFileOf);
};

const logFileOf = ({ path, read }: LocalFile): LogFileBytes => ({
  kind: 'bytes',
  uri: path,
  read: async (signal) => {
    try {
      return await read(signal);
    } catch (error) {
      throw new LogFileError(path, messageOf(error), { cause: error });
    }
  },
});
