import * as z from 'zod';
import type { Alert } from '../../alerts/alert.ts';
import { contentOf } from '../../alerts/content.ts';
import { oneLine } from '../../alerts/printable.ts';
import type { Tag } from '../../alerts/tag.ts';
import { textFor } from '../../alerts/text.ts';
import { classicMailSubject, classicMailText } from '../classic.ts';
import { defineDestination } from '../destination.ts';
import { awsFailure, notFrom } from '../failure.ts';
import { layout } from '../layout.ts';
import { mailAddress } from './mail-address.ts';

/** Sends a mail (SES API v2 Reference, "SendEmail"). */
export const ses = defineDestination(
  'ses',
  { to_emails: z.array(mailAddress).min(1).max(50), from_email: mailAddress, layout },
  ({ to_emails, from_email, layout }, { aws }) =>
    async (alert, tag, signal) => {
      const { SendEmailCommand } = await import('@aws-sdk/client-sesv2');
      const client = await aws.ses();
      const mail = layout === 'classic' ? classicMail(alert, tag) : standardMail(alert, tag);
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
);

interface Mail {
  readonly subject: string;
  readonly text: string;
}

const standardMail = (alert: Alert, tag: Tag): Mail => {
  const { title, place } = contentOf(alert);
  const subject = [
    ...(tag.note === undefined ? [] : [`[${tag.note}]`]),
    title,
    ...(place === '' ? [] : [`(${place})`]),
  ];
  return { subject: headerSafe(subject.join(' ')), text: textFor(alert, tag) };
};

const classicMail = (alert: Alert, tag: Tag): Mail => ({
  subject: classicMailSubject(tag),
  text: classicMailText(alert),
});

/** Nothing of a record may start a header of its own, nor fill the subject. */
const headerSafe = (text: string): string => oneLine(text).trim().slice(0, 200);

/**
 * SES takes 40 MB after base64 (SES Developer Guide, "Service quotas"), mailboxes mostly 10 to 25 MB. A record is never as
 * long, but what a rule says of it may be.
 */
const shortened = (text: string): string =>
  text.length > maxCharacters ? `${text.slice(0, maxCharacters)}…\n\n(cut: too long for a mail)\n` : text;

const maxCharacters = 1_000_000;

const utf8 = (data: string) => ({ Data: data.toWellFormed(), Charset: 'UTF-8' });
