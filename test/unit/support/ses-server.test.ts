import { SendEmailCommand, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { expect, test } from 'vitest';
import { sesClientFor } from '../../support/aws-clients.ts';
import { fault } from '../../support/faults.ts';
import { sesError } from '../../support/ses/errors.ts';
import { startSes } from '../../support/ses-server.ts';
import { refusalOf } from './refusal.ts';

const start = async () => {
  const ses = await startSes({ identities: ['example.com', 'me@example.net'], clock: () => 0 });
  const client = sesClientFor(ses);
  return {
    ses,
    send: (input: SendEmailCommandInput) => client.send(new SendEmailCommand(input)),
    [Symbol.asyncDispose]: ses.close,
  };
};

interface Email {
  readonly from?: string;
  readonly to?: string[];
  readonly cc?: string[];
  readonly bcc?: string[];
  readonly subject?: string;
  readonly charset?: string | undefined;
  readonly text?: string;
  readonly headers?: Record<string, string>;
}

const anEmail = ({
  from = 'a@example.com',
  to = ['b@example.org'],
  cc = [],
  bcc = [],
  ...email
}: Email): SendEmailCommandInput => {
  const Charset = 'charset' in email ? email.charset : 'UTF-8';
  return {
    FromEmailAddress: from,
    Destination: { ToAddresses: to, CcAddresses: cc, BccAddresses: bcc },
    Content: {
      Simple: {
        Subject: { Data: email.subject ?? 'An alert', Charset },
        Body: { Text: { Data: email.text ?? 'Something happened', Charset } },
        Headers: Object.entries(email.headers ?? {}).map(([Name, Value]) => ({ Name, Value })),
      },
    },
  };
};

test('an e-mail arrives as it was sent', async () => {
  await using fake = await start();
  const { MessageId } = await fake.send(
    anEmail({
      from: 'Tattletail <alerts@mail.example.com>',
      cc: ['c@example.org'],
      subject: 'é 🔔',
      text: 'a\r\nb',
      headers: { 'X-Alert-Id': 'f00' },
    }),
  );
  expect(fake.ses.sent).toEqual([
    {
      at: 0,
      userAgent: expect.stringContaining('api/sesv2'),
      messageId: MessageId,
      from: 'Tattletail <alerts@mail.example.com>',
      to: ['b@example.org'],
      cc: ['c@example.org'],
      bcc: [],
      replyTo: [],
      subject: 'é 🔔',
      text: 'a\r\nb',
      headers: { 'X-Alert-Id': 'f00' },
    },
  ]);
  expect(fake.ses.recipientCount()).toBe(2);
});

const people = (count: number, at = 'example.org'): string[] =>
  Array.from({ length: count }, (_, index) => `p${index}@${at}`);

test.each<[string, Email, string]>([
  ['nobody to send to', { to: [] }, 'No recipients'],
  ['51 recipients in all', { to: people(40), cc: people(10), bcc: people(1) }, 'Recipient count exceeds 50'],
  ['an empty address', { to: [''] }, 'Invalid email address'],
  ['an address without a domain', { to: ['b'] }, 'Invalid email address'],
  ['an address with a line break', { to: ['b@example.org\r\nBcc: c@example.org'] }, 'Invalid email address'],
  ['two addresses in one', { to: ['b@example.org, c@example.org'] }, 'Invalid email address'],
  ['an address outside ASCII', { to: ['bé@example.org'] }, 'Invalid email address'],
  ['a name with a comma outside quotes', { from: 'Doe, J. <a@example.com>' }, 'Invalid email address'],
  ['a subject with a header in it', { subject: 'x\r\nBcc: c@example.org' }, 'control characters'],
  ['a subject with a control character', { subject: 'x\u0000' }, 'control characters'],
  ['an empty subject', { subject: '' }, 'subject is empty'],
  ['a subject outside ASCII without a charset', { subject: 'é', charset: undefined }, 'US-ASCII'],
  ['a body outside ASCII without a charset', { text: 'é', charset: undefined }, 'US-ASCII'],
  ['an unknown charset', { charset: 'UTF-9' }, 'Unknown charset'],
  ['an empty body', { text: '' }, 'empty'],
  [
    'a header with a line break',
    { headers: { 'X-Alert-Id': 'x\r\nBcc: c@example.org' } },
    'Invalid value of header X-Alert-Id',
  ],
  ['a header outside ASCII', { headers: { 'X-Alert-Id': 'é' } }, 'Invalid value of header X-Alert-Id'],
  ['a header of 996 characters', { headers: { X: 'x'.repeat(996) } }, 'Invalid value of header X'],
  [
    'a header and its name of 997 characters',
    { headers: { XY: 'x'.repeat(995) } },
    'Invalid value of header XY',
  ],
  ['a header without a value', { headers: { 'X-Alert-Id': '' } }, 'Invalid value of header X-Alert-Id'],
  ['a header with a colon in its name', { headers: { 'X: Y': 'z' } }, 'Invalid header name'],
  ['a second subject', { headers: { subject: 'z' } }, "Duplicate header 'subject'"],
  [
    'the same header twice',
    { headers: { References: '<a@b>', references: '<c@d>' } },
    "Duplicate header 'references'",
  ],
  ['half a surrogate pair', { text: 'x\ud800' }, 'not JSON of well-formed text'],
  [
    'more than 40 MB after base64',
    { text: 'x'.repeat(31_457_281) },
    'Message length is more than 41943040 bytes',
  ],
])('%s is refused', async (_, email, message) => {
  await using fake = await start();
  const refusal = await refusalOf(fake.send(anEmail(email)));
  expect(refusal).toEqual({
    name: 'BadRequestException',
    message: expect.stringContaining(message),
    status: 400,
  });
  expect(fake.ses.sent).toEqual([]);
});

test.each<[string, Email]>([
  ['50 recipients in all', { to: people(40), cc: people(9), bcc: people(1) }],
  ['a name in quotes', { from: '"Doe, J." <a@example.com>' }],
  ['a verified address', { from: 'me@example.net' }],
  ['a header and its name of 996 characters', { headers: { X: 'x'.repeat(995) } }],
  ['ASCII without a charset', { charset: undefined }],
])('%s is taken', async (_, email) => {
  await using fake = await start();
  await fake.send(anEmail(email));
  expect(fake.ses.sent).toHaveLength(1);
});

test.each(['you@example.net', 'a@notexample.com', 'Tattletail <a@example.org>'])(
  '%s is not verified and may not send',
  async (from) => {
    await using fake = await start();
    expect(await refusalOf(fake.send(anEmail({ from })))).toEqual({
      name: 'MessageRejected',
      message: `Email address is not verified. The following identities failed the check in region EU-CENTRAL-1: ${from}`,
      status: 400,
    });
  },
);

test('content that this fake does not understand is refused', async () => {
  await using fake = await start();
  const raw = { ...anEmail({}), Content: { Raw: { Data: new Uint8Array([1]) } } };
  expect(await refusalOf(fake.send(raw))).toMatchObject({ name: 'BadRequestException' });
  expect(await refusalOf(fake.send({ ...anEmail({}), ConfigurationSetName: 'nobody' }))).toMatchObject({
    name: 'NotFoundException',
    status: 404,
  });
});

test.each([
  ['TooManyRequestsException', 429],
  ['LimitExceededException', 400],
  ['AccountSuspendedException', 400],
  ['SendingPausedException', 400],
  ['MailFromDomainNotVerifiedException', 400],
  ['MessageRejected', 400],
  ['AccessDeniedException', 403],
] as const)('%s reaches the client as what it is', async (code, status) => {
  await using fake = await start();
  fake.ses.faults.next(fault.answer(sesError(code, 'because')));
  const refusal = await refusalOf(fake.send(anEmail({})));
  expect(refusal).toEqual({ name: code, message: 'because', status });
  expect(fake.ses.sent).toEqual([]);
});

test('a request that is not signed is refused', async () => {
  await using fake = await start();
  const anonymous = await fetch(`${fake.ses.url}/v2/email/outbound-emails`, { method: 'POST', body: '{}' });
  expect([anonymous.status, anonymous.headers.get('x-amzn-errortype')]).toEqual([
    403,
    'MissingAuthenticationToken',
  ]);
});
