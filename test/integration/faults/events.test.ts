import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
import type { JsonObject } from '../../../src/json.ts';
import { aRecord } from '../../support/builders.ts';
import {
  batchEvent,
  kinesisEvent,
  logEnvelope,
  notification,
  object,
  objectCreated,
  packed,
  snsEnvelope,
  snsEvent,
  sqsEvent,
} from '../../support/events.ts';
import { type Fault, fault } from '../../support/faults.ts';
import { readText } from '../../support/fixtures.ts';
import { created, type FunctionUnderTest, failuresIn, startFunction } from '../../support/function.ts';
import type { Lambda } from '../../support/lambda.ts';
import { anEventID } from '../../support/messages.ts';
import { s3Error } from '../../support/s3/errors.ts';
import { snsError } from '../../support/sns/errors.ts';
import { faultTestsOf, type Injected, namesOf } from './fault-test.ts';

/** Events for one function, one after the other. Each test finds its messages by the IDs of its own events. */
let fn: FunctionUnderTest;
beforeAll(async () => {
  const rules = `
[[rule]]
name = "Another category"
jq_match = '.eventCategory == "Insight" or .eventCategory == "NetworkActivity" or .eventCategory == "Aggregated"'
destinations = ["topic"]
`;
  fn = await startFunction({ rules });
});
afterAll(() => fn[Symbol.asyncDispose]());
afterEach(() => {
  fn.s3.faults.clear();
  fn.sns.faults.clear();
});

const faultTest = faultTestsOf('events');

/** Puts a log file with a record that a rule matches, and gives the ID of its event. */
const putMatch = (key: string, eventID = anEventID()): string => {
  fn.putRecords(key, aRecord({ eventID }));
  return eventID;
};

const inTrail = (key: string) => object(key, undefined, 'my-trail');

/** Invokes the function for an event of this name. Gives its answer, or the lines of its error. */
const invoke = async (name: string, event: unknown, lambda: Lambda = fn.process) => {
  const invocation = await lambda.invoke(event);
  return {
    invocation,
    answer: invocation.ok ? invocation : failuresIn(invocation),
    injected: namesOf(fn.events(), { [name]: event }),
  };
};

const faultsOf = (server: 's3' | 'sns', named: Readonly<Record<string, Fault>>): readonly string[] =>
  namesOf(
    fn[server].requests.map((request) => request.fault),
    named,
  );

faultTest(1, async ({ inject: [name] }) => {
  const testEvent: unknown = JSON.parse(readText('fixtures/events/s3-test-event.json'));
  const events: Record<typeof name, unknown> = {
    'test event': testEvent,
    'test event in SNS': snsEvent(testEvent),
    'test event in SQS': sqsEvent(JSON.stringify(testEvent)),
    'test event in SNS in SQS': sqsEvent(JSON.stringify(snsEnvelope(testEvent))),
  };
  const { length } = fn.s3.requests;
  const { answer, injected } = await invoke(name, events[name]);
  return { injected, outcome: { answer, requests: fn.s3.requests.length - length } };
});

faultTest(2, async ({ inject: [name] }) => {
  const eventID = putMatch('twice.json.gz');
  const event = created('twice.json.gz');
  const first = await invoke(name, event);
  await fn.restart();
  const second = await invoke(name, event);
  const answers = [first.answer, second.answer];
  return { injected: second.injected, outcome: { answers, messages: fn.messagesAbout(eventID) } };
});

faultTest(3, async ({ inject: [slowness, name] }) => {
  const eventID = putMatch('at-once.json.gz');
  const other = await fn.start();
  const isRead = Promise.withResolvers<void>();
  const slow = fault.held(isRead.promise);
  fn.sns.faults.next(slow);
  const event = created('at-once.json.gz');
  const { length } = fn.s3.requests;
  const answers = Promise.all([fn.invoke(event), other.invoke(event)]);
  // One of them finds the claim of the other, which is still sending.
  await vi.waitFor(() => {
    const claims = fn.s3.requests.slice(length).filter(({ target }) => target.startsWith('/ledger/'));
    expect(claims.filter(({ method, status }) => method === 'GET' && status === 200)).not.toEqual([]);
    expect(fn.messagesAbout(eventID)).toEqual(['topic']);
  }, 60_000);
  isRead.resolve();
  return {
    injected: [...faultsOf('sns', { [slowness]: slow }), ...namesOf(fn.events(), { [name]: event })],
    outcome: { answers: await answers, messages: fn.messagesAbout(eventID) },
  };
});

faultTest(4, async ({ inject }) => {
  const eventID = anEventID();
  const [one, other] = [`${eventID}/one.json.gz`, `${eventID}/other.json.gz`];
  for (const key of [one, other]) putMatch(key, eventID);
  const events: Record<Injected<'events', 4>, unknown> = {
    'notification of both log files': created(one, other),
    'notification of one log file': created(one),
    'notification of the other log file': created(other),
  };
  const answers: unknown[] = [];
  for (const name of inject) answers.push(await fn.invoke(events[name]));
  return {
    injected: namesOf(fn.events(), events),
    outcome: { answers, reads: [one, other].map(fn.reads), messages: fn.messagesAbout(eventID) },
  };
});

