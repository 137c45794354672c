import type { AwsClients } from './clients.ts';

/** The ARN under which CloudTrail records what we do (STS API Reference, "GetCallerIdentity"; it needs no permission). */
export const callerArn = async (sts: AwsClients['sts']): Promise<string> => {
  const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
  const { Arn } = await (await sts()).send(new GetCallerIdentityCommand({}));
  if (Arn === undefined) throw new Error('STS did not say who we are');
  return Arn;
};
