import { afterAll, afterEach, beforeAll } from 'vitest';
import type { JsonObject } from '../../../src/json.ts';
import { aRecord } from '../../support/builders.ts';
import { type Fault, fault } from '../../support/faults.ts';
import { created, type FunctionUnderTest, failuresIn, startFunction } from '../../support/function.ts';
import { anEventID } from '../../support/messages.ts';
import { sesError } from '../../support/ses/errors.ts';
import { faultTestsOf, type Injected, namesOf } from './fault-test.ts';

/** Faults of SES and SNS. The clients are those of the zip: they must not retry by themselves. */
let fn: FunctionUnderTest;
beforeAll(async () => {
  const aRule = (name: string, destination: string): string => `
[[rule]]
name = ${JSON.stringify(name)}
jq_match = '.userAgent == "${destination}"'
destinations = ["${destination}"]
`;
  const rules = aRule(hostileName, 'mail') + aRule('For a topic', 'topic');
  fn = await startFunction({ destinations: [], rules });
});
afterAll(() => fn[Symbol.asyncDispose]());
afterEach(() => {
  fn.ses.faults.clear();
  fn.sns.faults.clear();
});

const faultTest = faultTestsOf('mail-and-topics');

const hostileName = 'For a mail\r\nBcc: evil@example.com';

const named: Record<Injected<'mail-and-topics', 41 | 44>, Fault> = {
  'SES throttles': fault.answer(sesError('TooManyRequestsException')),
  'no daily quota left': fault.answer(sesError('LimitExceededException', 'Daily message quota exceeded.')),
  'SES rejects the mail': fault.answer(sesError('MessageRejected')),
  'SES sends the mail and resets the connection': fault.resetBeforeAnswering({ applied: true }),
  'SNS publishes the message and resets the connection': fault.resetBeforeAnswering({ applied: true }),
};

/** An event for a destination, and what the destination got because of it. */
const anEvent = (destination: 'mail' | 'topic', fields: JsonObject = {}) => {
  const eventID = anEventID();
  const server = destination === 'mail' ? fn.ses : fn.sns;
  const [requests, sent, published] = [server.requests.length, fn.ses.sent.length, fn.sns.published.length];
  const key = fn.putRecords(`${eventID}.json`, aRecord({ ...fields, eventID, userAgent: destination }));
  return {
    /** Gives the answer, or the lines of the error. */
    invoke: async (...names: readonly (keyof typeof named)[]) => {
      server.faults.next(...names.map((name) => named[name]));
      const invocation = await fn.invoke(created(key));
      return invocation.ok ? invocation : failuresIn(invocation);
    },
    injected: () =>
      namesOf(
        server.requests.slice(requests).map((request) => request.fault),
        named,
      ),
    /** How often the record was read. */
    reads: () => fn.reads(key),
    messages: () => fn.messagesAbout(eventID),
    statuses: () => server.requests.slice(requests).map(({ status }) => status),
    sent: () => fn.ses.sent.slice(sent),
    published: () => fn.sns.published.slice(published),
  };
};

faultTest(41, async ({ inject }) => {
  const event = anEvent('mail');
  const answer = await event.invoke(...inject);
  const injected = event.injected();
  const [statuses, messages] = [event.statuses(), event.messages()];
  switch (inject[0]) {
    case 'SES throttles':
    case 'SES sends the mail and resets the connection':
      return { injected, outcome: { answer, statuses, messages } };
    case 'no daily quota left':
    case 'SES rejects the mail': {
      const next = { answer: await event.invoke(), messages: event.messages() };
      return { injected, outcome: { first: { answer, statuses, messages }, next } };
    }
  }
});

faultTest(42, async ({ inject: [name] }) => {
  const injection = '\r\nBcc: evil@example.com\r\n\r\nhello';
  const event = anEvent('mail', {
    eventName: injection,
    awsRegion: injection,
    recipientAccountId: injection,
  });
  const answer = await event.invoke();
  const sent = event.sent();
  return {
    injected: Array.from({ length: event.reads() }, () => name),
    outcome: { answer, sent, headers: Object.keys(sent[0]?.headers ?? {}) },
  };
});

faultTest(43, async ({ inject: [name] }) => {
  const fields: Record<typeof name, JsonObject> = {
    'a byte longer than it may be': { requestParameters: 'x'.repeat(262_145) },
    'characters of two bytes each': { requestParameters: 'é'.repeat(200_000) },
    'name of a hundred letters': { eventName: 'x'.repeat(100) },
    'name of two lines': { eventName: 'two\nlines' },
    'next to nothing': { eventName: '', eventSource: '', userIdentity: null },
  };
  const event = anEvent('topic', fields[name]);
  const answer = await event.invoke();
  const [{ message = '', subject } = {}] = event.published();
  return {
    injected: Array.from({ length: event.reads() }, () => name),
    outcome: {
      answer,
      statuses: event.statuses(),
      isTooLong: Buffer.byteLength(message) > 262_144,
      message: JSON.parse(message),
      subject,
    },
  };
});

faultTest(44, async ({ inject: [name] }) => {
  const event = anEvent('topic');
  const answer = await event.invoke(name);
  return {
    injected: event.injected(),
    outcome: { answer, statuses: event.statuses(), messages: event.messages() },
  };
});