faultTest(5, async ({ inject: [name] }) => {
  const eventID = anEventID();
  const others = aRecord({ eventID: anEventID() });
  const key = fn.putRecords('twice-inside.json.gz', aRecord({ eventID }), others, aRecord({ eventID }));
  const answer = await fn.invoke(created(key));
  return {
    injected: Array.from({ length: fn.reads(key) }, () => name),
    outcome: { answer, messages: fn.messagesAbout(eventID) },
  };
});

faultTest(6, async ({ inject: [name] }) => {
  const eventID = putMatch('versions.json.gz');
  if (name === 'version 3.0 without what is needed') {
    const { invocation, injected } = await invoke(name, notification({ eventVersion: '3.0', s4: {} }));
    return { injected, outcome: { answer: invocation } };
  }
  const eventVersion = name.replace('version ', '');
  const event = notification({ ...inTrail('versions.json.gz'), eventVersion });
  const { answer, injected } = await invoke(name, event);
  return { injected, outcome: { answer, messages: fn.messagesAbout(eventID) } };
});

faultTest(7, async ({ inject: [name] }) => {
  /** The entries of the notification, and the key of an object that they name. */
  const notifications: Record<typeof name, readonly [readonly object[], string]> = {
    space: [[inTrail('red+flower.json')], 'red flower.json'],
    plus: [[inTrail('this+im+%2B+age.json')], 'this im + age.json'],
    accent: [[inTrail('year%3D2026/caf%C3%A9.json.gz')], 'year=2026/café.json.gz'],
    'percent sign': [[inTrail('100%25.json')], '100%.json'],
    'what looks encoded': [[inTrail('a%252Bb.json')], 'a%2Bb.json'],
    'key that does not decode': [[inTrail('100%.gone.json'), inTrail('after.json')], 'after.json'],
    'entry without a key': [[{ s3: {} }, inTrail('beside.json')], 'beside.json'],
  };
  const [entries, key] = notifications[name];
  const eventID = putMatch(key);
  const { answer, injected } = await invoke(name, notification(...entries));
  return { injected, outcome: { answer, messages: fn.messagesAbout(eventID) } };
});

faultTest(8, async ({ inject: [name] }) => {
  /** The key in the event, and that of the object. */
  const keys: Record<typeof name, readonly [string, string]> = {
    'plus and %20': ['a+b%20c.json', 'a+b%20c.json'],
    'plain key': ['plain.json', 'plain.json'],
    space: ['a b.json', 'a b.json'],
    'key that was encoded all the same': ['x+y.json', 'x y.json'],
  };
  const [named, key] = keys[name];
  const eventID = putMatch(key);
  const { answer, injected } = await invoke(name, objectCreated(named, 'my-trail'));
  return { injected, outcome: { answer, messages: fn.messagesAbout(eventID) } };
});

faultTest(9, ({ inject: [name, refusal] }) => {
  switch (name) {
    case 'three of ten log files that cannot be read':
      return threeBadLogFiles(name);
    case 'two messages that can never be read':
      return twoBadMessages(name);
    case 'messages of one log stream':
      return messagesOfAStream(name, refusal);
  }
});

const threeBadLogFiles = async (name: string) => {
  const events = Array.from({ length: 10 }, (_, index) => putMatch(`queue/${index}.json`));
  fn.s3.put('my-trail', 'queue/2.json', 'no JSON');
  fn.s3.put('my-trail', 'queue/7.json', '');
  const bodies = events.map((_, index) => JSON.stringify(created(`queue/${index}.json`)));
  const missing = JSON.stringify(created('queue/gone.json'));
  const { answer, injected } = await invoke(name, sqsEvent(...bodies.with(4, missing)));
  const messages = events.map((eventID) => fn.messagesAbout(eventID).length);
  return { injected, outcome: { answer, messages } };
};

const twoBadMessages = async (name: string) => {
  const eventID = putMatch('queue.json');
  const event = sqsEvent('hello', '{"a":1}', JSON.stringify(created('queue.json')));
  const { answer, injected } = await invoke(name, event);
  return { injected, outcome: { answer, messages: fn.messagesAbout(eventID), logs: fn.process.logs } };
};

