import { readFile } from 'node:fs/promises';
import { httpStatusOf } from '../aws/http-status.ts';
import { ConfigError, reasonOf } from '../errors.ts';
import type { ConfigFile } from './load.ts';
import { textIn } from './text.ts';

/** Throws ConfigError if the file cannot be read or is no text. `hint` is added to the first. */
export const readConfigFile = async (path: string, hint = ''): Promise<ConfigFile> => {
  try {
    return { uri: path, text: textIn(path, await readFile(path)) };
  } catch (error) {
    throw unreadable(path, error, hint);
  }
};

/** The error of a config that cannot be read, wherever it is. */
export const unreadable = (uri: string, error: unknown, hint = ''): ConfigError =>
  error instanceof ConfigError
    ? error
    : new ConfigError(uri, [
        { where: 'config', message: `cannot be read: ${nameOf(error)}${reasonOf(error)}${hint}` },
      ]);

/** Errors of S3 are looked up by name, which their message does not always have. */
const nameOf = (error: unknown): string =>
  error instanceof Error && httpStatusOf(error) !== undefined ? `${error.name}: ` : '';
