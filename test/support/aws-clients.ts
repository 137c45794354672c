import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client, type SESv2ClientConfig } from '@aws-sdk/client-sesv2';
import { SNSClient, type SNSClientConfig } from '@aws-sdk/client-sns';
import { SSMClient } from '@aws-sdk/client-ssm';

interface Server {
  readonly url: string;
}

/** Real SDK clients for the fakes: one attempt each, so that a test sees what a single request does. */
export const s3ClientFor = (server: Server, config: S3ClientConfig = {}): S3Client =>
  new S3Client({ ...configFor(server), forcePathStyle: true, ...config });

export const snsClientFor = (server: Server, config: SNSClientConfig = {}): SNSClient =>
  new SNSClient({ ...configFor(server), ...config });

export const sesClientFor = (server: Server, config: SESv2ClientConfig = {}): SESv2Client =>
  new SESv2Client({ ...configFor(server), ...config });

export const eventBridgeClientFor = (server: Server): EventBridgeClient =>
  new EventBridgeClient(configFor(server));

export const ssmClientFor = (server: Server): SSMClient => new SSMClient(configFor(server));

export const secretsManagerClientFor = (server: Server): SecretsManagerClient =>
  new SecretsManagerClient(configFor(server));

const configFor = ({ url }: Server) => ({
  endpoint: url,
  region: 'eu-central-1',
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'not a secret' },
  maxAttempts: 1,
  logger: quiet,
});

const nothing = (): void => undefined;
const quiet = { debug: nothing, info: nothing, warn: nothing, error: nothing };
