import { messageOf } from '../errors.ts';
import type { AwsClients } from './clients.ts';

/**
 * Our ARN as CloudTrail records it (STS API Reference, "GetCallerIdentity", which needs no permission). STS is asked
 * once. Undefined, after a warning, if it does not answer, as from a VPC without a route to it.
 */
export const callerArn = (
  sts: AwsClients['sts'],
  warn: (message: string) => void,
  timeoutMs = 5_000,
): (() => Promise<string | undefined>) => {
  const ask = async (): Promise<string | undefined> => {
    try {
      const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
      const client = await sts();
      // Log files wait for this answer, and the function may have little time.
      const abortSignal = AbortSignal.timeout(timeoutMs);
      return (await client.send(new GetCallerIdentityCommand({}), { abortSignal })).Arn;
    } catch (error) {
      warn(`STS did not answer, so records of our own calls are inspected: ${messageOf(error)}`);
      return undefined;
    }
  };
  let asked: Promise<string | undefined> | undefined;
  return () => {
    asked ??= ask();
    return asked;
  };
};
