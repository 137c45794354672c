import type { AnswerHead } from '../../aws/answers.ts';

/** The time that a server's answers show. */
export interface ServerClock {
  /** In milliseconds since the epoch. By this machine's clock until there is an answer. */
  readonly now: () => number;
  readonly note: (answer: Pick<AnswerHead, 'date' | 'sentAt'>) => void;
}

/**
 * Leases are compared by several machines, whose clocks may differ. `Date` has whole seconds (RFC 9110, section 5.6.7),
 * and the server wrote it at some time between request and answer. This machine's clock is corrected only as far as
 * that shows it to be wrong.
 */
export const createServerClock = (localNow: () => number = Date.now): ServerClock => {
  let offset = 0;
  return {
    now: () => localNow() + offset,
    note: ({ date, sentAt }) => {
      const at = Date.parse(date ?? '');
      if (Number.isNaN(at)) return;
      offset = Math.min(Math.max(offset, at - localNow()), at + 1000 - sentAt);
    },
  };
};
