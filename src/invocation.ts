/** One run of the core: the Lambda's for an event, or a command's for its files. */
export interface Invocation {
  /** Names it in the log. */
  readonly id: string;
  /** Aborts when reading log files and the real jq must stop, so that what they found can still be delivered. */
  readonly inspectSignal: AbortSignal;
  /** Aborts when everything must stop. */
  readonly deliverSignal: AbortSignal;
  /** The day on which it began, in UTC: 2026-11-27. */
  readonly today: string;
}

/** An invocation that Lambda ends in `leftMs` milliseconds. */
export const startInvocation = (id: string, leftMs: number): Invocation => {
  const { inspectMs, deliverMs } = deadlinesWithin(leftMs);
  return {
    id,
    inspectSignal: AbortSignal.timeout(inspectMs),
    deliverSignal: AbortSignal.timeout(deliverMs),
    today: todayInUtc(),
  };
};

/** An invocation without deadlines, as on a laptop. */
export const unlimitedInvocation = (id: string): Invocation => {
  const { signal } = new AbortController();
  return { id, inspectSignal: signal, deliverSignal: signal, today: todayInUtc() };
};

export const todayInUtc = (): string => new Date().toISOString().slice(0, 10);

/** The deadlines to inspect and to deliver, in milliseconds from now. */
export const deadlinesWithin = (
  leftMs: number,
): { readonly inspectMs: number; readonly deliverMs: number } => {
  const deliverMs = Math.max(0, leftMs - msToFinish(leftMs));
  return { inspectMs: deliverMs - msToDeliver(deliverMs), deliverMs };
};

/**
 * Reserved to finish the deliveries under way and to report what was not done. A function has 3 seconds in all unless
 * its timeout is set (Lambda Developer Guide, "Configure Lambda function timeout").
 */
const msToFinish = (leftMs: number): number => Math.min(5_000, Math.ceil(leftMs / 2));

/** Reserved to deliver alerts although a log file does not arrive or a rule does not end. */
const msToDeliver = (deliverMs: number): number => Math.min(30_000, Math.ceil(deliverMs / 3));
