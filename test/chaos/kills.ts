import type { RequestHead } from '../support/faults.ts';
import type { Lambda } from '../support/lambda.ts';
import type { Random } from './random.ts';

/** Ends processes while they work, as Lambda may at any time. */
export interface Kills {
  /** To call when an invocation begins: it may be the last of its process. Gives what to call at its end. */
  readonly watch: (lambda: Lambda, name: string) => () => void;
  /** To call for each request: its sender may be killed before the answer, or before the request is read. */
  readonly strike: (request: RequestHead) => 'before reading' | 'before answering' | undefined;
  /** Kills a process. */
  readonly kill: (lambda: Lambda, name: string) => void;
  readonly records: readonly KillRecord[];
}

export interface KillRecord {
  readonly name: string;
  readonly at: number;
}

/** Puts a name into the requests of a process to AWS (AWS SDKs Reference Guide, "Application ID"). */
export const nameInRequests = (name: string): Record<string, string> => ({ AWS_SDK_UA_APP_ID: name });

/** The name of the process; empty for `redrive`. */
export const senderOf = (userAgent = ''): string => /\bapp\/([^\s-]+)/.exec(userAgent)?.[1] ?? '';

/** Kills `rate` of the invocations: half of them at some moment, half of them at one of their requests. */
export const createKills = (random: Random, rate: number, now: () => number): Kills => {
  const records: KillRecord[] = [];
  const kill = (lambda: Lambda, name: string): void => {
    records.push({ name, at: now() });
    lambda.signal('SIGKILL');
  };
  const doomed = new Map<string, { readonly lambda: Lambda; requestsLeft: number }>();
  let usualMs = 500;
  return {
    watch: (lambda, name) => {
      const begin = performance.now();
      const isDoomed = random.chance(rate);
      const byTime = random.chance(0.5);
      const timer =
        isDoomed && byTime ? setTimeout(() => kill(lambda, name), 1.5 * random.next() * usualMs) : undefined;
      if (isDoomed && !byTime) doomed.set(name, { lambda, requestsLeft: random.between(1, 40) });
      return () => {
        clearTimeout(timer);
        doomed.delete(name);
        usualMs = 0.9 * usualMs + 0.1 * (performance.now() - begin);
      };
    },
    strike: (request) => {
      const name = senderOf(request.headers['user-agent']);
      const next = doomed.get(name);
      if (next === undefined) return undefined;
      next.requestsLeft -= 1;
      if (next.requestsLeft > 0) return undefined;
      doomed.delete(name);
      kill(next.lambda, name);
      return random.pick(['before reading', 'before answering']);
    },
    kill,
    records,
  };
};
