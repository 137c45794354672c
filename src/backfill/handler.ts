import { asksForCounts } from '../events/envelopes/batch-operations.ts';
import type { Handler } from '../handler.ts';

/** Gives the jobs that only count to a handler that alerts nobody. */
export const withCounts =
  (handle: Handler, count: Handler): Handler =>
  (event, invocation) =>
    asksForCounts(event) ? count(event, invocation) : handle(event, invocation);
