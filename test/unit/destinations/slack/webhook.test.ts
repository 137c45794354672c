import { describe, expect, it } from 'vitest';
import { slackWebhook } from '../../../../src/destinations/slack/webhook.ts';
import { anAlert, aRecord, aTag } from '../../../support/builders.ts';
import { startServices } from '../../../support/destinations.ts';
import { type Fault, fault } from '../../../support/faults.ts';
import { slackError } from '../../../support/slack/errors.ts';

const failure = async (broken: Fault) => {
  await using services = await startServices();
  services.slack.faults.next(broken);
  return await services.send('slack_webhook', anAlert()).catch((error: unknown) => error);
};

it('posts a message that nobody is mentioned in', async () => {
  await using services = await startServices();
  const hostile = '<!channel> <@U123> @here https://evil.example <https://evil.example|Console>';
  await services.send(
    'slack_webhook',
    anAlert({ record: aRecord({ userAgent: hostile, errorMessage: hostile }), output: hostile }),
  );
  expect(services.slack.posted).toMatchObject([{ mentions: [], links: [], unescaped: [], ignored: [] }]);
});

describe('what Slack answers decides what becomes of the alert', () => {
  it.each([
    ['rate_limited', 429, { outcome: 'refused', retryable: true, retryAfterMs: 30_000 }],
    ['rollup_error', 500, { outcome: 'unknown', retryable: true }],
    ['no_service', 404, { outcome: 'refused', retryable: false }],
    ['channel_is_archived', 410, { outcome: 'refused', retryable: false }],
    ['invalid_token', 403, { outcome: 'refused', retryable: false }],
  ])('%s', async (body, status, expected) => {
    const error = await failure(fault.answer({ status, body, headers: { 'retry-after': '30' } }));
    expect(error).toMatchObject({ message: `Slack answered ${status}: ${body}`, failure: expected });
  });

  it('a body that is not of Slack is not repeated in the message', async () =>
    expect(await failure(fault.html('<title>secret intranet</title>'))).toMatchObject({
      message: 'Slack answered 200: not an answer from Slack',
    }));
});

describe('a message that Slack does not take is posted once more as plain text', () => {
  const postAfter = async (...broken: readonly (Fault | undefined)[]) => {
    await using services = await startServices();
    services.slack.faults.next(...broken);
    const error: unknown = await services
      .send('slack_webhook', anAlert(), {}, { tag: aTag({ note: 'possible repeat of alert a1b2c3d4' }) })
      .catch((thrown: unknown) => thrown);
    const { posted, requests } = services.slack;
    return { error, requests: requests.length, payloads: posted.map(({ payload }) => payload) };
  };
  const refuses = (code: Parameters<typeof slackError>[0]) => fault.answer(slackError(code));

  it.each([
    'invalid_payload',
    'invalid_blocks',
    'invalid_blocks_format',
    'invalid_attachments',
    'msg_blocks_too_long',
    'no_text',
    'missing_text_or_fallback_or_attachments',
  ] as const)('after %s, with everything that matters in a line', async (code) =>
    expect(await postAfter(refuses(code))).toEqual({
      error: undefined,
      requests: 2,
      payloads: [
        {
          text: 'Access key created · possible repeat of alert a1b2c3d4 · arn:aws:iam::111122223333:user/alice · CreateAccessKey (iam.amazonaws.com) · a1b2c3d4',
        },
      ],
    }),
  );

  it.each([
    [400, 'msg_too_long'],
    [413, '<title>Request Entity Too Large</title>'],
  ])('after what is not documented: %i %s', async (status, body) =>
    expect(await postAfter(fault.answer({ status, body }))).toMatchObject({ error: undefined, requests: 2 }),
  );

  it('and is refused for good when Slack does not take that either', async () =>
    expect(await postAfter(refuses('invalid_blocks'), refuses('invalid_payload'))).toMatchObject({
      error: {
        message: 'Slack answered 400: invalid_payload',
        failure: { outcome: 'refused', retryable: false },
      },
      requests: 2,
      payloads: [],
    }));

  it('whose answer decides what becomes of the alert', async () =>
    expect(await postAfter(refuses('invalid_blocks'), fault.lostResponse())).toMatchObject({
      error: { failure: { outcome: 'unknown', retryable: true } },
      requests: 2,
    }));

  it.each(['no_service', 'invalid_token', 'channel_is_archived', 'user_not_found', 'rollup_error'] as const)(
    'but not after %s, which plain text would be told too',
    async (code) => expect(await postAfter(refuses(code))).toMatchObject({ requests: 1 }),
  );
});

it('a redirect is not followed', async () => {
  await using services = await startServices();
  await using other = await startServices();
  services.slack.faults.next(fault.redirect(`${other.slack.url}/latest/meta-data`));
  await expect(services.send('slack_webhook', anAlert())).rejects.toMatchObject({
    failure: { outcome: 'refused' },
  });
  expect(other.slack.requests).toEqual([]);
});

describe('the webhook URL is in no error', () => {
  const secret = 'XXXXXXXXXXXXXXXXXXXXXXXX';
  it.each([
    ['when the connection is reset', fault.resetBeforeReading()],
    ['when the answer is lost', fault.lostResponse()],
    ['when Slack refuses', fault.answer(slackError('no_service'))],
    ['when it is redirected', fault.redirect(`http://127.0.0.1:1/services/${secret}`)],
  ])('%s', async (_, broken) => {
    const error = await failure(broken);
    for (let cause = error; cause instanceof Error; cause = cause.cause) {
      expect(`${cause.name} ${cause.message} ${cause.stack} ${JSON.stringify(cause)}`).not.toContain(secret);
    }
  });

  it('when there is no such host', async () => {
    await using services = await startServices();
    const url = `https://nosuch.invalid/services/T0/B0/${secret}`;
    const error = await services
      .send('slack_webhook', anAlert(), { webhook_url: url })
      .catch((thrown: unknown) => thrown);
    expect(String(error)).toMatch(/^DeliveryError: no answer: (ENOTFOUND|EAI_AGAIN)$/);
    expect(error).toMatchObject({ failure: { outcome: 'refused', retryable: true } });
  });
});

describe('the webhook URL is https, or points to this machine', () => {
  it.each([
    ['https://hooks.slack.com/services/T0/B0/X', true],
    ['https://hooks.slack-gov.com/services/T0/B0/X', true],
    ['https://mattermost.example.com/hooks/x', true],
    ['http://127.0.0.1:8080/x', true],
    ['http://localhost/x', true],
    ['http://[::1]:1/x', true],
    ['http://hooks.slack.com/services/T0/B0/X', false],
    ['http://localhost.example.com/x', false],
    ['http://127.0.0.1@example.com/x', false],
    ['ftp://127.0.0.1/x', false],
    ['hooks.slack.com/services/T0/B0/X', false],
    ['', false],
  ])('%s: %s', (webhook_url, usable) =>
    expect(slackWebhook.settings.safeParse({ webhook_url }).success).toBe(usable),
  );
});
