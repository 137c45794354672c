import * as z from 'zod';
import type { Alert } from '../../alerts/alert.ts';
import { sha256 } from '../../alerts/event-key.ts';
import type { Tag } from '../../alerts/tag.ts';
import { quoted } from '../../redact.ts';
import { defineDestination } from '../destination.ts';
import { awsFailure, notFrom } from '../failure.ts';
import { ocsfFinding } from '../ocsf/finding.ts';
import { snsMessage } from './message.ts';

/** `arn:aws:sns:REGION:ACCOUNT:NAME`; the second part is another one in other partitions. */
const topicArn = /^arn:[\w-]+:sns:(?<region>[\w-]+):\d{12}:[\w.-]+$/;

/** Publishes the original's JSON to a topic (SNS API Reference, "Publish"). */
export const sns = defineDestination({
  type: 'sns',
  settings: {
    sns_arn: z
      .string()
      .regex(topicArn, {
        error: ({ input }) =>
          `must be the full ARN of a topic, arn:aws:sns:REGION:ACCOUNT:NAME, got ${quoted(String(input))}`,
      })
      .describe('The ARN of the topic.'),
    format: z
      .enum(['original', 'ocsf'])
      .default('original')
      .describe('What messages are: the JSON of the Go program, or a Detection Finding of OCSF.'),
  },
  ownCalls: ({ sns_arn }) => [
    {
      eventSource: 'sns.amazonaws.com',
      eventName: 'Publish',
      isForOurs: ({ topicArn }) => topicArn === sns_arn,
    },
  ],
  createSend:
    ({ sns_arn, format }, { aws, display }) =>
    async (alert, tag, signal) => {
      const { PublishCommand } = await import('@aws-sdk/client-sns');
      const client = await aws.sns(topicArn.exec(sns_arn)?.groups?.region ?? '');
      const command = new PublishCommand({
        TopicArn: sns_arn,
        Message: format === 'ocsf' ? ocsfFinding(alert, tag, display, 262_000) : snsMessage(alert, tag),
        MessageAttributes: { AlertId: { DataType: 'String', StringValue: tag.id } },
        ...fifo(sns_arn, alert, tag),
      });
      const { MessageId } = await client.send(command, { abortSignal: signal }).catch((error: unknown) => {
        throw awsFailure(error);
      });
      if (MessageId === undefined) throw notFrom('SNS');
    },
});

/** A FIFO topic needs both: it keeps the alerts of a rule in order, and drops the same alert within five minutes. */
const fifo = (arn: string, { rule }: Alert, tag: Tag) =>
  arn.endsWith('.fifo') ? { MessageGroupId: sha256(rule.name), MessageDeduplicationId: tag.id } : {};
