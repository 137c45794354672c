import * as z from 'zod';
import { addressIn } from './address.ts';

const content = z.strictObject({ Data: z.string(), Charset: z.string().optional() });
const addresses = z.array(z.string()).optional();

/** The part of SendEmail's request that this fake understands. Anything else in it is refused, not ignored. */
export const sendEmailRequest = z.strictObject({
  FromEmailAddress: z.string(),
  Destination: z.strictObject({ ToAddresses: addresses, CcAddresses: addresses, BccAddresses: addresses }),
  ReplyToAddresses: addresses,
  ConfigurationSetName: z.string().optional(),
  EmailTags: z
    .array(
      z.strictObject({
        Name: z.string().regex(/^[A-Za-z0-9_-]{1,256}$/),
        Value: z.string().regex(/^[A-Za-z0-9_.@-]{1,256}$/),
      }),
    )
    .optional(),
  Content: z.strictObject({
    Simple: z.strictObject({
      Subject: content,
      Body: z
        .strictObject({ Text: content.optional(), Html: content.optional() })
        .refine(({ Text, Html }) => Text !== undefined || Html !== undefined, 'a body needs Text or Html'),
      Headers: z.array(z.strictObject({ Name: z.string(), Value: z.string() })).optional(),
    }),
  }),
});

export type SendEmailRequest = z.infer<typeof sendEmailRequest>;
type Content = z.infer<typeof content>;

/** Why SES answers BadRequestException, if it does. */
export const badRequest = (request: SendEmailRequest): string | undefined => {
  const { Subject, Body, Headers = [] } = request.Content.Simple;
  const texts = [Body.Text, Body.Html].filter((text) => text !== undefined);
  return (
    recipientProblem(request) ??
    subjectProblem(Subject) ??
    first([Subject, ...texts].map(charsetProblem)) ??
    (texts.some(({ Data }) => Data === '') ? 'A part of the body is empty.' : undefined) ??
    first(Headers.map(({ Name, Value }) => headerProblem(Name, Value))) ??
    repeatedHeader(Headers.map(({ Name }) => Name.toLowerCase())) ??
    sizeProblem([Subject, ...texts])
  );
};

const recipientsOf = ({ Destination }: SendEmailRequest): readonly string[] =>
  [Destination.ToAddresses, Destination.CcAddresses, Destination.BccAddresses].flatMap((some) => some ?? []);

const first = (problems: readonly (string | undefined)[]): string | undefined =>
  problems.find((problem) => problem !== undefined);

/** SES-DG "Service quotas": 50 recipients a message, To, CC and BCC together. */
const recipientProblem = (request: SendEmailRequest): string | undefined => {
  const recipients = recipientsOf(request);
  if (recipients.length === 0) return 'No recipients given.';
  if (recipients.length > 50) return 'Recipient count exceeds 50.';
  const all = [request.FromEmailAddress, ...recipients, ...(request.ReplyToAddresses ?? [])];
  const invalid = all.find((mailbox) => addressIn(mailbox) === undefined);
  return invalid === undefined ? undefined : `Invalid email address ${invalid}.`;
};

/** A line break in a subject would begin a header of the sender's making. */
const subjectProblem = ({ Data }: Content): string | undefined => {
  if (Data.trim() === '') return 'The subject is empty.';
  return /\p{Cc}|[\u2028\u2029]/u.test(Data) ? 'The subject contains control characters.' : undefined;
};

/** SES API v2, Content: 7-bit ASCII unless a Charset says otherwise. */
const charsetProblem = ({ Data, Charset = 'US-ASCII' }: Content): string | undefined => {
  if (!/^(US-ASCII|UTF-8|ISO-8859-1|Shift_JIS)$/i.test(Charset)) return `Unknown charset ${Charset}.`;
  return /^UTF-8$/i.test(Charset) || !/[^\0-\x7f]/.test(Data) ? undefined : `The text is not ${Charset}.`;
};

/** SES API v2, MessageHeader. Older editions of that page allow values of 870 characters only. */
const headerProblem = (name: string, value: string): string | undefined => {
  if (!/^[!-9;-~]{1,126}$/.test(name)) return `Invalid header name ${name}.`;
  if (!/^[ -~]{1,995}$/.test(value) || name.length + value.length > 996)
    return `Invalid value of header ${name}.`;
  return undefined;
};

/** SES-DG "Amazon SES header fields": these appear once; the first row SES writes itself for a Simple message. */
const writtenBySes = [
  'bcc',
  'cc',
  'content-transfer-encoding',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'reply-to',
  'return-path',
  'sender',
  'subject',
  'to',
];
const once =
  /^(accept-language|acceptlanguage|archived-at|auto-submitted|bounces-to|comments|content-.*|delivered-to|disposition-notification-.*|dkim-signature|domainkey-signature|errors-to|importance|in-reply-to|keywords|list-.*|message-context|organization|original-.*|precedence|priority|references|return-receipt-to|solicitation|sensitivity|thread-index|thread-topic|user-agent|vbr-info)$/;

const repeatedHeader = (names: readonly string[]): string | undefined => {
  const repeated = names.find(
    (name, index) => writtenBySes.includes(name) || (once.test(name) && names.indexOf(name) < index),
  );
  return repeated === undefined ? undefined : `Duplicate header '${repeated}'.`;
};

/** SES-DG "Service quotas": 40 MB after base64. */
const sizeProblem = (contents: readonly Content[]): string | undefined => {
  const size = contents.reduce((sum, { Data }) => sum + Math.ceil(Buffer.byteLength(Data) / 3) * 4, 0);
  return size > 41_943_040 ? `Message length is more than 41943040 bytes long: '${size}'.` : undefined;
};
