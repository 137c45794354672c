import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { jsonWebhook } from '../../../../src/destinations/json-webhook/json-webhook.ts';
import { anAlert, aTag } from '../../../support/builders.ts';
import { type Fault, fault } from '../../../support/faults.ts';
import { startServices } from '../../../support/services.ts';
import { startWebhookReceiver } from '../../../support/webhook-server.ts';

const secret = (letter: string): string => `whsec_${Buffer.alloc(32, letter).toString('base64')}`;

const post = async (more: Parameters<Awaited<ReturnType<typeof startServices>>['send']>[2] = {}) => {
  await using services = await startServices();
  const { server } = services.destinationOf('webhook');
  await services.send('webhook', anAlert(), more).catch(() => undefined);
  const [request] = server.requests;
  return { status: request?.status, headers: request?.headers ?? {}, body: request?.body ?? Buffer.of() };
};

describe('a message is signed', () => {
  it('so that the receiver knows the sender, with the id of the alert', async () =>
    expect(await post()).toMatchObject({ status: 204, headers: { 'webhook-id': aTag().id } }));

  it('by every secret, so that the old and the new one are good while they change', async () => {
    const { headers, body } = await post({ secrets: [secret('a'), secret('b')] });
    for (const known of [secret('a'), secret('b')])
      expect(() => new Webhook(known).verify(body, headers as Record<string, string>)).not.toThrow();
    expect(() => new Webhook(secret('c')).verify(body, headers as Record<string, string>)).toThrow();
  });

  it('unless there is no secret', async () => {
    await using receiver = await startWebhookReceiver();
    await using services = await startServices();
    const { createSend } = jsonWebhook.settings.parse({ url: receiver.webhookUrl });
    const display = { accountName: () => undefined, timeZone: 'UTC' };
    const sent = createSend({ fetch, aws: services.aws, display })(
      anAlert(),
      aTag(),
      AbortSignal.timeout(5000),
    );
    await expect(sent).rejects.toThrow('the webhook answered 401: Unauthorized');
    expect(receiver.requests[0]?.headers).not.toHaveProperty('webhook-signature');
  });
});

it('headers of the config are sent', async () =>
  expect(await post({ headers: { Authorization: 'Bearer s3cret', 'X-Team': 'security' } })).toMatchObject({
    status: 204,
    headers: { authorization: 'Bearer s3cret', 'x-team': 'security' },
  }));

describe('the status decides the outcome', () => {
  const failure = async (broken: Fault) => {
    await using services = await startServices();
    services.destinationOf('webhook').server.faults.next(broken);
    return await services.send('webhook', anAlert()).catch((error: unknown) => error);
  };

  it.each([200, 201, 202, 204, 299])('%i is success, whatever the body', async (status) =>
    expect(await failure(fault.answer({ status, body: status === 204 ? '' : 'thank you' }))).toBe(undefined),
  );

  it.each([
    [302, 'Found', { outcome: 'refused', retryable: false }],
    [401, 'Unauthorized', { outcome: 'refused', retryable: false }],
    [410, 'Gone, so remove the destination', { outcome: 'refused', retryable: false }],
    [429, 'Too Many Requests', { outcome: 'refused', retryable: true, retryAfterMs: 7000 }],
    [503, 'Service Unavailable', { outcome: 'unknown', retryable: true }],
    [599, 'no known status', { outcome: 'unknown', retryable: true }],
  ])('%i', async (status, reason, expected) =>
    expect(
      await failure(fault.answer({ status, body: 'a secret', headers: { 'retry-after': '7' } })),
    ).toMatchObject({ message: `the webhook answered ${status}: ${reason}`, failure: expected }),
  );
});

describe('settings are checked, and no message repeats a secret', () => {
  const messages = (more: object): readonly string[] =>
    jsonWebhook.settings
      .safeParse({ url: 'https://example.com/hook', ...more })
      .error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? [];

  it.each([
    'whsec_',
    'hunter2',
    'whsec_aHVudGVyMg==',
    `whsec_${Buffer.alloc(65).toString('base64')}`,
    `${secret('a')}!`,
    secret('a').replace('whsec_', ''),
  ])('a secret %s is refused', (text) =>
    expect(messages({ secrets: [text] })).toEqual([
      'secrets.0 must be whsec_ and then 24 to 64 bytes in base64, like what whsec_$(openssl rand -base64 32) gives',
    ]),
  );

  it.each([24, 32, 64])('a secret of %i bytes is good', (size) =>
    expect(messages({ secrets: [`whsec_${Buffer.alloc(size, 7).toString('base64')}`] })).toEqual([]),
  );

  const badValue = 'must be 1 to 4,000 printable ASCII characters, without space around them';
  const noReference =
    'must be a reference and nothing else, or hold none: put what stands before it into the secret';

  it.each([
    [{ 'X Y': 'secret' }, 'headers.X Y is no name of a header'],
    [{ 'x\r\ny': 'secret' }, 'headers.x\r\ny is no name of a header'],
    [{ Host: 'secret' }, 'headers.Host is a header that cannot be changed'],
    [{ 'Webhook-Signature': 'secret' }, 'headers.Webhook-Signature is a header that cannot be changed'],
    [{ a: 'secret', A: 'secret' }, 'headers.A is there twice'],
    [{ Authorization: 'secret\r\nX-Evil: 1' }, `headers.Authorization ${badValue}`],
    [{ Authorization: ' secret' }, `headers.Authorization ${badValue}`],
    [{ Authorization: 'sécret' }, `headers.Authorization ${badValue}`],
    [{ Authorization: '' }, `headers.Authorization ${badValue}`],
    [{ Authorization: 'Bearer ssm:/siem' }, `headers.Authorization ${noReference}`],
    [{ Authorization: 'SSM:/siem' }, `headers.Authorization ${noReference}`],
    [{ Authorization: 'Basic env:TOKEN' }, `headers.Authorization ${noReference}`],
  ])('headers %j are refused', (headers, message) => expect(messages({ headers })).toEqual([message]));
});
