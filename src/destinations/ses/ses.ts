import * as z from 'zod';
import { defineDestination } from '../destination.ts';
import { awsFailure, notFrom } from '../failure.ts';
import { layout } from '../original/layout.ts';
import { classicMail } from './classic-mail.ts';
import { mailAddress } from './mail-address.ts';
import { senderName, senderOf } from './sender.ts';

/** Sends a mail (SES API v2 Reference, "SendEmail"). */
export const ses = defineDestination({
  type: 'ses',
  settings: {
    to_emails: z.array(mailAddress).min(1).max(50).describe('The addresses to send to.'),
    from_email: mailAddress.describe('The address to send from, which SES has verified.'),
    from_name: senderName.optional(),
    reply_to: z.array(mailAddress).min(1).max(50).optional().describe('The addresses that answers go to.'),
    configuration_set: z
      .string()
      .regex(/^[\w-]{1,64}$/, {
        error: 'must be the name of a configuration set of SES: letters, digits, _ and -, at most 64',
      })
      .optional()
      .describe('The configuration set of SES to send with.'),
    layout,
  },
  ownCalls: ({ from_email, from_name }) => [
    {
      eventSource: 'ses.amazonaws.com',
      eventName: 'SendEmail',
      isForOurs: ({ fromEmailAddress }) => fromEmailAddress === senderOf(from_email, from_name),
    },
  ],
  createSend:
    ({ to_emails, from_email, from_name, reply_to, configuration_set, layout }, { aws, display }) =>
    async (alert, tag, signal) => {
      const { SendEmailCommand } = await import('@aws-sdk/client-sesv2');
      const { standardMail } = await import('./mail.ts');
      const client = await aws.ses();
      const mail = layout === 'classic' ? classicMail(alert, tag) : standardMail(alert, tag, display);
      const command = new SendEmailCommand({
        FromEmailAddress: senderOf(from_email, from_name),
        Destination: { ToAddresses: to_emails },
        ...(reply_to !== undefined && { ReplyToAddresses: reply_to }),
        ...(configuration_set !== undefined && { ConfigurationSetName: configuration_set }),
        Content: {
          Simple: {
            Subject: utf8(mail.subject),
            Body: {
              Text: utf8(shortened(mail.text)),
              ...(mail.html !== undefined && { Html: utf8(mail.html) }),
            },
            Headers: [{ Name: 'X-Alert-Id', Value: tag.id }],
          },
        },
      });
      const { MessageId } = await client.send(command, { abortSignal: signal }).catch((error: unknown) => {
        throw awsFailure(error);
      });
      if (MessageId === undefined) throw notFrom('SES');
    },
});

/**
 * SES takes 40 MB after base64 (SES Developer Guide, "Service quotas"), most mailboxes 10 to 25 MB. No record is that
 * long, but the output of a rule may be.
 */
const shortened = (text: string): string =>
  text.length > maxCharacters ? `${text.slice(0, maxCharacters)}…\n\n(cut: too long for a mail)\n` : text;

const maxCharacters = 1_000_000;

const utf8 = (data: string) => ({ Data: data.toWellFormed(), Charset: 'UTF-8' });
