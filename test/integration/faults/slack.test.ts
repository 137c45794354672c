import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Invocation } from '../../../src/invocation.ts';
import type { JsonObject } from '../../../src/json.ts';
import { aRecord } from '../../support/builders.ts';
import { type Core, startCore } from '../../support/core.ts';
import { type Fault, fault } from '../../support/faults.ts';
import { startLoopback } from '../../support/loopback.ts';
import { anEventID } from '../../support/messages.ts';
import { slackError } from '../../support/slack/errors.ts';

/** Faults of Slack, in the core. Each test starts with nothing in memory, and a full rate limit. */
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

/** An event to inspect, and what Slack and the ledger got because of it. */
const anEvent = (fields: JsonObject = {}) => {
  const eventID = anEventID();
  const [requests, posted] = [core.slack.requests.length, core.slack.posted.length];
  const claims = new Set(core.claims().map(({ owner }) => owner));
  return {
    inspect: (limits?: Partial<Invocation>) => core.inspect([aRecord({ ...fields, eventID })], limits),
    messages: () => core.messagesAbout(eventID),
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

it('31: Slack asks to wait a second: one retry after that, and one message', async () => {
  const event = anEvent();
  core.slack.faults.next(tooMany(1));
  expect(await event.inspect()).toEqual([]);
  expect(event.messages()).toEqual(['slack']);
  const [first, second] = event.requests().map(({ at }) => at);
  // A timer of Node may end a millisecond early.
  expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(999);
});

it('32: Slack asks to wait an hour: left to the next invocation, which sends it without a note', async () => {
  const event = anEvent();
  core.slack.faults.next(tooMany(3600));
  expect(await event.inspect()).toEqual(event.notDelivered('Slack answered 429: rate_limited'));
  expect(event.requests()).toHaveLength(1);
  expect(event.states()).toEqual(['refused']);
  expect(await event.inspect()).toEqual([]);
  expect(event.messages()).toEqual(['slack']);
});

it.each([
  [
    '33: Slack posts the message and answers 500',
    fault.answer(slackError('rollup_error'), { applied: true }),
  ],
  ['34: Slack posts the message and the answer is lost', fault.lostResponse()],
  ['34: Slack posts the message and resets the connection', fault.resetBeforeAnswering({ applied: true })],
])('%s: the second message says that it may be a duplicate', async (_, broken) => {
  const event = anEvent();
  core.slack.faults.next(broken);
  expect(await event.inspect()).toEqual([]);
  expect(event.messages()).toEqual(['slack', 'slack (duplicate)']);
});

it('35: Slack posts the message and hangs: given up when time runs out, and sent again as a possible duplicate', async () => {
  const event = anEvent();
  const time = new AbortController();
  core.slack.faults.next(fault.hang({ applied: true }));
  const inspected = event.inspect({ deliverSignal: time.signal });
  await vi.waitFor(() => expect(event.messages()).toEqual(['slack']), 10_000);
  time.abort();
  expect(await inspected).toEqual(event.notDelivered('no answer: AbortError'));
  expect(event.states()).toEqual(['unknown']);
  expect(await event.inspect()).toEqual([]);
  expect(event.messages()).toEqual(['slack', 'slack (duplicate)']);
});

it('36: Slack refuses the blocks: one message of plain text', async () => {
  const event = anEvent();
  core.slack.faults.next(fault.answer(slackError('invalid_blocks')));
  expect(await event.inspect()).toEqual([]);
  expect(event.requests()).toHaveLength(2);
  expect(event.posted()).toMatchObject([
    { ignored: [], mentions: [], links: [], unescaped: [], autoParsed: [] },
  ]);
  expect(event.posted()[0]?.payload).not.toHaveProperty('blocks');
});

/** There is no secret store to ask again, and no other destination to fall back to: the alert is kept. */
describe('37: the webhook is gone: one request, and the alert is kept for the next invocation', () => {
  it.each(['no_service', 'channel_is_archived', 'invalid_token'] as const)('%s', async (code) => {
    const event = anEvent();
    const answer = slackError(code);
    core.slack.faults.next(fault.answer(answer));
    expect(await event.inspect()).toEqual(event.notDelivered(`Slack answered ${answer.status}: ${code}`));
    expect(event.requests()).toHaveLength(1);
    expect(await event.inspect()).toEqual([]);
    expect(event.messages()).toEqual(['slack']);
  });
});

it('38: a page with status 200 is no success, and its content is not logged', async () => {
  const event = anEvent();
  core.slack.faults.plan(() => fault.html('<title>secret intranet</title>'));
  expect(await event.inspect()).toEqual(event.notDelivered('Slack answered 200: not an answer from Slack'));
  expect(event.messages()).toEqual([]);
  core.slack.faults.clear();
  expect(await event.inspect()).toEqual([]);
  expect(event.messages(), 'the page may have replaced an answer').toEqual(['slack (duplicate)']);
});

it('39: a redirect to an internal address is not followed', async () => {
  await using metadata = await startLoopback(() => ({ status: 200, body: 'ok' }));
  const event = anEvent();
  core.slack.faults.next(fault.redirect(`${metadata.url}/latest/meta-data/iam/security-credentials/`));
  expect(await event.inspect()).toEqual(event.notDelivered('Slack answered 302: not an answer from Slack'));
  expect(metadata.requests).toEqual([]);
  expect(event.messages()).toEqual([]);
});

describe('40: whatever a record holds, Slack accepts the message, and it mentions and links nothing', () => {
  const hostile = '<!channel> <@U1> <https://evil.example|Console> & ``` `x` *b*';
  it.each([
    [
      'mentions and links everywhere',
      { sourceIPAddress: hostile, errorCode: hostile, errorMessage: hostile },
    ],
    ['a user name that is nothing but markup', { userIdentity: { arn: '&'.repeat(3000) } }],
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
