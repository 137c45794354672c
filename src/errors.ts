import util from 'node:util';

/** An error we expect and explain ourselves: people see its message, never a stack trace. */
export class TattletailError extends Error {
  override readonly name: string = 'TattletailError';
}

/** One thing that is wrong with a config: where (a rule or destination by name, the place in the file) and what. */
export interface Problem {
  /** The included file that has it. Undefined: the config itself. */
  readonly file?: string | undefined;
  readonly where: string;
  readonly line?: number | undefined;
  /** Of mistakes in TOML. */
  readonly column?: number;
  readonly message: string;
}

/** The config cannot be used. Lists every problem, not only the first; of very many, the first. */
export class ConfigError extends TattletailError {
  override readonly name = 'ConfigError';
  readonly uri: string;
  readonly problems: readonly Problem[];

  constructor(uri: string, problems: readonly Problem[], options?: ErrorOptions) {
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
    const more = problems.length - maxProblems;
    super(
      [
        `${uri}: ${count}`,
        ...problems.slice(0, maxProblems).map(describeProblem),
        ...(more > 0 ? [`  and ${more} more`] : []),
      ].join('\n'),
      options,
    );
    this.uri = uri;
    this.problems = problems;
  }
}

/** CloudWatch Logs takes a line of 256 KB (CloudWatch Logs User Guide, "Quotas"). */
const maxProblems = 200;

const describeProblem = ({ file, where, line, column, message }: Problem): string => {
  const place = [
    ...(file === undefined ? [] : [file]),
    ...(line === undefined ? [] : [`line ${line}`]),
    ...(column === undefined ? [] : [`column ${column}`]),
  ].join(', ');
  return `  ${place === '' ? '' : `${place}: `}${where}: ${message.replaceAll('\n', '\n    ')}`;
};

/** An environment variable has a value that cannot be used. */
export class EnvironmentError extends TattletailError {
  override readonly name = 'EnvironmentError';
}

/** A log file or an entry of it cannot be read. */
export class LogFileError extends TattletailError {
  override readonly name = 'LogFileError';
  readonly uri: string;
  /** Whether reading it again may help. Broken content stays broken. */
  readonly retryable: boolean;
  /** How many problems it stands for. */
  readonly times: number;

  constructor(
    uri: string,
    message: string,
    { retryable = false, times = 1, ...options }: ErrorOptions & { retryable?: boolean; times?: number } = {},
  ) {
    super(`${uri}: ${message}`, options);
    this.uri = uri;
    this.retryable = retryable;
    this.times = times;
  }
}

/** What is known about an alert whose delivery was not confirmed. */
export interface DeliveryFailure {
  /** `refused`: it did not arrive. `unknown`: the answer was lost or an error, so it may have arrived. */
  readonly outcome: 'refused' | 'unknown';
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  /** How long the destination asks us to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
}

/** A destination refused an alert, or may not have received it. The message holds no secret. */
export class DeliveryError extends TattletailError {
  override readonly name = 'DeliveryError';
  readonly failure: DeliveryFailure;
  /** Whether it was refused because a webhook, token or key is not or no longer valid. */
  readonly isSecretDead: boolean;

  constructor(
    message: string,
    failure: DeliveryFailure,
    { isSecretDead = false, ...options }: ErrorOptions & { readonly isSecretDead?: boolean } = {},
  ) {
    super(message, options);
    this.failure = failure;
    this.isSecretDead = isSecretDead;
  }
}

/** The ledger gave no answer, so nobody knows whether an alert was delivered before. */
export class LedgerError extends TattletailError {
  override readonly name = 'LedgerError';

  constructor(uri: string, cause: unknown) {
    super(`${uri}: ${cause}`, { cause });
  }
}

/** The Lambda was invoked with an event of a shape that is not known. */
export class UnknownEventError extends TattletailError {
  override readonly name = 'UnknownEventError';
}

/**
 * Something of an event failed: Lambda retries the event, and sends it to the on-failure destination if that fails
 * too.
 */
export class InspectionError extends TattletailError {
  override readonly name = 'InspectionError';

  constructor(failures: readonly string[]) {
    super(
      [
        `${failures.length} failed:`,
        ...failures.slice(0, maxListed),
        ...more(failures.length - maxListed),
      ].join('\n  '),
    );
  }
}

/** Keeps the message readable when everything fails. */
const maxListed = 20;

const more = (count: number): readonly string[] => (count > 0 ? [`and ${count} more, see the log`] : []);

/** The message of whatever was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * The same, but of a system error only what it means: without its code, and without the path, which the caller shows.
 */
export const reasonOf = (error: unknown): string =>
  error instanceof Error && 'syscall' in error && 'errno' in error && typeof error.errno === 'number'
    ? (meanings.get(util.getSystemErrorName(error.errno)) ?? util.getSystemErrorMessage(error.errno))
    : messageOf(error);

/** What people call what the system calls otherwise. */
const meanings: ReadonlyMap<string, string> = new Map([['EISDIR', 'it is a folder']]);
