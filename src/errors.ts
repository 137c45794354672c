import util from 'node:util';

/** An error we expect and explain ourselves: people see its message, never a stack trace. */
export class TattletailError extends Error {
  override readonly name: string = 'TattletailError';
}

/** One thing that is wrong with a config: where (rule or destination by name, line of the file) and what. */
export interface Problem {
  readonly where: string;
  readonly line?: number | undefined;
  readonly message: string;
}

/** The config cannot be used. Lists every problem, not only the first. */
export class ConfigError extends TattletailError {
  override readonly name = 'ConfigError';
  readonly problems: readonly Problem[];

  constructor(uri: string, problems: readonly Problem[]) {
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
    super([`${uri}: ${count}`, ...problems.map(describeProblem)].join('\n'));
    this.problems = problems;
  }
}

const describeProblem = ({ where, line, message }: Problem): string =>
  `  ${line === undefined ? '' : `line ${line}: `}${where}: ${message.replaceAll('\n', '\n    ')}`;

/** An environment variable asks for what cannot be. */
export class EnvironmentError extends TattletailError {
  override readonly name = 'EnvironmentError';
}

/** A log file that cannot be read, or an entry of it. */
export class LogFileError extends TattletailError {
  override readonly name = 'LogFileError';
  readonly uri: string;
  /** Whether reading it again may help. What is wrong with its content stays wrong. */
  readonly retryable: boolean;

  constructor(
    uri: string,
    message: string,
    { retryable = false, ...options }: ErrorOptions & { retryable?: boolean } = {},
  ) {
    super(`${uri}: ${message}`, options);
    this.uri = uri;
    this.retryable = retryable;
  }
}

/** What is known about an alert that was not delivered for certain. */
export interface DeliveryFailure {
  /** `refused`: nobody was told. `unknown`: the answer was lost or an error, so somebody may have been. */
  readonly outcome: 'refused' | 'unknown';
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  /** How long the destination asks us to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
}

/** An alert that a destination did not take, or may not have taken. Its message holds no secret. */
export class DeliveryError extends TattletailError {
  override readonly name = 'DeliveryError';
  readonly failure: DeliveryFailure;

  constructor(message: string, failure: DeliveryFailure, options?: ErrorOptions) {
    super(message, options);
    this.failure = failure;
  }
}

/** The ledger cannot be asked, so nobody knows whether an alert was told before. */
export class LedgerError extends TattletailError {
  override readonly name = 'LedgerError';

  constructor(uri: string, cause: unknown) {
    super(`${uri}: ${cause}`, { cause });
  }
}

/** The Lambda was invoked with something that names no log files in a way we know. */
export class UnknownEventError extends TattletailError {
  override readonly name = 'UnknownEventError';
}

/** Something must not be forgotten: Lambda invokes again, and keeps the event when that fails too. */
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

/** So that the message of a bad day stays readable. */
const maxListed = 20;

const more = (count: number): readonly string[] => (count > 0 ? [`and ${count} more, see the log`] : []);

/** What an error says, whatever was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The same of an error of the system, in its words alone: without its code, and without the path, which is known. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error && 'syscall' in error && 'errno' in error && typeof error.errno === 'number'
    ? util.getSystemErrorMessage(error.errno)
    : messageOf(error);

/** A name that somebody has written. It may be a webhook URL in the wrong place, which is a secret all the same. */
export const quoted = (name: string): string => (holdsUrl(name) ? '(a URL)' : JSON.stringify(name));

/** A text with its URLs covered, and everything beside them where it was: jq points at columns. */
export const withoutUrls = (text: string): string =>
  text.replaceAll(/(?:\w+:\/\/|hooks\.slack(?:-gov)?\.com)[^\s"']*/gi, (url) => '(a URL)'.padEnd(url.length));

export const holdsUrl = (text: string): boolean => /:\/\/|hooks\.slack(-gov)?\.com/i.test(text);
