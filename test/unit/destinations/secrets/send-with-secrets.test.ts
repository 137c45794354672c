import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import type { Alert, MatchAlert } from '../../../../src/alerts/alert.ts';
import { asRecorded } from '../../../../src/alerts/display.ts';
import { createDestinations } from '../../../../src/delivery/create-destinations.ts';
import { type Delivery, deliver } from '../../../../src/delivery/deliver.ts';
import { describeFailed } from '../../../../src/delivery/describe-failed.ts';
import { deliveryErrorOf } from '../../../../src/delivery/failure.ts';
import { memoryLedger } from '../../../../src/delivery/ledger/memory.ts';
import { destinationTypes } from '../../../../src/destinations/registry.ts';
import { sendWithSecrets } from '../../../../src/destinations/secrets/send-with-secrets.ts';
import { DeliveryError } from '../../../../src/errors.ts';
import type { JsonObject } from '../../../../src/json.ts';
import type { Answer } from '../../../support/answer.ts';
import { anAlert, aRecord, aTag, neverAborted } from '../../../support/builders.ts';
import type { TestDestination } from '../../../support/destinations/test-destination.ts';
import { fault } from '../../../support/faults.ts';
import { startSecretStores } from '../../../support/secrets.ts';
import { startServices } from '../../../support/services.ts';
import { slackError } from '../../../support/slack/errors.ts';
import { slackApiError } from '../../../support/slack/web-api.ts';
import { jsonError } from '../../../support/ssm-server.ts';

/** Alerts about different events, so that none is a duplicate of another. */
const alerts = (count: number, from = 0): readonly MatchAlert[] =>
  Array.from({ length: count }, (_, index) =>
    anAlert({ record: aRecord({ eventID: `event-${from + index}` }) }),
  );

const idsOf = (some: readonly MatchAlert[]): readonly unknown[] =>
  some.map(({ record }) => record.eventID).toSorted();

/** Services, places for secrets, and destinations that deliver with retries and a ledger. */
const start = async () => {
  const services = await startServices();
  const stores = await startSecretStores({ env: {} });
  const connect = (type: string, settings: JsonObject) => {
    const known = destinationTypes.find((one) => one.type === type);
    if (known === undefined) throw new Error(`there is no type ${type}`);
    const configured = known.settings.parse(settings);
    const destination = { id: 'S', type, rateLimit: undefined, isLocal: false, ...configured };
    const tools = { fetch, aws: services.aws, display: asRecorded, readSecret: stores.readSecret };
    const destinationsOf = createDestinations([destination], tools, {
      ledger: memoryLedger(),
      onLedgerError: 'send',
      warn: () => undefined,
    });
    return (some: readonly Alert[]): Promise<readonly Delivery[]> =>
      deliver(some, destinationsOf, neverAborted);
  };
  return {
    services,
    stores,
    connect,
    [Symbol.asyncDispose]: async () => {
      await services[Symbol.asyncDispose]();
      await stores[Symbol.asyncDispose]();
    },
  };
};

const statuses = (deliveries: readonly Delivery[]): readonly string[] => [
  ...new Set(deliveries.map(({ status }) => status)),
];

const idsIn = ({ messages }: TestDestination): readonly string[] =>
  messages().flatMap(({ text }) => /event-\d+/.exec(text)?.[0] ?? []);

/** The secret that is good at first, and how the service refuses it later. */
const rotations: readonly {
  readonly type: string;
  readonly key: string;
  readonly before: (secret: string) => string;
  readonly refused: Answer;
}[] = [
  {
    type: 'slack_webhook',
    key: 'webhook_url',
    before: (url) => `${url}?old`,
    refused: slackError('no_service'),
  },
  {
    type: 'slack',
    key: 'token',
    before: (token) => `${token}-old`,
    refused: slackApiError('token_revoked'),
  },
  {
    type: 'teams_webhook',
    key: 'webhook_url',
    before: (url) => `${url}&old`,
    refused: { status: 401, body: '' },
  },
  {
    type: 'pagerduty',
    key: 'routing_key',
    before: () => '0'.repeat(32),
    refused: { status: 400, body: '{"status":"invalid event","message":"","errors":[]}' },
  },
  {
    type: 'webhook',
    key: 'url',
    before: (url) => `${url}?old`,
    refused: { status: 410, body: '' },
  },
];

