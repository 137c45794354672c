import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asRecorded } from '../../../../src/alerts/display.ts';
import { pagerDutyEvent } from '../../../../src/destinations/pagerduty/event.ts';
import { pagerduty } from '../../../../src/destinations/pagerduty/pagerduty.ts';
import { DeliveryError } from '../../../../src/errors.ts';
import { anAlert, aRecord, aRoundup, aTag } from '../../../support/builders.ts';
import { fault } from '../../../support/faults.ts';
import { eventProblems } from '../../../support/pagerduty/event.ts';
import { pagerDutyError, startPagerDuty } from '../../../support/pagerduty-server.ts';
import { startServices } from '../../../support/services.ts';

const routingKey = 'e93facc04764012d7bfb002500d5d1a6';

const eventFor = (alert = anAlert(), tag = aTag()) =>
  JSON.parse(pagerDutyEvent(alert, tag, { display: asRecorded, routingKey }));

it('says at a glance what happened, to what, where and how bad it is', () => {
  const record = aRecord({ requestParameters: { userName: 'eve' } });
  const alert = anAlert({ rule: { severity: 'high', runbookUrl: 'https://example.com/keys' }, record });
  const url = 'https://us-east-1.console.aws.amazon.com/cloudtrailv2/home?region=us-east-1#/events/event-1';
  expect(eventFor(alert)).toMatchObject({
    routing_key: routingKey,
    event_action: 'trigger',
    dedup_key: aTag().id,
    client: 'cloudtrail-tattletail',
    client_url: url,
    links: [
      { href: 'https://example.com/keys', text: 'Runbook' },
      { href: url, text: 'Event in the console' },
    ],
    payload: {
      summary: 'Access key created: alice (IAM user) created an access key for user eve',
      source: 'user eve, 111122223333, us-east-1',
      severity: 'error',
      timestamp: '2026-11-20T09:02:11Z',
      class: 'CreateAccessKey (iam.amazonaws.com)',
      group: 'Access key created',
      custom_details: { version: 1, severity: 'high', who: expect.stringContaining('alice'), record },
    },
  });
});

it.each([
  ['critical', 'critical'],
  ['high', 'error'],
  ['medium', 'warning'],
  [undefined, 'warning'],
  ['low', 'info'],
  ['info', 'info'],
] as const)('severity %s is its %s', (severity, theirs) =>
  expect(eventFor(anAlert({ rule: { severity } })).payload.severity).toBe(theirs),
);

it('a possible duplicate says so, and adds to the alert that there is', async () => {
  await using services = await startServices();
  const tag = aTag({ note: 'possible duplicate of alert a1b2c3d4' });
  await services.send('pagerduty', anAlert());
  await services.send('pagerduty', anAlert(), {}, { tag });
  expect(
    services
      .destinationOf('pagerduty')
      .messages()
      .map(({ text }) => JSON.parse(text).summary),
  ).toEqual([
    expect.stringMatching(/^Access key created: /),
    expect.stringMatching(/^possible duplicate of alert a1b2c3d4: Access key created: /),
  ]);
  await using server = await startPagerDuty();
  const { createSend } = pagerduty.settings.parse({ routing_key: routingKey, url: server.eventsUrl });
  const send = createSend({ fetch, aws: services.aws, display: asRecorded });
  await send(anAlert(), aTag(), AbortSignal.timeout(5000));
  await send(anAlert(), tag, AbortSignal.timeout(5000));
  expect(server.alerts.size).toBe(1);
});

it.each([
  ['us', 'https://events.pagerduty.com/v2/enqueue'],
  ['eu', 'https://events.eu.pagerduty.com/v2/enqueue'],
])('region %s has its own URL', async (region, url) => {
  const called: unknown[] = [];
  const accept = async (target: unknown) => {
    called.push(target);
    return new Response('{"status":"success"}', { status: 202 });
  };
  await using services = await startServices();
  const { createSend } = pagerduty.settings.parse({ routing_key: routingKey, region });
  const tools = { fetch: accept, aws: services.aws, display: asRecorded };
  await createSend(tools)(anAlert(), aTag(), AbortSignal.timeout(5000));
  expect(called).toEqual([url]);
});

describe('the answer decides the outcome', () => {
  it.each([
    [400, 'invalid event', { outcome: 'refused', retryable: false }],
    [429, 'throttle exceeded', { outcome: 'refused', retryable: true }],
    [500, 'Internal Server Error', { outcome: 'unknown', retryable: true }],
    [202, 'not success', { outcome: 'unknown', retryable: true }],
  ])('%i %s', async (status, what, failure) => {
    await using services = await startServices();
    const { server } = services.destinationOf('pagerduty');
    server.faults.next(fault.answer(pagerDutyError(status, what, [`Invalid ${routingKey}`])));
    const error: unknown = await services.send('pagerduty', anAlert()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DeliveryError);
    expect(error).toMatchObject({ message: `PagerDuty answered ${status}: ${what}`, failure });
  });
});

it.each(['', 'x'.repeat(31), 'x'.repeat(33), `${'x'.repeat(31)}-`, 'https://example.com/aaaaaaaaaaaaa'])(
  'the routing key %j is refused, without repeating it',
  (routing_key) => {
    const { error } = pagerduty.settings.safeParse({ routing_key });
    expect(error?.issues).toMatchObject([
      { message: 'must be the 32 letters and digits of an integration key' },
    ]);
  },
);

it('any event is one that PagerDuty takes', () => {
  const piece = fc.constantFrom('\u0000', '\ud800', '"', '\u202e', 'é', '😀', 'x', '\r\n', '\u2028');
  const long = fc
    .tuple(piece, fc.integer({ min: 0, max: 60_000 }))
    .map(([text, times]) => text.repeat(times));
  const fields = fc.record({
    eventName: long,
    eventTime: long,
    awsRegion: long,
    recipientAccountId: long,
    requestParameters: fc.dictionary(piece, long),
  });
  fc.assert(
    fc.property(fields, long, (record, text) => {
      const alert = anAlert({ rule: { name: text }, record: aRecord(record), output: { text } });
      for (const any of [alert, aRoundup(alert, alert)]) {
        const event = pagerDutyEvent(any, aTag(), { display: asRecorded, routingKey });
        expect(Buffer.byteLength(event)).toBeLessThanOrEqual(512_000);
        expect(eventProblems(JSON.parse(event), routingKey)).toEqual([]);
      }
    }),
    { numRuns: 40 },
  );
}, 60_000);
