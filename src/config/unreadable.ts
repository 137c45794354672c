import { explained } from '../aws/problem.ts';
import { ConfigError, reasonOf } from '../errors.ts';

/** The error of a config that cannot be read, wherever it is. */
export const unreadable = (uri: string, error: unknown, hint = ''): ConfigError =>
  error instanceof ConfigError
    ? error
    : new ConfigError(uri, [{ where: 'config', message: `cannot be read: ${reasonFor(error)}${hint}` }], {
        cause: error,
      });

const reasonFor = (error: unknown): string =>
  error instanceof Error && 'syscall' in error ? reasonOf(error) : explained(error);
