import * as z from 'zod';
import type { Alert } from '../../alerts/alert.ts';
import type { Display } from '../../alerts/display.ts';
import { sha256 } from '../../alerts/event-key.ts';
import type { Tag } from '../../alerts/tag.ts';
import { quoted } from '../../redact.ts';
import { defineDestination } from '../destination.ts';
import { awsFailure, notFrom } from '../failure.ts';
import { asciiSubject } from './ascii.ts';
import { attributesOf, bytesOf } from './attributes.ts';
import { maxBytes, snsMessage } from './message.ts';

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
      .enum(['original', 'chatbot', 'ocsf'])
      .default('original')
      .describe(
        'What messages look like: chatbot is a custom notification of Amazon Q Developer, ocsf a Detection Finding.',
      ),
    attributes: z
      .boolean()
      .default(false)
      .describe(
        'Whether messages have attributes for filter policies: severity, rule, account, region, outcome.',
      ),
    subject: z.boolean().default(false).describe('Whether messages have a subject, which e-mails show.'),
    roundup_details: z
      .boolean()
      .default(false)
      .describe('Whether roundups have their first event in words, and all log files.'),
  },
  ownCalls: ({ sns_arn }) => [
    {
      eventSource: 'sns.amazonaws.com',
      eventName: 'Publish',
      isForOurs: ({ topicArn }) => topicArn === sns_arn,
    },
  ],
  createSend:
    ({ sns_arn, format, attributes, subject, roundup_details }, { aws, display }) =>
    async (alert, tag, signal) => {
      const { PublishCommand } = await import('@aws-sdk/client-sns');
      const client = await aws.sns(topicArn.exec(sns_arn)?.groups?.region ?? '');
      const more = attributes ? attributesOf(alert) : {};
      const command = new PublishCommand({
        TopicArn: sns_arn,
        Message: await formats[format](alert, tag, {
          ...{ display, attributeBytes: bytesOf(more) },
          hasRoundupDetails: roundup_details,
        }),
        MessageAttributes: { AlertId: { DataType: 'String', StringValue: tag.id }, ...more },
        ...(subject && { Subject: await subjectOf(alert, tag, display) }),
        ...fifo(sns_arn, alert, tag),
      });
      const { MessageId } = await client.send(command, { abortSignal: signal }).catch((error: unknown) => {
        throw awsFailure(error);
      });
      if (MessageId === undefined) throw notFrom('SNS');
    },
});

const subjectOf = async (alert: Alert, tag: Tag, display: Display): Promise<string> =>
  asciiSubject((await import('../subject.ts')).subjectFor(alert, tag, display, 95));

interface FormatOptions {
  readonly display: Display;
  readonly attributeBytes: number;
  /** Only of the original's format: the others have them. */
  readonly hasRoundupDetails: boolean;
}

type Format = (alert: Alert, tag: Tag, options: FormatOptions) => Promise<string>;

const formats = {
  original: async (alert, tag, options) => snsMessage(alert, tag, options),
  chatbot: async (alert, tag, { display }) =>
    (await import('./chatbot.ts')).chatbotMessage(alert, tag, display),
  ocsf: async (alert, tag, { display, attributeBytes }) =>
    (await import('../ocsf/finding.ts')).ocsfFinding(alert, tag, display, maxBytes - attributeBytes),
} satisfies Record<string, Format>;

/** A FIFO topic needs both: it keeps the alerts of a rule in order, and drops the same alert within five minutes. */
const fifo = (arn: string, { rule }: Alert, tag: Tag) =>
  arn.endsWith('.fifo') ? { MessageGroupId: sha256(rule.name), MessageDeduplicationId: tag.id } : {};
