import { composeHandler } from './compose.ts';
import type { Handler } from './handler.ts';
import { startInvocation } from './invocation.ts';
import { createLog } from './log.ts';

/** What Lambda calls with each event. */
export const handler = async (event: unknown, context: LambdaContext): Promise<unknown> => {
  warm ??= composeHandler(process.env, createLog('cloudtrail-tattletail'));
  return warm(event, startInvocation(context.awsRequestId, context.getRemainingTimeInMillis()));
};

/** Composed by the first invocation of a process, and kept for the following ones. */
let warm: Handler | undefined;

/** What we need of Lambda's context object (Lambda Developer Guide, "Using the Lambda context object"). */
interface LambdaContext {
  readonly awsRequestId: string;
  getRemainingTimeInMillis(): number;
}
