import { describe, expect, it } from 'vitest';
import { destinationTypes } from '../../../src/destinations/registry.ts';
import { notify } from '../../../src/notify/notify.ts';
import type { Answer } from '../../support/answer.ts';
import { neverAborted } from '../../support/builders.ts';
import { fault } from '../../support/faults.ts';
import { pagerDutyError } from '../../support/pagerduty-server.ts';
import { startSecretStores } from '../../support/secrets.ts';
import { startServices } from '../../support/services.ts';
import { sesError } from '../../support/ses/errors.ts';
import { slackError } from '../../support/slack/errors.ts';
import { snsError } from '../../support/sns/errors.ts';
import { jsonError } from '../../support/ssm-server.ts';

/** Tries a destination of a type. Its server gives this answer instead of its own, if there is one. */
const tryOut = async (type: string, answer?: Answer, id = 'D') => {
  await using services = await startServices();
  const { server, settings, optionalSettings, secrets, messages } = services.destinationOf(type);
  server.faults.plan(() => answer && fault.answer(answer));
  const configured = destinationTypes.flatMap((known) =>
    known.type === type ? [known.settings.parse({ ...settings, ...optionalSettings })] : [],
  );
  const config = {
    destinations: configured.map((one) => ({ id: 'D', type, rateLimit: undefined, isLocal: true, ...one })),
    accounts: new Map(),
    display: { timeZone: 'UTC' },
  };
  const result = await notify({ destination: id }, config, { fetch, aws: services.aws }, neverAborted);
  const requests = server.requests.length;
  return { result, requests, secrets, texts: messages().map(({ text }) => text) };
};

describe.each(destinationTypes)('a destination of type $type', ({ type }) => {
  it('gets one sample alert, which says that it is one', async () => {
    const { result, requests, texts } = await tryOut(type);
    expect(result).toEqual({
      destination: 'D',
      outcome: 'accepted',
      message: `accepted by the destination (${type})`,
    });
    expect(requests).toBe(1);
    expect(texts).toEqual([expect.stringContaining('nothing has happened')]);
  });

  it('is tried once if it refuses, whatever it says, and no secret is shown', async () => {
    await using services = await startServices();
    const { throttled, refused } = services.destinationOf(type);
    for (const answer of [throttled, refused]) {
      const { result, requests, secrets } = await tryOut(type, answer);
      expect(result).toMatchObject({ outcome: 'refused', advice: expect.stringMatching(/\.$/) });
      expect(requests).toBe(1);
      for (const secret of secrets) expect(JSON.stringify(result)).not.toContain(secret);
    }
  });
});

describe('what to do is said', () => {
  it.each([
    ['slack_webhook', slackError('no_service'), 'make a new one for the channel'],
    ['slack_webhook', slackError('channel_is_archived'), 'choose another channel'],
    ['slack_webhook', slackError('action_prohibited'), 'restricts who may post there'],
    ['slack_webhook', slackError('rate_limited'), 'try again in a minute'],
    [
      'slack_webhook',
      { status: 302, headers: { location: 'https://example.com/' }, body: '' },
      'leads to another place',
    ],
    ['slack_webhook', { status: 200, body: '<title>Sign in</title>' }, 'Something else answered'],
    ['slack_webhook', { status: 500, body: 'x' }, 'Look whether it arrived'],
    [
      'ses',
      sesError(
        'MessageRejected',
        'Email address is not verified. The following identities failed the check in region EU-CENTRAL-1: security@example.com',
      ),
      'in the SES sandbox',
    ],
    ['ses', sesError('MailFromDomainNotVerifiedException'), 'Verify from_email or its domain'],
    ['ses', sesError('AccessDeniedException'), 'ses:SendEmail'],
    ['ses', sesError('SendingPausedException'), 'SES has stopped sending'],
    ['teams_webhook', { status: 401, body: '' }, 'also what follows sig='],
    ['teams_webhook', { status: 403, body: '' }, 'anyone can trigger the flow'],
    ['teams_webhook', { status: 404, body: '' }, 'was removed'],
    ['teams_webhook', { status: 413, body: '' }, 'Correct the destination in the config'],
    ['teams_webhook', { status: 429, body: '' }, 'try again in a minute'],
    ['pagerduty', pagerDutyError(400, 'invalid event', ['Invalid routing key']), 'copy the Integration Key'],
    ['pagerduty', { status: 403, body: '' }, 'copy the Integration Key'],
    ['pagerduty', { status: 404, body: '' }, 'region = "eu"'],
    ['pagerduty', { status: 429, body: '' }, 'try again in a minute'],
    ['webhook', { status: 403, body: '' }, 'compare secrets and headers'],
    ['webhook', { status: 410, body: '' }, 'removed'],
    ['sns', snsError('AuthorizationError'), 'Allow the role of the function sns:Publish'],
    ['sns', snsError('NotFound'), 'There is no such topic'],
    ['sns', snsError('KMSAccessDenied'), 'kms:GenerateDataKey and kms:Decrypt'],
    ['sns', snsError('SignatureDoesNotMatch'), 'sign in'],
    ['sns', snsError('InternalError'), 'Look whether it arrived'],
  ] satisfies [string, Answer, string][])('%s, %j', async (type, answer, advice) => {
    const { result } = await tryOut(type, answer);
    expect(result).toMatchObject({ advice: expect.stringContaining(advice) });
  });
});

