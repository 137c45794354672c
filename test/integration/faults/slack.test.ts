import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Invocation } from '../../../src/invocation.ts';
import type { JsonObject } from '../../../src/json.ts';
import { aRecord } from '../../support/builders.ts';
import { type Core, startCore } from '../../support/core.ts';
import { type Fault, fault } from '../../support/faults.ts';
import { startLoopback } from '../../support/loopback.ts';
import { slackError } from '../../support/slack/errors.ts';
import { anEventID } from '../../support/told.ts';

/** What Slack does to a message, in the core: each test is a process of its own, with a pace of its own. */
let core: Core;
beforeAll(async () => {
  const rules = `
[[rule]]
name = "Hostile <!here>"
jq_match = '.eventName | startswith("<")'
destinations = ["slack"]
`;
  core = await startCore({ destinations: ['slack'], rules });
});
afterAll(() => core[Symbol.asyncDispose]());
beforeEach(async () => {
  core.slack.faults.clear();
  await core.restart();
});

/** An event, and what comes of it each time that it is inspected. */
const anEvent = (fields: JsonObject = {}) => {
  const eventID = anEventID();
  const [requests, posted] = [core.slack.requests.length, core.slack.posted.length];
  const claims = new Set(core.claims().map(({ owner }) => owner));
  return {
    inspect: (limits?: Partial<Invocation>) => core.inspect([aRecord({ ...fields, eventID })], limits),
    told: () => core.told(eventID),
    requests: () => core.slack.requests.slice(requests),
    posted: () => core.slack.posted.slice(posted),
    states: () => core.claims().flatMap(({ owner, state }) => (claims.has(owner) ? [] : [state])),
    notDelivered: (why: string) => [
      `file: alert of rule "Access key created" on event ${eventID} not delivered to slack_webhook "slack": ${why}`,
    ],
  };
};

const tooMany = (retryAfter: number): Fault =>
  fault.answer({ status: 429, headers: { 'retry-after': String(retryAfter) }, body: 'rate_limited' });

it('31: Slack asks for a second of patience: it is given that, and one message', async () => {
  const event = anEvent();
  core.slack.faults.next(tooMany(1));
  expect(await event.inspect()).toEqual([]);
  expect(event.told()).toEqual(['slack']);
  const [first, second] = event.requests().map(({ at }) => at);
  // A timer of Node may end a millisecond early.
  expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(999);
});

it('32: Slack asks for an hour: that is left to the next invocation, which tells it without a note', async () => {
  const event = anEvent();
  core.slack.faults.next(tooMany(3600));
  expect(await event.inspect()).toEqual(event.notDelivered('Slack answered 429: rate_limited'));
  expect(event.requests()).toHaveLength(1);
  expect(event.states()).toEqual(['refused']);
  expect(await event.inspect()).toEqual([]);
  expect(event.told()).toEqual(['slack']);
});

it.each([
  [
    '33: Slack posts the message and answers 500',
    fault.answer(slackError('rollup_error'), { applied: true }),
  ],
  ['34: Slack posts the message and the answer is lost', fault.lostResponse()],
  ['34: Slack posts the message and resets the connection', fault.resetBeforeAnswering({ applied: true })],
])('%s: the second message says that it may be a repeat', async (_, broken) => {
  const event = anEvent();
  core.slack.faults.next(broken);
  expect(await event.inspect()).toEqual([]);
  expect(event.told()).toEqual(['slack', 'slack (repeat)']);
});

it('35: Slack posts the message and hangs: given up when the time is up, and told as a possible repeat', async () => {
  const event = anEvent();
  const time = new AbortController();
  core.slack.faults.next(fault.hang({ applied: true }));
  const inspected = event.inspect({ deliverSignal: time.signal });
  await vi.waitFor(() => expect(event.told()).toEqual(['slack']), 10_000);
  time.abort();
  expect(await inspected).toEqual(event.notDelivered('no answer: AbortError'));
  expect(event.states()).toEqual(['unknown']);
  expect(await event.inspect()).toEqual([]);
  expect(event.told()).toEqual(['slack', 'slack (repeat)']);
});

it('36: Slack does not take the blocks: one message of plain text', async () => {
  const event = anEvent();
  core.slack.faults.next(fault.answer(slackError('invalid_blocks')));
  expect(await event.inspect()).toEqual([]);
  expect(event.requests()).toHaveLength(2);
  expect(event.posted().map(({ payload }) => Object.keys(payload))).toEqual([['text']]);
});

/** There is no store of secrets to ask again and no other destination to fall back to: what is left is to keep it. */
describe('37: the webhook is gone: one request, and the alert is kept for the next invocation', () => {
  it.each(['no_service', 'channel_is_archived', 'invalid_token'] as const)('%s', async (code) => {
    const event = anEvent();
    const answer = slackError(code);
    core.slack.faults.next(fault.answer(answer));
    expect(await event.inspect()).toEqual(event.notDelivered(`Slack answered ${answer.status}: ${code}`));
    expect(event.requests()).toHaveLength(1);
    expect(await event.inspect()).toEqual([]);
    expect(event.told()).toEqual(['slack']);
  });
});

it('38: a page with status 200 is no success, and what it holds is told nobody', async () => {
  const event = anEvent();
  core.slack.faults.plan(() => fault.html('<title>secret intranet</title>'));
  expect(await event.inspect()).toEqual(event.notDelivered('Slack answered 200: not an answer from Slack'));
  expect(event.told()).toEqual([]);
  core.slack.faults.clear();
  expect(await event.inspect()).toEqual([]);
  expect(event.told(), 'the page may have come instead of an answer').toEqual(['slack (repeat)']);
});

it('39: a redirect to an address within is not followed', async () => {
  await using metadata = await startLoopback(() => ({ status: 200, body: 'ok' }));
  const event = anEvent();
  core.slack.faults.next(fault.redirect(`${metadata.url}/latest/meta-data/iam/security-credentials/`));
  expect(await event.inspect()).toEqual(event.notDelivered('Slack answered 302: not an answer from Slack'));
  expect(metadata.requests).toEqual([]);
  expect(event.told()).toEqual([]);
});

describe('40: whatever a record holds, Slack takes the message, and it mentions and links nothing', () => {
  const hostile = '<!channel> <@U1> <https://evil.example|Console> & ``` `x` *b*';
  it.each([
    [
      'mentions and links everywhere',
      { sourceIPAddress: hostile, errorCode: hostile, errorMessage: hostile },
    ],
    ['who is nothing but markup', { userIdentity: { arn: '&'.repeat(3000) } }],
    ['100 KB of request', { requestParameters: { policy: `${hostile}${'<'.repeat(100_000)}` } }],
    ['60 fields', Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`field${index}`, hostile]))],
  ])('%s', async (_, fields) => {
    const event = anEvent({ ...fields, eventName: hostile });
    expect(await event.inspect()).toEqual([]);
    expect(event.requests().map(({ status }) => status)).toEqual([200]);
    expect(event.posted()).toMatchObject([
      { mentions: [], links: [], unescaped: [], ignored: [], truncated: false },
    ]);
  });
});