const messagesOfAStream = async (name: string, refusal: string) => {
  const events = [0, 1, 2].map(anEventID);
  const data = events.map((eventID, index) => {
    const message = JSON.stringify(aRecord({ eventID }));
    return packed({ ...logEnvelope(), logEvents: [{ id: `log-${index}`, timestamp: 1, message }] });
  });
  const refused = fault.answer(snsError('AuthorizationError'));
  fn.sns.faults.plan(() => refused);
  fn.sns.faults.next(undefined, undefined);
  const event = kinesisEvent(...data.toSpliced(1, 0, 'AAAA'));
  const { response } = { response: undefined, ...(await fn.invoke(event)) };
  const messages = events.map((eventID) => fn.messagesAbout(eventID).length);
  const [before, refusals] = [
    namesOf(fn.events(), { [name]: event }),
    faultsOf('sns', { [refusal]: refused }),
  ];
  fn.sns.faults.clear();
  const { answer, injected } = await invoke(name, event);

  // Which of them is refused, depends on which is sent last.
  const sequenceNumbers = ['seq-0', 'seq-2', 'seq-3'];
  expect(response).toEqual({
    batchItemFailures: sequenceNumbers.flatMap((itemIdentifier, index) =>
      messages[index] === 0 ? { itemIdentifier } : [],
    ),
  });
  return {
    injected: [...before, ...refusals, ...injected.slice(before.length)],
    outcome: {
      messagesAtFirst: messages.toSorted(),
      answerLater: answer,
      messages: events.map((eventID) => fn.messagesAbout(eventID)),
    },
  };
};

faultTest(10, async ({ inject: [name, busyness] }) => {
  const jobs: Record<typeof name, readonly [version: string, bucket: JsonObject]> = {
    'job of version 1.0': ['1.0', { s3BucketArn: 'arn:aws:s3:::my-trail', s3VersionId: null }],
    'job of version 2.0': ['2.0', { s3Bucket: 'my-trail' }],
  };
  const eventID = putMatch('old logs/ok.json');
  fn.putRecords('busy.json', aRecord());
  fn.s3.put('my-trail', 'broken.json', 'no JSON');
  const busy = fault.answer(s3Error('ServiceUnavailable'));
  fn.s3.faults.plan(({ target }) => (target.includes('busy.json') ? busy : undefined));
  const keys = ['old+logs/ok.json', 'gone.json', 'broken.json', 'busy.json'];
  const [version, bucket] = jobs[name];
  const event = batchEvent(version, ...keys.map((s3Key) => ({ ...bucket, s3Key })));
  const { answer, injected } = await invoke(name, event);
  return {
    // As often as the SDK asks.
    injected: [...injected, ...new Set(faultsOf('s3', { [busyness]: busy }))],
    outcome: { answer, messages: fn.messagesAbout(eventID) },
  };
});

faultTest(11, async ({ inject: [name] }) => {
  const removed = { ...inTrail('removed.json'), eventName: 'ObjectRemoved:Delete' };
  const events: Record<typeof name, unknown> = {
    'removed object': notification(removed),
    'removed object beside one that was created': notification(removed, inTrail('removed.json')),
    'no Records': { Records: [] },
    'empty object': {},
    null: null,
    text: 'hello',
    'pipe without messages': [],
    'message without Records': sqsEvent('{"Records":[]}'),
    'list of what is not known': [{ a: 1 }],
    'event of DynamoDB': { Records: [{ eventSource: 'aws:dynamodb', dynamodb: {} }] },
  };
  const eventID = putMatch('removed.json');
  const { length } = fn.process.logs;
  const { invocation, injected } = await invoke(name, events[name]);
  if (!invocation.ok) return { injected, outcome: { answer: invocation } };
  const [messages, logs] = [fn.messagesAbout(eventID), fn.process.logs.slice(length)];
  const answer = name.endsWith('Records') || name.startsWith('pipe') ? { ok: invocation.ok } : invocation;
  return { injected, outcome: { answer, messages, logs } };
});

faultTest(12, async ({ inject: [name] }) => {
  const eventID = anEventID();
  const aggregated = [
    { eventVersion: '1.0', eventId: eventID, eventCategory: 'Aggregated', summary: { count: 3 } },
  ];
  /** The folder of each kind, and what is in a file there. */
  const written: Record<typeof name, readonly [folder: string, content: unknown]> = {
    digest: ['CloudTrail-Digest', { Records: [aRecord({ eventID })] }],
    insights: [
      'CloudTrail-Insight',
      { Records: [{ eventID, eventCategory: 'Insight', eventType: 'AwsCloudTrailInsight' }] },
    ],
    'network activity': [
      'CloudTrail-NetworkActivity',
      { Records: [{ eventID, eventCategory: 'NetworkActivity' }] },
    ],
    'aggregated events in an object': ['CloudTrail-Aggregated', { Records: aggregated }],
    'aggregated events in a list': ['CloudTrail-Aggregated', aggregated],
  };
  const [folder, content] = written[name];
  const key = `AWSLogs/111122223333/${folder}/us-east-1/2026/11/20/111122223333_${folder}_us-east-1_20261120T0905Z_${eventID.replaceAll('-', '').slice(0, 16)}.json.gz`;
  fn.s3.put('my-trail', key, gzipSync(JSON.stringify(content)));
  const { answer, injected } = await invoke(name, created(key));
  return { injected, outcome: { answer, reads: fn.reads(key), messages: fn.messagesAbout(eventID) } };
});
