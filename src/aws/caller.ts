import { messageOf } from '../errors.ts';
import type { AwsClients } from './clients.ts';

/**
 * Tells the ARN under which CloudTrail records what we do (STS API Reference, "GetCallerIdentity"; it needs no
 * permission). Asks once. Undefined when STS does not say, as where a VPC has no way to it; `warn` is told why.
 */
export const callerArn = (
  sts: AwsClients['sts'],
  warn: (message: string) => void,
  patienceMs = 5_000,
): (() => Promise<string | undefined>) => {
  const ask = async (): Promise<string | undefined> => {
    try {
      const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
      const client = await sts();
      // Log files wait for it, and the function may have little time.
      const abortSignal = AbortSignal.timeout(patienceMs);
      return (await client.send(new GetCallerIdentityCommand({}), { abortSignal })).Arn;
    } catch (error) {
      warn(`STS did not say who we are, so records of our own doing are inspected: ${messageOf(error)}`);
      return undefined;
    }
  };
  let asked: Promise<string | undefined> | undefined;
  return () => {
    asked ??= ask();
    return asked;
  };
};
