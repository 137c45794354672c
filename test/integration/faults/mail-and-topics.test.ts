import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/json.ts';
import { aRecord } from '../../support/builders.ts';
import { type Fault, fault } from '../../support/faults.ts';
import { created, done, type FunctionUnderTest, failuresIn, startFunction } from '../../support/function.ts';
import { anEventID } from '../../support/messages.ts';
import { sesError } from '../../support/ses/errors.ts';

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

const hostileName = 'For a mail\r\nBcc: evil@example.com';

/** An event for a destination, and what the destination got because of it. */
const anEvent = (destination: 'mail' | 'topic', fields: JsonObject = {}) => {
  const eventID = anEventID();
  const server = destination === 'mail' ? fn.ses : fn.sns;
  const [requests, sent, published] = [server.requests.length, fn.ses.sent.length, fn.sns.published.length];
  fn.putRecords(`${eventID}.json`, aRecord({ ...fields, eventID, userAgent: destination }));
  return {
    invoke: (...faults: readonly Fault[]) => {
      server.faults.next(...faults);
      return fn.invoke(created(`${eventID}.json`));
    },
    messages: () => fn.messagesAbout(eventID),
    statuses: () => server.requests.slice(requests).map(({ status }) => status),
    sent: () => fn.ses.sent.slice(sent),
    published: () => fn.sns.published.slice(published),
  };
};

const busy = fault.answer(sesError('TooManyRequestsException'));

describe('41: SES', () => {
  it('throttles twice: mailed at the third attempt', async () => {
    const event = anEvent('mail');
    expect(await event.invoke(busy, busy)).toEqual(done);
    expect(event.statuses()).toEqual([429, 429, 200]);
    expect(event.messages()).toEqual(['mail']);
  });

  it('has no daily quota left: kept for the next invocation, which mails it', async () => {
    const event = anEvent('mail');
    const usedUp = fault.answer(sesError('LimitExceededException', 'Daily message quota exceeded.'));
    expect(failuresIn(await event.invoke(usedUp, usedUp, usedUp)).at(-1)).toMatch(
      /not delivered to ses "mail": LimitExceededException: Daily message quota exceeded/,
    );
    expect(await event.invoke()).toEqual(done);
    expect(event.messages()).toEqual(['mail']);
  });

  it('rejects the mail: not retried, and kept for the next invocation', async () => {
    const event = anEvent('mail');
    expect(failuresIn(await event.invoke(fault.answer(sesError('MessageRejected')))).at(-1)).toMatch(
      /not delivered to ses "mail": MessageRejected: /,
    );
    expect(event.statuses()).toEqual([400]);
    expect(await event.invoke()).toEqual(done);
    expect(event.messages()).toEqual(['mail']);
  });

  it('mails it and resets the connection: the second mail says that it may be a duplicate', async () => {
    const event = anEvent('mail');
    expect(await event.invoke(fault.resetBeforeAnswering({ applied: true }))).toEqual(done);
    expect(event.statuses()).toEqual([undefined, 200]);
    expect(event.messages()).toEqual(['mail', 'mail (duplicate)']);
  });
});

it('42: line breaks in the name of a rule or an event start no header of their own', async () => {
  const injection = '\r\nBcc: evil@example.com\r\n\r\nhello';
  const event = anEvent('mail', {
    eventName: injection,
    awsRegion: injection,
    recipientAccountId: injection,
  });
  expect(await event.invoke()).toEqual(done);
  expect(event.sent()).toMatchObject([
    {
      to: ['security@example.com'],
      cc: [],
      bcc: [],
      subject: expect.stringMatching(/^For a mail Bcc: [^\p{Cc}]*$/u),
    },
  ]);
  expect(Object.keys(event.sent()[0]?.headers ?? {})).toEqual(['X-Alert-Id']);
});

/** There is no subject, which SNS could refuse for its length or a line break, and no message is empty. */
describe('43: SNS accepts every message at the first attempt', () => {
  it.each([
    ['a byte longer than it may be', { requestParameters: 'x'.repeat(262_145) }],
    ['of two bytes each', { requestParameters: 'é'.repeat(200_000) }],
    ['with a name of a hundred letters', { eventName: 'x'.repeat(100) }],
    ['with a name of two lines', { eventName: 'two\nlines' }],
    ['about next to nothing', { eventName: '', eventSource: '', userIdentity: null }],
  ])('%s', async (_, fields) => {
    const event = anEvent('topic', fields);
    expect(await event.invoke()).toEqual(done);
    expect(event.statuses()).toEqual([200]);
    const [{ message = '', subject } = {}] = event.published();
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(262_144);
    expect(JSON.parse(message)).toMatchObject({ name: 'For a topic' });
    expect(subject).toBeUndefined();
  });
});

it('44: SNS publishes the message and resets the connection: the second message says that it may be a duplicate', async () => {
  const event = anEvent('topic');
  expect(await event.invoke(fault.resetBeforeAnswering({ applied: true }))).toEqual(done);
  expect(event.statuses()).toEqual([undefined, 200]);
  expect(event.messages()).toEqual(['topic', 'topic (duplicate)']);
});