describe('what to do about a secret that cannot be had is said, without it', () => {
  const tryReference = async (
    value: string | undefined,
    answer?: Answer,
    webhook_url = 'ssm:/tattletail/slack',
    env = {},
  ) => {
    await using services = await startServices();
    await using stores = await startSecretStores({
      parameters: value === undefined ? {} : { '/tattletail/slack': value },
      env,
    });
    if (answer !== undefined) stores.ssm.faults.plan(() => fault.answer(answer));
    const [slack] = destinationTypes;
    const configured = slack?.settings.parse({ webhook_url });
    if (configured === undefined) throw new Error('there is no type');
    const destination = {
      id: 'D',
      type: 'slack_webhook',
      rateLimit: undefined,
      isLocal: false,
      ...configured,
    };
    const config = { destinations: [destination], accounts: new Map(), display: { timeZone: 'UTC' } };
    const tools = { fetch, aws: services.aws, readSecret: stores.readSecret };
    return await notify({ destination: 'D' }, config, tools, neverAborted);
  };

  it.each([
    [undefined, undefined, 'Create it in the region of the function'],
    ['x', jsonError(400, 'AccessDeniedException', 'not authorized'), 'ssm:GetParameter or secretsmanager'],
    ['x', jsonError(400, 'InvalidKeyId', 'is disabled'), 'must be enabled'],
    ['x', jsonError(400, 'ExpiredTokenException', 'The security token is expired'), 'aws sso login'],
    ['https://user:s3cret@hooks.slack.com/', undefined, 'Put a value of the right form'],
    ['http://10.0.0.7/s3cret', undefined, 'Put a value of the right form'],
    ['https://chat.example.net/s3cret', undefined, 'list its host in allowed_hosts'],
    ['{"url":"https://hooks.slack.com/s3cret"}', undefined, 'Put a value of the right form'],
  ])('%j, %j', async (value, answer, advice) => {
    const result = await tryReference(value, answer);
    expect(result).toMatchObject({ outcome: 'refused', advice: expect.stringContaining(advice) });
    expect(JSON.stringify(result)).not.toContain('s3cret');
  });

  it('of the environment', async () =>
    expect(await tryReference(undefined, undefined, 'env:NOSUCH')).toMatchObject({
      message: 'env:NOSUCH cannot be used: the environment has no such variable, or it is empty',
      advice: expect.stringContaining('Set the variable'),
    }));
});

it('a destination that the config does not have is named, with those that it has', async () => {
  const { result, requests } = await tryOut('sns', undefined, 'E');
  expect(requests).toBe(0);
  expect(result).toEqual({
    destination: 'E',
    outcome: 'no such destination',
    message: 'the config has no destination "E": it has "D"',
  });
  expect((await tryOut('sns', undefined, '')).result).toMatchObject({
    message: 'expected the id of a destination of the config: it has "D"',
  });
});
