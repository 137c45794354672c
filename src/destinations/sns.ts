import * as z from 'zod';
import type { Alert } from '../alerts/alert.ts';
import { defineDestination } from './destination.ts';
import { awsFailure } from './failure.ts';
import { goJson } from './go-json.ts';

/** `arn:aws:sns:REGION:ACCOUNT:NAME`; other partitions have another second part. */
const topicArn = /^arn:[^:]+:sns:(?<region>[^:]+):\d{12}:[^:]+$/;

/** Publishes the original's JSON to a topic (SNS API Reference, "Publish"). */
export const sns = defineDestination(
  'sns',
  { sns_arn: z.string().regex(topicArn, 'must be the full ARN of a topic: arn:aws:sns:REGION:ACCOUNT:NAME') },
  ({ sns_arn }, { aws }) =>
    async (alert, signal) => {
      const { PublishCommand } = await import('@aws-sdk/client-sns');
      const client = await aws.sns(topicArn.exec(sns_arn)?.groups?.region ?? '');
      try {
        await client.send(new PublishCommand({ TopicArn: sns_arn, Message: snsMessage(alert) }), {
          abortSignal: signal,
        });
      } catch (error) {
        throw awsFailure(error);
      }
    },
);

/** Byte for byte what the original publishes. */
export const snsMessage = ({ rule, record, match }: Alert): string =>
  `{"name":${goJson(rule.name)},"description":${goJson(rule.description)},"record":${goJson(record)},"match":${goJson(match)}}`;
