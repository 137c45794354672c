import { randomUUID } from 'node:crypto';
import type { Answer } from './answer.ts';
import { readJson } from './json-body.ts';
import { type Clock, type Loopback, type Request, startLoopback } from './loopback.ts';
import { addressIn, isVerified } from './ses/address.ts';
import { badRequest, type SendEmailRequest, sendEmailRequest } from './ses/email.ts';
import { sesError } from './ses/errors.ts';
import { regionOf, signatureProblem } from './sigv4.ts';

export interface SesOptions {
  /** Verified addresses and domains. */
  readonly identities: readonly string[];
  /** @default none */
  readonly configurationSets?: readonly string[];
  readonly clock?: Clock;
}

interface SentEmail {
  readonly at: number;
  readonly userAgent: string;
  readonly messageId: string;
  /** As given, with the name if there was one. */
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  readonly configurationSet?: string;
  /** The headers that the sender added, by the name they were given. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface SesServer extends Loopback {
  /** What SES accepted, in order: it answered, or would have answered, with a MessageId. */
  readonly sent: readonly SentEmail[];
  /** Recipients of all that: what SES quotas count. */
  readonly recipientCount: () => number;
}

/** An SES that knows SendEmail of API v2 with Simple content. */
export const startSes = async ({
  identities,
  configurationSets = [],
  clock = Date.now,
}: SesOptions): Promise<SesServer> => {
  const sent: SentEmail[] = [];

  const handle = (request: Request): Answer => {
    const problem = signatureProblem(request, 'ses');
    if (request.headers.authorization === undefined) return sesError('MissingAuthenticationToken');
    if (problem !== undefined) return sesError('SignatureDoesNotMatch', problem);
    if (request.method !== 'POST' || request.target !== '/v2/email/outbound-emails')
      return sesError('NotFoundException');
    const json = isJson(request) ? readJson(request.body) : undefined;
    if (json === undefined)
      return sesError('BadRequestException', 'The body is not JSON of well-formed text.');
    const parsed = sendEmailRequest.safeParse(json);
    if (!parsed.success) return sesError('BadRequestException', parsed.error.message);
    const email = parsed.data;
    const invalid = badRequest(email);
    if (invalid !== undefined) return sesError('BadRequestException', invalid);
    const { FromEmailAddress: from, ConfigurationSetName: set } = email;
    if (!isVerified(addressIn(from) ?? '', identities))
      return sesError(
        'MessageRejected',
        `Email address is not verified. The following identities failed the check in region ${regionOf(request).toUpperCase()}: ${from}`,
      );
    if (set !== undefined && !configurationSets.includes(set))
      return sesError('NotFoundException', `Configuration set <${set}> does not exist.`);
    const entry = sentEmail(email, request);
    sent.push(entry);
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ MessageId: entry.messageId }),
    };
  };

  return {
    ...(await startLoopback(handle, clock)),
    sent,
    recipientCount: () => sent.reduce((sum, { to, cc, bcc }) => sum + to.length + cc.length + bcc.length, 0),
  };
};

const isJson = ({ headers }: Request): boolean =>
  (headers['content-type'] ?? '').startsWith('application/json');

const sentEmail = (
  { FromEmailAddress, Destination, ReplyToAddresses = [], ConfigurationSetName, Content }: SendEmailRequest,
  { at, headers }: Request,
): SentEmail => {
  const { ToAddresses = [], CcAddresses = [], BccAddresses = [] } = Destination;
  const { Subject, Body, Headers = [] } = Content.Simple;
  return {
    at,
    userAgent: headers['user-agent'] ?? '',
    messageId: randomUUID(),
    from: FromEmailAddress,
    to: ToAddresses,
    cc: CcAddresses,
    bcc: BccAddresses,
    replyTo: ReplyToAddresses,
    subject: Subject.Data,
    ...(Body.Text && { text: Body.Text.Data }),
    ...(Body.Html && { html: Body.Html.Data }),
    ...(ConfigurationSetName !== undefined && { configurationSet: ConfigurationSetName }),
    headers: Object.fromEntries(Headers.map(({ Name, Value }) => [Name, Value])),
  };
};
