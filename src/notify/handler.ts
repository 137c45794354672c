import { type NotifyRequest, notifyRequestIn } from '../events/notify-request.ts';
import type { Handler } from '../handler.ts';
import type { Invocation } from '../invocation.ts';

/** Answers what asks for a sample alert, and leaves every other event to the handler. */
export const withNotify =
  (handle: Handler, answer: (request: NotifyRequest, invocation: Invocation) => Promise<unknown>): Handler =>
  async (event, invocation) => {
    const request = notifyRequestIn(event);
    return request === undefined ? handle(event, invocation) : answer(request, invocation);
  };
