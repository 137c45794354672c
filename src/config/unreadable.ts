import { httpStatusOf } from '../aws/http-status.ts';
import { ConfigError, reasonOf } from '../errors.ts';

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
