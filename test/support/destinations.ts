import type { S3ClientConfig } from '@aws-sdk/client-s3';
import type { Alert } from '../../src/alerts/alert.ts';
import type { AwsClients } from '../../src/aws/clients.ts';
import { destinationTypes } from '../../src/destinations/registry.ts';
import type { JsonObject } from '../../src/json.ts';
import { s3ClientFor, sesClientFor, snsClientFor } from './aws-clients.ts';
import { aTag, neverAborted } from './builders.ts';
import type { Loopback } from './loopback.ts';
import { startS3 } from './s3-server.ts';
import { startSes } from './ses-server.ts';
import { startSlack } from './slack-server.ts';
import { startSns } from './sns-server.ts';

export const topic = 'arn:aws:sns:eu-central-1:111122223333:alerts';

export type Services = Awaited<ReturnType<typeof startServices>>;

/** Every service that we talk to, on loopback. Clients of AWS make one attempt each, unless S3's is told otherwise. */
export const startServices = async ({ s3Client = {} }: { readonly s3Client?: S3ClientConfig } = {}) => {
  const [s3, ses, slack, sns] = await Promise.all([
    startS3({ buckets: ['my-trail', 'config', { name: 'ledger', denyUnconditionalPuts: true }] }),
    startSes({ identities: ['tattletail@example.com'] }),
    startSlack({ rate: 'unlimited' }),
    startSns({ topics: [topic, { arn: `${topic}.fifo` }] }),
  ]);
  const clients = { s3: s3ClientFor(s3, s3Client), ses: sesClientFor(ses), sns: snsClientFor(sns) };
  const aws: AwsClients = {
    sts: () => Promise.reject(new Error('STS is not asked')),
    s3: async () => clients.s3,
    ses: async () => clients.ses,
    sns: async () => clients.sns,
  };
  const settings: Readonly<Record<string, JsonObject>> = {
    slack_webhook: { webhook_url: slack.webhookUrl },
    ses: { to_emails: ['security@example.com'], from_email: 'tattletail@example.com' },
    sns: { sns_arn: topic },
  };
  const servers: Readonly<Record<string, Loopback>> = { slack_webhook: slack, ses, sns };
  return {
    s3,
    ses,
    slack,
    sns,
    aws,
    settings,
    servers,
    /** Sends an alert by a type of destination, with the settings above unless told otherwise. */
    send: async (
      type: string,
      alert: Alert,
      more: JsonObject = {},
      { signal = neverAborted, tag = aTag() } = {},
    ): Promise<void> => {
      const destination = destinationTypes.find((candidate) => candidate.type === type);
      const connect = destination?.settings.parse({ ...settings[type], ...more });
      if (connect === undefined) throw new Error(`no destination of type ${type}`);
      await connect({ fetch, aws })(alert, tag, signal);
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([s3, ses, slack, sns].map((server) => server.close()));
    },
  };
};
