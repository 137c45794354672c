import type { Answer } from './answer.ts';

/**
 * How a request can go wrong on the wire. `applied` says whether the service did what was asked before things went
 * wrong: the sender cannot know, the server's own log shows it.
 */
export type Fault =
  | { readonly kind: 'answer'; readonly answer: Answer; readonly applied: boolean }
  | { readonly kind: 'reset before reading' }
  | { readonly kind: 'reset before answering'; readonly applied: boolean }
  | { readonly kind: 'lost response' }
  | { readonly kind: 'hang'; readonly applied: boolean }
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'held'; readonly until: Promise<unknown> }
  | { readonly kind: 'drip'; readonly ms: number }
  | { readonly kind: 'stall body'; readonly at: number }
  | { readonly kind: 'cut body'; readonly at: number };

interface Applied {
  /** @default false */
  readonly applied?: boolean;
}

export const fault = {
  /** This answer instead of the service's own. */
  answer: (answer: Answer, { applied = false }: Applied = {}): Fault => ({ kind: 'answer', answer, applied }),
  /** TCP reset as soon as the head of the request is there. */
  resetBeforeReading: (): Fault => ({ kind: 'reset before reading' }),
  /** TCP reset once the whole request was read. */
  resetBeforeAnswering: ({ applied = false }: Applied = {}): Fault => ({
    kind: 'reset before answering',
    applied,
  }),
  /** The request is applied, then the connection closes without a word. */
  lostResponse: (): Fault => ({ kind: 'lost response' }),
  /** Never answers. */
  hang: ({ applied = false }: Applied = {}): Fault => ({ kind: 'hang', applied }),
  /** Applies at once, answers after `ms`. */
  slow: (ms: number): Fault => ({ kind: 'slow', ms }),
  /** Applies at once, answers when the test lets it. */
  held: (until: Promise<unknown>): Fault => ({ kind: 'held', until }),
  /** Answers at once and spreads the body over `ms`: no idle timeout ever fires. */
  drip: (ms: number): Fault => ({ kind: 'drip', ms }),
  /** Sends the head and this fraction of the body, then nothing, on an open connection. */
  stallBody: (at = 0.5): Fault => ({ kind: 'stall body', at }),
  /** Sends the head and this fraction of the body, then closes the connection. */
  cutBody: (at = 0.5): Fault => ({ kind: 'cut body', at }),
  redirect: (location: string, status = 302): Fault =>
    fault.answer({ status, headers: { location }, body: '' }),
  /** What a proxy's login page looks like to a client that only reads the status. */
  html: (body = '<!doctype html><title>Sign in</title>'): Fault =>
    fault.answer({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body }),
} as const;

/** What is known of a request before its body is read. */
export interface RequestHead {
  /** Counts from 1 over the life of the server. */
  readonly number: number;
  readonly method: string;
  /** Path and query as they came, still encoded. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

export interface Faults {
  /** One for each of the next requests, in order. `undefined` lets a request through. */
  readonly next: (...faults: readonly (Fault | undefined)[]) => void;
  /** Asked about each request that finds the queue empty, until another plan or `clear`. */
  readonly plan: (plan: (request: RequestHead) => Fault | undefined) => void;
  readonly clear: () => void;
}

export const createFaults = (): Faults & { take: (request: RequestHead) => Fault | undefined } => {
  const queue: (Fault | undefined)[] = [];
  let current: (request: RequestHead) => Fault | undefined = () => undefined;
  const plan: Faults['plan'] = (next) => {
    current = next;
  };
  return {
    next: (...faults) => void queue.push(...faults),
    plan,
    clear: () => {
      queue.length = 0;
      plan(() => undefined);
    },
    take: (request) => (queue.length > 0 ? queue.shift() : current(request)),
  };
};
