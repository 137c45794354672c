import { afterAll, beforeAll, beforeEach, expect, vi } from 'vitest';
import type { Invocation } from '../../../src/invocation.ts';
import type { JsonObject } from '../../../src/json.ts';
import { aRecord } from '../../support/builders.ts';
import { type Core, startCore } from '../../support/core.ts';
import { type Fault, fault } from '../../support/faults.ts';
import { startLoopback } from '../../support/loopback.ts';
import { anEventID } from '../../support/messages.ts';
import { slackError } from '../../support/slack/errors.ts';
import { faultTestsOf, type Injected, namesOf } from './fault-test.ts';

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

const faultTest = faultTestsOf('slack');

/** An event to inspect, and what Slack and the ledger got because of it. */
const anEvent = (fields: JsonObject = {}) => {
  const eventID = anEventID();
  const [requests, posted] = [core.slack.requests.length, core.slack.posted.length];
  const claims = new Set(core.claims().map(({ owner }) => owner));
  return {
    /** Gives the failures of the report. */
    inspect: async (limits?: Partial<Invocation>) => {
      const failures = await core.inspect([aRecord({ ...fields, eventID })], limits);
      return failures.map((failure) => failure.replaceAll(eventID, 'EVENT'));
    },
    messages: () => core.messagesAbout(eventID),
    requests: () => core.slack.requests.slice(requests),
    posted: () => core.slack.posted.slice(posted),
    states: () => core.claims().flatMap(({ owner, state }) => (claims.has(owner) ? [] : [state])),
    injected: (named: Readonly<Record<string, Fault>>) =>
      namesOf(
        core.slack.requests.slice(requests).map((request) => request.fault),
        named,
      ),
    /** How many log files with it were read. */
    reads: () => core.logFilesRead.filter((content) => content.includes(eventID)).length,
  };
};

const tooMany = (retryAfter: number): Fault =>
  fault.answer({ status: 429, headers: { 'retry-after': String(retryAfter) }, body: 'rate_limited' });

const named: Record<Injected<'slack', 31 | 32 | 33 | 34 | 35 | 36 | 37 | 38>, Fault> = {
  'Retry-After: 1': tooMany(1),
  'Retry-After: 3600': tooMany(3600),
  '500 after posting': fault.answer(slackError('rollup_error'), { applied: true }),
  'connection closed after posting': fault.lostResponse(),
  'connection reset after posting': fault.resetBeforeAnswering({ applied: true }),
  'no answer after posting': fault.hang({ applied: true }),
  invalid_blocks: fault.answer(slackError('invalid_blocks')),
  no_service: fault.answer(slackError('no_service')),
  channel_is_archived: fault.answer(slackError('channel_is_archived')),
  invalid_token: fault.answer(slackError('invalid_token')),
  'page with status 200': fault.html('<title>secret intranet</title>'),
};

faultTest(31, async ({ inject: [name] }) => {
  const event = anEvent();
  core.slack.faults.next(named[name]);
  const failures = await event.inspect();
  const [first, second] = event.requests().map(({ at }) => at);
  // A timer of Node may end a millisecond early.
  const hasWaited = (second ?? 0) - (first ?? 0) >= 999;
  return { injected: event.injected(named), outcome: { failures, messages: event.messages(), hasWaited } };
});

for (const number of [32, 37, 38] as const) {
  faultTest(number, async ({ inject }) => {
    const event = anEvent();
    core.slack.faults.next(...inject.map((name) => named[name]));
    const first = {
      failures: await event.inspect(),
      requests: event.requests().length,
      states: event.states(),
      messages: event.messages(),
    };
    const next = { failures: await event.inspect(), messages: event.messages() };
    return { injected: event.injected(named), outcome: { first, next } };
  });
}

for (const number of [33, 34] as const) {
  faultTest(number, async ({ inject: [name] }) => {
    const event = anEvent();
    core.slack.faults.next(named[name]);
    const failures = await event.inspect();
    return { injected: event.injected(named), outcome: { failures, messages: event.messages() } };
  });
}

faultTest(35, async ({ inject: [name] }) => {
  const event = anEvent();
  const time = new AbortController();
  core.slack.faults.next(named[name]);
  const inspected = event.inspect({ deliverSignal: time.signal });
  await vi.waitFor(() => expect(event.messages()).toEqual(['slack']), 10_000);
  time.abort();
  const first = { failures: await inspected, states: event.states(), messages: event.messages() };
  const next = { failures: await event.inspect(), messages: event.messages() };
  return { injected: event.injected(named), outcome: { first, next } };
});

faultTest(36, async ({ inject: [name] }) => {
  const event = anEvent();
  core.slack.faults.next(named[name]);
  const failures = await event.inspect();
  const posted = event.posted().map(({ payload, ignored, mentions, links, unescaped, autoParsed }) => ({
    isPlain: !('blocks' in payload),
    ignored,
    mentions,
    links,
    unescaped,
    autoParsed,
  }));
  return {
    injected: event.injected(named),
    outcome: { failures, requests: event.requests().length, posted },
  };
});

faultTest(39, async ({ inject: [name] }) => {
  await using metadata = await startLoopback(() => ({ status: 200, body: 'ok' }));
  const event = anEvent();
  const redirect = fault.redirect(`${metadata.url}/latest/meta-data/iam/security-credentials/`);
  core.slack.faults.next(redirect);
  const failures = await event.inspect();
  return {
    injected: event.injected({ [name]: redirect }),
    outcome: { failures, redirected: metadata.requests, messages: event.messages() },
  };
});

faultTest(40, async ({ inject: [name] }) => {
  const hostile = '<!channel> <@U1> <https://evil.example|Console> & ``` `x` *b*';
  const fields: Record<typeof name, JsonObject> = {
    'mentions and links everywhere': { sourceIPAddress: hostile, errorCode: hostile, errorMessage: hostile },
    'user name of markup': { userIdentity: { arn: '&'.repeat(3000) } },
    '100 KB of request': { requestParameters: { policy: `${hostile}${'<'.repeat(100_000)}` } },
    '60 fields': Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`field${index}`, hostile])),
  };
  const event = anEvent({ ...fields[name], eventName: hostile });
  const failures = await event.inspect();
  return {
    injected: Array.from({ length: event.reads() }, () => name),
    outcome: { failures, statuses: event.requests().map(({ status }) => status), posted: event.posted() },
  };
});
