import { describe, expect, it } from 'vitest';
import { anAlert, aRecord, aTag } from '../../../support/builders.ts';
import { type Fault, fault } from '../../../support/faults.ts';
import { startServices } from '../../../support/services.ts';
import { slackApiError } from '../../../support/slack/web-api.ts';

const attempt = async (...faults: readonly (Fault | undefined)[]) => {
  await using services = await startServices();
  const { server, messages } = services.destinationOf('slack');
  server.faults.next(...faults);
  const error: unknown = await services
    .send('slack', anAlert(), {}, { tag: aTag({ note: 'possible duplicate of alert a1b2c3d4' }) })
    .catch((thrown: unknown) => thrown);
  return { error, requests: server.requests.length, texts: messages().map(({ text }) => text) };
};

const refuses = (error: string): Fault => fault.answer(slackApiError(error));

it('posts a message without mentions, and with no link but ours', async () => {
  await using services = await startServices();
  const hostile = '<!channel> <@U123> @here https://evil.example <https://evil.example|Console>';
  const record = aRecord({ userAgent: hostile, errorMessage: hostile, requestParameters: { hostile } });
  await services.send('slack', anAlert({ rule: { name: hostile }, record, output: hostile }));
  expect(services.slackApi.posted).toMatchObject([
    {
      channel: 'C00SECURITY',
      threadTs: undefined,
      mentions: [],
      links: [
        { found: expect.stringMatching(/^<https:\/\/us-east-1\.console\.aws\.amazon\.com\/[^|]+\|[^|]+>$/) },
      ],
      unescaped: [],
    },
  ]);
});

describe('the answer of Slack decides the outcome', () => {
  const forGood = { outcome: 'refused', retryable: false };
  const forNow = { outcome: 'refused', retryable: true };
  const unknown = { outcome: 'unknown', retryable: true };

  it.each([
    ['not_in_channel', forGood],
    ['channel_not_found', forGood],
    ['is_archived', forGood],
    ['invalid_auth', forGood],
    ['token_revoked', forGood],
    ['account_inactive', forGood],
    ['missing_scope', forGood],
    ['restricted_action', forGood],
    ['an_error_of_tomorrow', forGood],
    ['ratelimited', forNow],
    ['message_limit_exceeded', forNow],
    ['internal_error', unknown],
    ['fatal_error', unknown],
    ['service_unavailable', unknown],
  ])('%s', async (error, failure) =>
    expect(await attempt(refuses(error))).toMatchObject({
      error: { message: `Slack answered ${error}`, failure },
      requests: 1,
    }),
  );

  it('a rate limit says how long to wait', async () =>
    expect(
      await attempt(fault.answer(slackApiError('ratelimited', { status: 429, retryAfter: 30 }))),
    ).toMatchObject({
      error: {
        message: 'Slack answered 429: ratelimited',
        failure: { outcome: 'refused', retryable: true, retryAfterMs: 30_000 },
      },
    }));

  it.each([
    ['a page', fault.html('<title>secret intranet</title>')],
    ['an error that is no word', fault.answer(slackApiError('secret intranet'))],
    ['ok without a message', fault.answer({ status: 200, body: '{"ok":true}' })],
  ])('%s is not from Slack, and not in the error', async (_, broken) =>
    expect(await attempt(broken)).toMatchObject({
      error: { message: 'Slack answered 200: not an answer from Slack', failure: unknown },
    }),
  );
});

describe('a message whose content Slack refuses is posted once more as plain text', () => {
  it.each([
    'msg_too_long',
    'invalid_blocks',
    'msg_blocks_too_long',
    'invalid_attachments',
    'attachment_payload_limit_exceeded',
  ])('after %s', async (error) => {
    const { texts, ...rest } = await attempt(refuses(error));
    expect(rest).toEqual({ error: undefined, requests: 2 });
    expect(texts.join()).toContain('possible duplicate of alert a1b2c3d4');
    expect(texts.join()).not.toContain('"blocks"');
  });

  it('after a proxy found it too large', async () =>
    expect(await attempt(fault.answer({ status: 413, body: '' }))).toMatchObject({
      error: undefined,
      requests: 2,
    }));

  it('and is refused for good when Slack refuses that too', async () =>
    expect(await attempt(refuses('invalid_blocks'), refuses('msg_too_long'))).toMatchObject({
      error: { message: 'Slack answered msg_too_long', failure: { outcome: 'refused', retryable: false } },
      requests: 2,
    }));
});
