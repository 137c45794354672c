import { messageOf } from '../errors.ts';
import { quoted } from '../redact.ts';
import type { AwsClients } from './clients.ts';

/**
 * Our ARN as CloudTrail records it (STS API Reference, "GetCallerIdentity", which needs no permission). STS is asked
 * until it says it. Undefined, after a warning, if it does not answer, as from a VPC without a route to it, or names
 * another than this function's session: it is then asked again after a minute.
 */
export const callerArn = (
  functionName: string,
  sts: AwsClients['sts'],
  warn: (message: string) => void,
  { timeoutMs, now }: { readonly timeoutMs: number; readonly now: () => number } = {
    timeoutMs: 5_000,
    now: Date.now,
  },
): (() => Promise<string | undefined>) => {
  const ask = async (): Promise<string | undefined> => {
    try {
      const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
      const client = await sts();
      // Log files wait for this answer, and the function may have little time.
      const abortSignal = AbortSignal.timeout(timeoutMs);
      const { Arn } = await client.send(new GetCallerIdentityCommand({}), { abortSignal });
      if (Arn?.endsWith(`/${functionName}`) === true && isSession.test(Arn)) return Arn;
      throw new Error(`it says ${quoted(String(Arn))}, expected a session named ${quoted(functionName)}`);
    } catch (error) {
      warn(`STS did not say who we are, so records of our own calls are inspected: ${messageOf(error)}`);
      return undefined;
    }
  };
  let asked: Promise<string | undefined> | undefined;
  let askAgainAt = 0;
  return async () => {
    if (now() >= askAgainAt) {
      askAgainAt = now() + aMinute;
      asked = ask();
    }
    const arn = await asked;
    if (arn !== undefined) askAgainAt = Number.POSITIVE_INFINITY;
    return arn;
  };
};

const aMinute = 60_000;

const isSession = /^arn:[\w-]+:sts::\d{12}:assumed-role\//;
