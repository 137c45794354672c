import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SESv2Client } from '@aws-sdk/client-sesv2';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { SSMClient } from '@aws-sdk/client-ssm';
import type { STSClient } from '@aws-sdk/client-sts';
import { messageOf, TattletailError } from '../errors.ts';
import { onceEach } from '../once-each.ts';
import { type OnAnswer, withAnswers } from './answers.ts';

/** Clients for AWS. Those that most log files do not need are loaded when they are first needed. */
export interface AwsClients {
  readonly s3: () => Promise<S3Client>;
  readonly ses: () => Promise<SESv2Client>;
  readonly sts: () => Promise<STSClient>;
  /** A topic can only be published to in its own region, which is in its ARN. */
  readonly sns: (region: string) => Promise<SNSClient>;
  /** The same for an event bus. */
  readonly eventbridge: (region: string) => Promise<EventBridgeClient>;
  /** In the region of the function, if none is given. */
  readonly ssm: (region?: string) => Promise<SSMClient>;
  readonly secretsManager: (region?: string) => Promise<SecretsManagerClient>;
  /** Each region has public keys of its own. */
  readonly cloudtrail: (region: string) => Promise<CloudTrailClient>;
}

export const createAwsClients = (onAnswer: OnAnswer = () => undefined): AwsClients => ({
  s3: onceEach(async () => {
    const client = new S3Client({ requestHandler: { ...timeouts, ...manyConnections } });
    client.middlewareStack.add(...withAnswers(onAnswer));
    await client.config.region().catch(explainRegion);
    return client;
  }),
  ses: onceEach(async () => {
    const { SESv2Client } = await import('@aws-sdk/client-sesv2');
    const client = new SESv2Client({ requestHandler: timeouts, ...oneAttempt });
    client.middlewareStack.add(...withAnswers(onAnswer));
    return client;
  }),
  sts: onceEach(async () => {
    const { STSClient } = await import('@aws-sdk/client-sts');
    const client = new STSClient({ requestHandler: timeouts });
    client.middlewareStack.add(...withAnswers(onAnswer));
    return client;
  }),
  sns: onceEach(async (region: string) => {
    const { SNSClient } = await import('@aws-sdk/client-sns');
    const client = new SNSClient({ region, requestHandler: timeouts, ...oneAttempt });
    client.middlewareStack.add(...withAnswers(onAnswer));
    return client;
  }),
  eventbridge: onceEach(async (region: string) => {
    const { EventBridgeClient } = await import('@aws-sdk/client-eventbridge');
    const client = new EventBridgeClient({ region, requestHandler: timeouts, ...oneAttempt });
    client.middlewareStack.add(...withAnswers(onAnswer));
    return client;
  }),
  ssm: onceEach(async (region?: string) => {
    const { SSMClient } = await import('@aws-sdk/client-ssm');
    const client = new SSMClient({ ...(region !== undefined && { region }), requestHandler: timeouts });
    client.middlewareStack.add(...withAnswers(onAnswer));
    return client;
  }),
  secretsManager: onceEach(async (region?: string) => {
    const { SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
    const client = new SecretsManagerClient({
      ...(region !== undefined && { region }),
      requestHandler: timeouts,
    });
    client.middlewareStack.add(...withAnswers(onAnswer));
    return client;
  }),
  cloudtrail: onceEach(async (region: string) => {
    const { CloudTrailClient } = await import('@aws-sdk/client-cloudtrail');
    const client = new CloudTrailClient({ region, requestHandler: timeouts });
    client.middlewareStack.add(...withAnswers(onAnswer));
    return client;
  }),
});

/** Lambda sets the region. On a laptop it may be missing. */
const explainRegion = (error: unknown): never => {
  throw new TattletailError(`${messageOf(error)}, set AWS_REGION`, { cause: error });
};

/**
 * Milliseconds. By default the SDK waits for ever. `requestTimeout` alone only warns, and only `socketTimeout` ends a
 * body that stalls (AWS SDK for JavaScript v3, "NodeHttpHandlerOptions").
 */
const timeouts = {
  connectionTimeout: 2_000,
  requestTimeout: 10_000,
  socketTimeout: 5_000,
  throwOnRequestTimeout: true,
};

/**
 * Alerts request their claims in parallel, a roundup 32 of them. If S3 is slow, they would use up the SDK's 50
 * connections, and deliveries could not be recorded in time. A function has 1,024 file descriptors (Lambda Developer
 * Guide, "Lambda quotas").
 */
const manyConnections = { httpAgent: { maxSockets: 500 }, httpsAgent: { maxSockets: 500 } };

/** After a lost answer the SDK would send the message again as if it were the first. We retry with a note instead. */
const oneAttempt = { maxAttempts: 1 };