describe.each(rotations)(
  'a $key of type $type that is replaced while alerts are sent',
  ({ type, key, before, refused }) => {
    it('is read again once, and every alert arrives once', async () => {
      await using started = await start();
      const { services, stores, connect } = started;
      const test = services.destinationOf(type);
      const good = String({ ...test.settings, ...test.optionalSettings }[key]);
      const old = before(good);
      stores.ssm.parameters.set('/s', { type: 'SecureString', value: old });
      let isRevoked = false;
      test.server.faults.plan(({ target, headers }) => {
        if (!isRevoked) return fault.answer(acceptedBy[type] ?? { status: 204 });
        // The test server of PagerDuty looks into the body itself.
        const isOld =
          type !== 'pagerduty' && [target, headers.authorization].some((text) => text?.endsWith('old'));
        return isOld ? fault.answer(refused) : undefined;
      });
      const send = connect(type, { ...test.settings, ...test.optionalSettings, [key]: 'ssm:/s' });

      expect(statuses(await send(alerts(5)))).toEqual(['delivered']);
      expect(stores.ssm.requests).toHaveLength(1);
      isRevoked = true;
      stores.ssm.parameters.set('/s', { type: 'SecureString', value: good });
      // More at once than a destination takes at once.
      expect(statuses(await send(alerts(20, 5)))).toEqual(['delivered']);
      expect(idsIn(test).toSorted()).toEqual(idsOf(alerts(20, 5)));
      expect(stores.ssm.requests).toHaveLength(2);
    });
  },
);

/** What the service says to the old secret while it is a good one. */
const acceptedBy: Readonly<Record<string, Answer>> = {
  slack_webhook: { status: 200, body: 'ok' },
  slack: { status: 200, body: '{"ok":true,"channel":"C1","ts":"1.2"}' },
  teams_webhook: { status: 202 },
  pagerduty: { status: 202, body: '{"status":"success"}' },
};

describe('a secret that is dead and has not been replaced', () => {
  it('is read again once, not for each alert, and the alerts arrive when it has been', async () => {
    await using started = await start();
    const { services, stores, connect } = started;
    const test = services.destinationOf('slack_webhook');
    const good = String(test.settings.webhook_url);
    stores.ssm.parameters.set('/s', { type: 'SecureString', value: `${good}-old` });
    const send = connect('slack_webhook', { webhook_url: 'ssm:/s' });
    expect(statuses(await send(alerts(20)))).toEqual(['failed']);
    expect(stores.ssm.requests).toHaveLength(2);
    expect(test.server.requests).toHaveLength(20);

    // A minute later Lambda tries again.
    stores.ssm.parameters.set('/s', { type: 'SecureString', value: good });
    stores.clock.now = 60_000;
    expect(statuses(await send(alerts(20)))).toEqual(['delivered']);
    expect(idsIn(test).toSorted()).toEqual(idsOf(alerts(20)));
    expect(stores.ssm.requests).toHaveLength(3);
  });

  it('that cannot be read again fails with both reasons', async () => {
    await using started = await start();
    const { services, stores, connect } = started;
    const test = services.destinationOf('slack_webhook');
    stores.ssm.parameters.set('/s', { type: 'SecureString', value: String(test.settings.webhook_url) });
    test.server.faults.plan(() => fault.answer(slackError('no_service')));
    stores.ssm.faults.plan(({ number }) =>
      number === 1 ? undefined : fault.answer(jsonError(400, 'AccessDeniedException', 'not allowed')),
    );
    const [failed] = await connect('slack_webhook', { webhook_url: 'ssm:/s' })(alerts(1));
    expect(failed?.status === 'failed' && failed.error.message).toBe(
      'Slack answered 404: no_service; ssm:/s cannot be read: AccessDeniedException: not allowed',
    );
  });
});

it('a store that fails after five minutes is no reason not to send: the secret was good before', async () => {
  await using started = await start();
  const { services, stores, connect } = started;
  const test = services.destinationOf('slack_webhook');
  stores.ssm.parameters.set('/s', { type: 'SecureString', value: String(test.settings.webhook_url) });
  const send = connect('slack_webhook', { webhook_url: 'ssm:/s' });
  expect(statuses(await send(alerts(1)))).toEqual(['delivered']);
  stores.ssm.faults.plan(() => fault.answer(jsonError(500, 'InternalServerError')));
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 301_000 });
  try {
    expect(statuses(await send(alerts(1, 1)))).toEqual(['delivered']);
  } finally {
    vi.useRealTimers();
  }
  expect(stores.ssm.requests).toHaveLength(2);
});

