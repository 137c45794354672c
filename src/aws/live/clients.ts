import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import { SSMClient } from '@aws-sdk/client-ssm';

/** Clients in the region of the function, with the caller's credentials. Only the command line has them. */
export type LiveClients = ReturnType<typeof createLiveClients>;

/** Without a region, in that of the environment. `more`: where else than in AWS. */
export const createLiveClients = (region: string | undefined, more: Elsewhere = {}) => {
  const config = { requestHandler: timeouts, ...(region !== undefined && { region }), ...more };
  const inRegion = (other: string | undefined) =>
    other === undefined ? config : { ...config, region: other };
  return {
    cloudtrail: new CloudTrailClient(config),
    events: new EventBridgeClient(config),
    iam: new IAMClient(config),
    lambda: new LambdaClient(config),
    s3: new S3Client({ ...config, followRegionRedirects: true }),
    ses: new SESv2Client(config),
    /** A topic is only known in its own region. */
    sns: (other: string) => new SNSClient(inRegion(other)),
    ssm: async (other?: string) => new SSMClient(inRegion(other)),
    secretsManager: async (other?: string) => new SecretsManagerClient(inRegion(other)),
  };
};

interface Elsewhere {
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Milliseconds. By default the SDK waits for ever. */
const timeouts = { connectionTimeout: 5_000, requestTimeout: 15_000, throwOnRequestTimeout: true };
