import type { LiveCalls } from './calls.ts';
import type { Subject } from './subject.ts';

/** What is wrong with a deployed function, may be, or could not be seen. */
export interface LiveFinding {
  readonly level: 'error' | 'warning' | 'unchecked';
  readonly message: string;
  /** A command or a place that mends it, in one line. */
  readonly fix: string;
}

/** Looks for one kind of mistake. Throws what AWS does not answer: PermissionError, if it may not look. */
export interface LiveCheck {
  readonly name: string;
  /** Whether it is only about what the config names. */
  readonly needsConfig?: true;
  readonly look: (subject: Subject, calls: LiveCalls) => Promise<readonly LiveFinding[]>;
}

export const anError = (message: string, fix: string): LiveFinding => ({ level: 'error', message, fix });

export const aWarning = (message: string, fix: string): LiveFinding => ({ level: 'warning', message, fix });

export const unchecked = (message: string, fix: string): LiveFinding => ({
  level: 'unchecked',
  message,
  fix,
});
