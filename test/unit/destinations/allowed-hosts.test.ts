import { describe, expect, it } from 'vitest';
import { asRecorded } from '../../../src/alerts/display.ts';
import { destinationTypes } from '../../../src/destinations/registry.ts';
import type { JsonObject } from '../../../src/json.ts';
import { anAlert, aTag, neverAborted } from '../../support/builders.ts';

const routing_key = '0123456789abcdef0123456789abcdef';
const slack = 'https://hooks.slack.com/services/T1/B1/s3cret';
const elsewhere = 'https://chat.example.net/hooks/s3cret';

const typeOf = (type: string) => {
  const found = destinationTypes.find((known) => known.type === type);
  if (found === undefined) throw new Error(`there is no type ${type}`);
  return found;
};

const problemsOf = (type: string, settings: JsonObject) =>
  typeOf(type)
    .settings.safeParse(settings)
    .error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? [];

describe('a URL in the config may be', () => {
  it.each([
    ['slack_webhook', { webhook_url: slack }],
    ['slack_webhook', { webhook_url: 'https://hooks.slack-gov.com/services/T1/B1/s3cret' }],
    // As in the Go program.
    ['slack_webhook', { webhook_url: elsewhere }],
    ['slack_webhook', { webhook_url: slack, allowed_hosts: ['chat.example.net'] }],
    ['slack_webhook', { webhook_url: elsewhere, allowed_hosts: ['Chat.example.NET'] }],
    [
      'slack_webhook',
      { webhook_url: 'https://chat.example.net:8443/s3cret', allowed_hosts: ['chat.example.net'] },
    ],
    ['slack_webhook', { webhook_url: 'http://127.0.0.1:1/s3cret', allowed_hosts: ['chat.example.net'] }],
    ['teams_webhook', { webhook_url: 'https://a.b.environment.api.powerplatform.com/s3cret' }],
    ['teams_webhook', { webhook_url: 'https://prod-1.westeurope.logic.azure.com/s3cret' }],
    ['teams_webhook', { webhook_url: elsewhere, allowed_hosts: ['chat.example.net'] }],
    ['pagerduty', { routing_key }],
    ['pagerduty', { routing_key, url: 'https://events.eu.pagerduty.com/v2/enqueue' }],
    ['pagerduty', { routing_key, url: elsewhere, allowed_hosts: ['chat.example.net'] }],
    ['webhook', { url: elsewhere }],
    ['webhook', { url: 'https://[2606:4700::1111]/', allowed_hosts: ['[2606:4700::1111]'] }],
  ])('%s %j', (type, settings) => expect(problemsOf(type, settings)).toEqual([]));
});

describe('a URL in the config may not be', () => {
  const got = 'got "chat.example.net": if that is right, list it in allowed_hosts';

  it.each([
    [
      'slack_webhook',
      { webhook_url: elsewhere, allowed_hosts: ['chat.example.com'] },
      `webhook_url must be at hooks.slack.com or hooks.slack-gov.com or chat.example.com, ${got}`,
    ],
    [
      'teams_webhook',
      { webhook_url: elsewhere },
      `webhook_url must be at *.logic.azure.com or *.api.powerplatform.com, ${got}`,
    ],
    [
      'pagerduty',
      { routing_key, url: elsewhere },
      `url must be at events.pagerduty.com or events.eu.pagerduty.com, ${got}`,
    ],
    [
      'webhook',
      { url: elsewhere, allowed_hosts: ['siem.example.net', 'x.example.net'] },
      `url must be at siem.example.net or x.example.net, ${got}`,
    ],
  ])('%s %j', (type, settings, problem) => {
    expect(problemsOf(type, settings)).toEqual([problem]);
    expect(problem).not.toContain('s3cret');
  });

  it.each([
    'https://logic.azure.com.example.net/s3cret',
    'https://evil-logic.azure.com/s3cret',
    'https://prod-1.logic.azure.com./s3cret',
    'https://api.powerplatform.com/s3cret',
    'https://prod-1.logic.azure.com.evil.example/s3cret',
  ])('what only looks like a host of Teams: %s', (webhook_url) =>
    expect(problemsOf('teams_webhook', { webhook_url })).toEqual([
      expect.stringMatching(/^webhook_url must be at /),
    ]),
  );

  it('and what is wrong with a URL is said once', () =>
    expect(problemsOf('teams_webhook', { webhook_url: slack })).toEqual([
      expect.stringMatching(/^webhook_url is not of a workflow of Teams/),
    ]));
});

it.each([
  'https://a.example',
  'a.example/x',
  'a.example:443',
  '*.example.com',
  '',
  'a b',
  'bücher.example',
  'u@a.example',
])('no entry of allowed_hosts is %j', (host) =>
  expect(problemsOf('webhook', { url: elsewhere, allowed_hosts: [host] })).toEqual([
    'allowed_hosts.0 must be a host alone, as it is written in a URL: hooks.example.com',
  ]),
);

describe('where a reference leads', () => {
  /** Sends an alert with this value in place of every reference. Gives the URLs that were called, or why there is none. */
  const sentTo = async (type: string, settings: JsonObject, value: string) => {
    const called: unknown[] = [];
    const refuse = async (target: unknown) => {
      called.push(target);
      return new Response('', { status: 500 });
    };
    // No destination of these types calls AWS.
    const aws = {} as never;
    const tools = { fetch: refuse, aws, display: asRecorded, readSecret: async () => value };
    const send = typeOf(type).settings.parse(settings).createSend(tools);
    const error: unknown = await send(anAlert(), aTag(), neverAborted).catch((thrown: unknown) => thrown);
    return called.length > 0 ? called : String(error);
  };

  it.each([
    ['slack_webhook', { webhook_url: 'ssm:/s' }, slack],
    ['slack_webhook', { webhook_url: 'ssm:/s', allowed_hosts: ['chat.example.net'] }, elsewhere],
    ['teams_webhook', { webhook_url: 'ssm:/s' }, 'https://prod-1.westeurope.logic.azure.com/s3cret'],
    ['pagerduty', { routing_key, url: 'ssm:/s', allowed_hosts: ['chat.example.net'] }, elsewhere],
    ['webhook', { url: 'ssm:/s' }, elsewhere],
    ['webhook', { url: 'ssm:/s', allowed_hosts: ['chat.example.net'] }, elsewhere],
  ])('it may: %s %j', async (type, settings, value) =>
    expect(await sentTo(type, settings, value)).toEqual([value]),
  );

  it.each([
    [
      'slack_webhook',
      { webhook_url: 'ssm:/s' },
      'webhook_url must be at hooks.slack.com or hooks.slack-gov.com',
    ],
    ['teams_webhook', { webhook_url: 'ssm:/s' }, 'webhook_url must be at *.logic.azure.com'],
    ['pagerduty', { routing_key, url: 'ssm:/s' }, 'url must be at events.pagerduty.com'],
    ['webhook', { url: 'ssm:/s', allowed_hosts: ['siem.example.net'] }, 'url must be at siem.example.net'],
  ])('it may not, and nothing is sent: %s %j', async (type, settings, message) => {
    const error = await sentTo(type, settings, elsewhere);
    expect(error).toContain(`ssm:/s cannot be used: ${message}`);
    expect(error).toContain('got "chat.example.net"');
    expect(error).not.toContain('s3cret');
  });
});
