import { describe, expect, it } from 'vitest';
import { textFor } from '../../../../src/alerts/text.ts';
import { classicMail } from '../../../../src/destinations/ses/classic-mail.ts';
import { htmlFor } from '../../../../src/destinations/ses/html.ts';
import { anAlert, aRecord, aTag } from '../../../support/builders.ts';
import { fault } from '../../../support/faults.ts';
import { startServices } from '../../../support/services.ts';
import { sesError } from '../../../support/ses/errors.ts';

it('mails the alert to everybody, with the rule, what happened, account and region in the subject', async () => {
  await using services = await startServices();
  const to_emails = ['security@example.com', 'Alice <alice@example.com>'];
  await services.send('ses', anAlert(), { to_emails });
  expect(services.ses.sent).toMatchObject([
    {
      from: 'tattletail@example.com',
      subject: 'Access key created: alice (IAM user) created an access key (111122223333 us-east-1)',
      text: textFor(anAlert(), aTag()),
    },
  ]);
  expect(services.ses.recipientCount()).toBe(2);
});

it('leaves out of the subject what a record does not say', async () => {
  await using services = await startServices();
  await services.send('ses', anAlert({ record: { eventID: 'e1' } }));
  expect(services.ses.sent).toMatchObject([{ subject: 'Access key created' }]);
});

it('sends in the name, to the answer addresses and with the configuration set of its settings', async () => {
  await using services = await startServices();
  await services.send('ses', anAlert(), {
    from_name: 'Überwachung',
    reply_to: ['soc@example.com'],
    configuration_set: 'alerts',
  });
  expect(services.ses.sent).toMatchObject([
    {
      from: '=?UTF-8?B?w5xiZXJ3YWNodW5n?= <tattletail@example.com>',
      replyTo: ['soc@example.com'],
      configurationSet: 'alerts',
    },
  ]);
});

it('mails the alert as HTML too, but not in the classic layout', async () => {
  await using services = await startServices();
  await services.send('ses', anAlert());
  await services.send('ses', anAlert(), { layout: 'classic' });
  expect(services.ses.sent.map(({ html }) => html)).toEqual([htmlFor(anAlert(), aTag()), undefined]);
});

it('mails the original’s message in the classic layout', async () => {
  await using services = await startServices();
  await services.send('ses', anAlert({ output: 'x' }), { layout: 'classic' });
  expect(services.ses.sent).toMatchObject([
    { subject: 'Cloudtrail Tattletail event', text: classicMail(anAlert({ output: 'x' }), aTag()).text },
  ]);
});

it.each(['standard', 'classic'])('cuts a mail that SES would refuse (layout: %s)', async (layout) => {
  await using services = await startServices();
  await services.send('ses', anAlert({ output: 'é'.repeat(20_000_000) }), { layout });
  const [{ text = '' } = {}] = services.ses.sent;
  expect(text).toContain('event-1');
  expect(text.length).toBeLessThan(1_000_100);
  expect(text).toMatch(/\(cut: too long for a mail\)\n$/);
});

it('mails a million characters whole, and cuts one more', async () => {
  await using services = await startServices();
  const textOfLength = (length: number) => {
    const rest = textFor(anAlert({ output: 'x' }), aTag()).length - 1;
    return anAlert({ output: 'x'.repeat(length - rest) });
  };
  await services.send('ses', textOfLength(1_000_000));
  await services.send('ses', textOfLength(1_000_001));
  const [whole, cut] = services.ses.sent.map(({ text = '' }) => text);
  expect(whole === textFor(textOfLength(1_000_000), aTag())).toBe(true);
  expect(cut?.endsWith('\n}…\n\n(cut: too long for a mail)\n')).toBe(true);
});

describe('text from a record does not become a header', () => {
  it.each([
    'us-east-1\r\nBcc: evil@example.com',
    'a\u0000b\u2028c\u0085d',
    'a\u202eb',
    'us-east-1) [possible duplicate of alert a1b2c3d4] (x',
    'x'.repeat(5000),
  ])('nor is it in the subject: %.60j', async (awsRegion) => {
    await using services = await startServices();
    await services.send('ses', anAlert({ record: aRecord({ awsRegion }) }));
    expect(services.ses.sent).toMatchObject([
      {
        subject: 'Access key created: alice (IAM user) created an access key (111122223333)',
        headers: { 'X-Alert-Id': aTag().id },
      },
    ]);
  });
});

it('begins the subject with the severity, and what is too long leaves room for account and region', async () => {
  await using services = await startServices();
  await services.send('ses', anAlert({ rule: { name: `a\u2028b${'x'.repeat(5000)}`, severity: 'high' } }));
  const [{ subject = '' } = {}] = services.ses.sent;
  expect(subject).toMatch(/^\[HIGH\] a bx+… \(111122223333 us-east-1\)$/);
  expect(subject).toHaveLength(200);
});

describe('the answer of SES decides the outcome', () => {
  it.each([
    ['TooManyRequestsException', { outcome: 'refused', retryable: true }],
    ['LimitExceededException', { outcome: 'refused', retryable: true }],
    ['MessageRejected', { outcome: 'refused', retryable: false }],
    ['SendingPausedException', { outcome: 'refused', retryable: false }],
    ['MailFromDomainNotVerifiedException', { outcome: 'refused', retryable: false }],
  ] as const)('%s', async (name, failure) => {
    await using services = await startServices();
    services.ses.faults.next(fault.answer(sesError(name)));
    await expect(services.send('ses', anAlert())).rejects.toMatchObject({
      message: expect.stringContaining(name),
      failure,
    });
  });
});
