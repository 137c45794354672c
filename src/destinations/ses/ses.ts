import * as z from 'zod';
import { defineDestination } from '../destination.ts';
import { awsFailure, notFrom } from '../failure.ts';
import { layout } from '../original/layout.ts';
import { classicMail } from './classic-mail.ts';
import { standardMail } from './mail.ts';
import { mailAddress } from './mail-address.ts';

/** Sends a mail (SES API v2 Reference, "SendEmail"). */
export const ses = defineDestination({
  type: 'ses',
  settings: {
    to_emails: z.array(mailAddress).min(1).max(50).describe('The addresses to send to.'),
    from_email: mailAddress.describe('The address to send from, which SES has verified.'),
    layout,
  },
  ownCalls: ({ from_email }) => [
    {
      eventSource: 'ses.amazonaws.com',
      eventName: 'SendEmail',
      isForOurs: ({ fromEmailAddress }) => fromEmailAddress === from_email,
    },
  ],
  createSend:
    ({ to_emails, from_email, layout }, { aws, display }) =>
    async (alert, tag, signal) => {
      const { SendEmailCommand } = await import('@aws-sdk/client-sesv2');
      const client = await aws.ses();
      const mail = layout === 'classic' ? classicMail(alert, tag) : standardMail(alert, tag, display);
      const command = new SendEmailCommand({
        FromEmailAddress: from_email,
        Destination: { ToAddresses: to_emails },
        Content: {
          Simple: {
            Subject: utf8(mail.subject),
            Body: { Text: utf8(shortened(mail.text)) },
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
