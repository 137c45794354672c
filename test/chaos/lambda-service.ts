import { randomUUID } from 'node:crypto';
import type { Invocation, Lambda } from '../support/lambda.ts';
import type { FastClock } from './clock.ts';
import type { Kills } from './kills.ts';
import type { Random } from './random.ts';

/** Lambda's asynchronous invocation, around real processes (Lambda Developer Guide, "Asynchronous invocation"). */
export interface LambdaService extends AsyncDisposable {
  /** Invokes after a while, and again when that fails. */
  readonly invoke: (event: unknown, afterMs?: number) => void;
  /** Resolves when no event is left. */
  readonly drained: () => Promise<void>;
  /** What the on-failure destination holds. */
  readonly failures: readonly FailureRecord[];
  readonly counts: Readonly<Counts>;
}

/** What Lambda keeps of an event that it gives up on, as far as `redrive` needs it. */
export interface FailureRecord {
  readonly version: '1.0';
  readonly timestamp: string;
  readonly requestContext: {
    readonly requestId: string;
    readonly condition: 'RetriesExhausted';
    readonly approximateInvokeCount: number;
  };
  readonly requestPayload: unknown;
  readonly responsePayload: unknown;
}

export interface LambdaServiceOptions {
  /** Starts a process. Its name is in its requests. */
  readonly start: (name: string) => Promise<Lambda>;
  /** How many processes there are at most. */
  readonly concurrency: number;
  readonly clock: FastClock;
  readonly random: Random;
  readonly kills: Kills;
}

export const startLambdaService = async ({
  start,
  concurrency,
  clock,
  random,
  kills,
}: LambdaServiceOptions): Promise<LambdaService> => {
  const slots = Array.from({ length: concurrency }, (_, index): Slot => ({ name: `p${index}`, busy: false }));
  const waiting: Queued[] = [];
  const failures: FailureRecord[] = [];
  const idle: (() => void)[] = [];
  const counts: Counts = { invocations: 0, starts: 0, errors: 0, timeouts: 0, kills: 0, crashes: 0 };

  const enqueue = (queued: Queued, afterMs: number): void => {
    waiting.push(queued);
    setTimeout(() => {
      queued.isDue = true;
      dispatch();
    }, clock.wallMs(afterMs));
  };

  /** Any idle process takes the next event, as in Lambda. */
  const dispatch = (): void => {
    for (;;) {
      const free = slots.filter(({ busy }) => !busy);
      const next = waiting.find(({ isDue }) => isDue);
      const slot = free[random.between(0, free.length - 1)];
      if (next === undefined || slot === undefined) break;
      waiting.splice(waiting.indexOf(next), 1);
      slot.busy = true;
      void attempt(slot, next);
    }
    if (waiting.length === 0 && slots.every(({ busy }) => !busy)) for (const done of idle.splice(0)) done();
  };

  const attempt = async (slot: Slot, queued: Queued): Promise<void> => {
    counts.invocations += 1;
    const result = await invokeIn(slot, queued.event);
    slot.busy = false;
    const [delay, ...delays] = queued.delays;
    if (!result.ok && delay !== undefined) enqueue({ ...queued, isDue: false, delays }, delay);
    if (!result.ok && delay === undefined) failures.push(failureRecord(queued, result, clock));
    dispatch();
  };

  const invokeIn = async (slot: Slot, event: unknown): Promise<Invocation> => {
    const lambda = await processIn(slot);
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      kills.kill(lambda, slot.name);
    }, clock.wallMs(timeoutMs));
    const unwatch = kills.watch(lambda, slot.name);
    const result = await lambda.invoke(event, timeoutMs);
    unwatch();
    clearTimeout(timer);
    if (!result.ok) counts[timedOut ? 'timeouts' : endingOf(result)] += 1;
    return result;
  };

  const processIn = async (slot: Slot): Promise<Lambda> => {
    if (slot.lambda?.isAlive() === true) return slot.lambda;
    await slot.lambda?.[Symbol.asyncDispose]();
    counts.starts += 1;
    slot.lambda = await start(slot.name);
    return slot.lambda;
  };

  // One after the other: many at once would take longer to start than an invocation may take.
  for (const slot of slots) await processIn(slot);

  return {
    invoke: (event, afterMs = 0) => enqueue({ event, id: randomUUID(), isDue: false, delays }, afterMs),
    drained: () =>
      new Promise((resolve) => {
        idle.push(resolve);
        dispatch();
      }),
    failures,
    counts,
    [Symbol.asyncDispose]: async () => {
      for (const { lambda } of slots) await lambda?.[Symbol.asyncDispose]();
    },
  };
};

/** The function's timeout, in milliseconds. */
export const timeoutMs = 120_000;

interface Counts {
  invocations: number;
  starts: number;
  /** Errors that the function threw. */
  errors: number;
  timeouts: number;
  kills: number;
  /** Processes that ended without being killed. */
  crashes: number;
}

const endingOf = ({ errorType, errorMessage }: Extract<Invocation, { ok: false }>) => {
  if (errorType !== 'Runtime.ExitError') return 'errors';
  return errorMessage.startsWith('exit SIGKILL') ? 'kills' : 'crashes';
};

/** After one minute, and after two more. */
const delays: readonly number[] = [60_000, 120_000];

interface Slot {
  readonly name: string;
  busy: boolean;
  lambda?: Lambda;
}

interface Queued {
  readonly event: unknown;
  readonly id: string;
  isDue: boolean;
  /** Of the attempts that are left after this one. */
  readonly delays: readonly number[];
}

const failureRecord = ({ event, id }: Queued, result: Invocation, clock: FastClock): FailureRecord => ({
  version: '1.0',
  timestamp: new Date(clock.now()).toISOString(),
  requestContext: { requestId: id, condition: 'RetriesExhausted', approximateInvokeCount: delays.length + 1 },
  requestPayload: event,
  responsePayload: result,
});
