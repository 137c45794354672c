import { describe, expect, it } from 'vitest';
import { anAlert, aRecord, aTag } from '../../../support/builders.ts';
import { type Fault, fault } from '../../../support/faults.ts';
import { startServices } from '../../../support/services.ts';
import { slackError } from '../../../support/slack/errors.ts';

const failure = async (broken: Fault) => {
  await using services = await startServices();
  services.slack.faults.next(broken);
  return await services.send('slack_webhook', anAlert()).catch((error: unknown) => error);
};

it('posts a message without mentions, and with no link but ours', async () => {
  await using services = await startServices();
  const hostile = '<!channel> <@U123> @here https://evil.example <https://evil.example|Console>';
  await services.send(
    'slack_webhook',
    anAlert({ record: aRecord({ userAgent: hostile, errorMessage: hostile }), output: hostile }),
  );
  expect(services.slack.posted).toMatchObject([
    {
      mentions: [],
      links: [
        {
          found: expect.stringMatching(
            /^<https:\/\/us-east-1\.console\.aws\.amazon\.com\/[^|]+\|Open the event in the console>$/,
          ),
        },
      ],
      unescaped: [],
      ignored: [],
    },
  ]);
});

describe('the answer of Slack decides the outcome', () => {
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

  it('a body that is not from Slack is not in the error', async () =>
    expect(await failure(fault.html('<title>secret intranet</title>'))).toMatchObject({
      message: 'Slack answered 200: not an answer from Slack',
    }));
});

describe('a message whose content Slack refuses is posted once more as plain text', () => {
  const postAfter = async (...broken: readonly (Fault | undefined)[]) => {
    await using services = await startServices();
    services.slack.faults.next(...broken);
    const error: unknown = await services
      .send('slack_webhook', anAlert(), {}, { tag: aTag({ note: 'possible duplicate of alert a1b2c3d4' }) })
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
  ] as const)('after %s, with everything that matters', async (code) =>
    expect(await postAfter(refuses(code))).toEqual({
      error: undefined,
      requests: 2,
      payloads: [
        {
          text: [
            'Access key created',
            '_possible duplicate of alert a1b2c3d4_',
            '```',
            'alice (IAM user) created an access key',
            '',
            'What    CreateAccessKey (iam.amazonaws.com)',
            'Outcome succeeded',
            'Who     alice (IAM user), arn:aws:iam::111122223333:user/alice',
            'Account 111122223333',
            'Region  us-east-1',
            'When    2026-11-20T09:02:11Z',
            'From    203.0.113.7',
            'Event   event-1',
            '```',
            'Alert a1b2c3d4',
          ].join('\n'),
          parse: 'none',
          link_names: false,
          unfurl_links: false,
          unfurl_media: false,
        },
      ],
    }),
  );

  it.each([
    [400, 'msg_too_long'],
    [413, '<title>Request Entity Too Large</title>'],
  ])('after an undocumented error: %i %s', async (status, body) =>
    expect(await postAfter(fault.answer({ status, body }))).toMatchObject({ error: undefined, requests: 2 }),
  );

  it('and is refused for good when Slack refuses that too', async () =>
    expect(await postAfter(refuses('invalid_blocks'), refuses('invalid_payload'))).toMatchObject({
      error: {
        message: 'Slack answered 400: invalid_payload',
        failure: { outcome: 'refused', retryable: false },
      },
      requests: 2,
      payloads: [],
    }));

  it('whose answer decides the outcome', async () =>
    expect(await postAfter(refuses('invalid_blocks'), fault.lostResponse())).toMatchObject({
      error: { failure: { outcome: 'unknown', retryable: true } },
      requests: 2,
    }));

  it.each(['no_service', 'invalid_token', 'channel_is_archived', 'user_not_found', 'rollup_error'] as const)(
    'but not after %s, which plain text would not change',
    async (code) => expect(await postAfter(refuses(code))).toMatchObject({ requests: 1 }),
  );
});