it('a parameter that leads elsewhere after five minutes is not followed: the URL of before goes on', async () => {
  await using started = await start();
  const { services, stores, connect } = started;
  const test = services.destinationOf('slack_webhook');
  const put = (value: string) => stores.ssm.parameters.set('/s', { type: 'SecureString', value });
  put(String(test.settings.webhook_url));
  const send = connect('slack_webhook', { webhook_url: 'ssm:/s' });
  expect(statuses(await send(alerts(1)))).toEqual(['delivered']);
  put('https://chat.example.net/hooks/s3cret');
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 301_000 });
  try {
    expect(statuses(await send(alerts(1, 1)))).toEqual(['delivered']);
  } finally {
    vi.useRealTimers();
  }
  expect(stores.ssm.requests).toHaveLength(2);
  expect(idsIn(test)).toEqual(['event-0', 'event-1']);

  // A process that has no URL of before.
  const [failed] = await connect('slack_webhook', { webhook_url: 'ssm:/s' })(alerts(1, 2));
  expect(failed?.status === 'failed' && failed.error.message).toBe(
    'ssm:/s cannot be used: webhook_url must be at hooks.slack.com or hooks.slack-gov.com, got "chat.example.net": if that is right, list it in allowed_hosts',
  );
});

it('a secret that cannot be read is a failure with the destination and the reference', async () => {
  await using started = await start();
  const [failed] = await started.connect('slack_webhook', { webhook_url: 'ssm:/nosuch' })(alerts(1));
  if (failed?.status !== 'failed') throw new Error('it must fail');
  expect(describeFailed(failed)).toMatch(
    /^s3:\/\/my-trail\/AWSLogs\/1\.json\.gz: alert of rule "Access key created" on event event-0 not delivered to slack_webhook "S": ssm:\/nosuch cannot be read: ParameterNotFound/,
  );
});

it.each([
  ['of ours', (text: string) => new DeliveryError(text, { outcome: 'refused', retryable: true })],
  ['of a library', (text: string) => new TypeError(text)],
])('an error %s that repeats a secret shows it to nobody', async (_, errorWith) => {
  await using stores = await startSecretStores({ env: { URL: 'https://hooks.example.com/s3cret' } });
  const reference = { store: 'env', name: 'URL', text: 'env:URL' } as const;
  const send = sendWithSecrets([reference], stores.readSecret, (secrets) => async () => {
    throw errorWith(`cannot reach ${secrets.get('env:URL')}!`);
  });
  const error: unknown = await send(anAlert(), aTag(), neverAborted).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ message: expect.stringMatching(/^cannot reach \(a secret\) *!$/) });
  expect(inspect(error)).not.toContain('s3cret');
  expect(deliveryErrorOf(error).failure).toEqual(deliveryErrorOf(errorWith('')).failure);
});

describe('a value that a literal could not have is refused', () => {
  it.each([
    ['slack_webhook', { webhook_url: 'ssm:/s' }, 'http://169.254.169.254/latest', 'webhook_url must be'],
    ['slack_webhook', { webhook_url: 'ssm:/s' }, 'ssm:/other', 'it is another reference'],
    [
      'slack_webhook',
      { webhook_url: 'ssm:/s' },
      'https://user:hunter2@hooks.slack.com/x',
      'webhook_url must have no user',
    ],
    [
      'slack',
      { token: 'ssm:/s', channel: '#a' },
      'xoxp-hunter2-hunter2',
      'token must be the Bot User OAuth Token',
    ],
    ['pagerduty', { routing_key: 'ssm:/s' }, 'hunter2', 'routing_key must be the 32 letters and digits'],
    [
      'webhook',
      { url: 'https://example.com/', headers: { 'x-key': 'ssm:/s' } },
      'hunter2\r\nx: y',
      'headers.x-key must be 1 to 4,000 printable',
    ],
    [
      'webhook',
      { url: 'https://example.com/', secrets: ['ssm:/s'] },
      'whsec_hunter2',
      'secrets.0 must be whsec_',
    ],
  ])('%s %j', async (type, settings, value, message) => {
    await using started = await start();
    started.stores.ssm.parameters.set('/s', { type: 'SecureString', value });
    const [failed] = await started.connect(type, settings)(alerts(1));
    if (failed?.status !== 'failed') throw new Error('it must fail');
    expect(failed.error.message).toMatch(/^ssm:\/s cannot be used: /);
    expect(failed.error.message).toContain(message);
    expect(failed.error.message).not.toContain('hunter2');
    expect(failed.error.failure).toEqual({ outcome: 'refused', retryable: false });
  });
});
