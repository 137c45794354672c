import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/json.ts';
import { aRecord } from '../../support/builders.ts';
import { type Core, startCore } from '../../support/core.ts';
import { anEventID } from '../../support/messages.ts';
import { faultTestsOf } from './fault-test.ts';

/** Faults of log files, in the core: S3 and Lambda make no difference. */
let core: Core;
beforeAll(async () => {
  core = await startCore();
});
afterAll(() => core[Symbol.asyncDispose]());

const faultTest = faultTestsOf('log-files');

/** Inspects a log file with these bytes. Gives its name for each time that it was read, failures and totals. */
const inspect = async (name: string, content: string | Uint8Array) => {
  const { length } = core.logFilesRead;
  const bytes = Buffer.from(content);
  const { failures, totals } = await core.inspectBytes(bytes);
  const injected = core.logFilesRead.slice(length).flatMap((read) => (read.equals(bytes) ? name : []));
  return { injected, failures, totals };
};

/** The bytes of a log file with a record that a rule matches, and the ID of its event. */
const aMatch = () => {
  const eventID = anEventID();
  return { eventID, text: JSON.stringify({ Records: [aRecord({ eventID })] }) };
};

faultTest(20, async ({ inject: [name] }) => {
  const { eventID, text } = aMatch();
  const gzip = gzipSync(text);
  const broken: Record<typeof name, string | Uint8Array> = {
    'gzip that is cut off': gzip.subarray(0, gzip.length - 1),
    'gzip with a wrong checksum': Buffer.from(gzip).fill(0, gzip.length - 8, gzip.length - 4),
    'gzip that is followed by rubbish': Buffer.concat([gzip, Buffer.from('rubbish')]),
    nothing: '',
    'neither gzip nor JSON': 'PK\u0003\u0004',
    'JSON that is cut off': text.slice(0, -1),
    'JSON that is cut off in a record': text.slice(0, -5),
    'JSON that is not compressed': text,
  };
  const { injected, failures } = await inspect(name, broken[name]);
  if (name !== 'JSON that is not compressed') return { injected, outcome: { failures } };
  return { injected, outcome: { failures, messages: core.messagesAbout(eventID) } };
});

faultTest(21, async ({ inject: [name] }) => {
  const [one, other] = [aMatch(), aMatch()];
  const bytes = Buffer.concat([gzipSync(one.text), gzipSync(other.text)]);
  const { injected, failures } = await inspect(name, bytes);
  const messages = [core.messagesAbout(one.eventID), core.messagesAbout(other.eventID)];
  return { injected, outcome: { failures, messages } };
});

faultTest(22, async ({ inject: [name] }) => {
  const { eventID, text } = aMatch();
  const member = gzipSync(' '.repeat(2 ** 24), { level: 9 });
  const bomb = Buffer.concat([
    gzipSync(`${text.slice(0, -2)},`),
    ...Array.from({ length: 64 }, () => member),
    gzipSync(']}'),
  ]);
  const used = process.memoryUsage.rss();
  const { injected, failures } = await inspect(name, bomb);
  const takesMuchMemory = process.memoryUsage.rss() - used >= 300 * 2 ** 20;
  return { injected, outcome: { failures, messages: core.messagesAbout(eventID), takesMuchMemory } };
});

faultTest(23, async ({ inject: [name] }) => {
  const eventID = anEventID();
  const filler = aRecord({ eventName: 'ListUsers', userAgent: 'x'.repeat(500) });
  const records = Array.from({ length: 25_000 }, (_, index) => ({ ...filler, eventID: `filler-${index}` }));
  const bytes = gzipSync(JSON.stringify({ Records: [...records, aRecord({ eventID })] }), { level: 1 });
  const { injected, failures, totals } = await inspect(name, bytes);
  return { injected, outcome: { failures, totals, messages: core.messagesAbout(eventID) } };
});

faultTest(24, async ({ inject: [name] }) => {
  const eventID = anEventID();
  const records = Array.from({ length: 999 }, (_, index) => JSON.stringify({ eventID: `other-${index}` }));
  const text = `{"Records":[${[...records.with(998, JSON.stringify(aRecord({ eventID }))).toSpliced(500, 0, '{"eventID":}')]}]}`;
  const { injected, failures, totals } = await inspect(name, gzipSync(text));
  return { injected, outcome: { failures, totals, messages: core.messagesAbout(eventID) } };
});

faultTest(25, async ({ inject: [name] }) => {
  const deep = (levels: number): string => `${'['.repeat(levels)}1${']'.repeat(levels)}`;
  /** JSON as text, since some of it cannot be written as a value. */
  const harmful: Record<typeof name, string> = {
    '__proto__ and constructor as keys':
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
    'half a surrogate pair': '"\\ud800 and \\udc00"',
    'control characters': '"\\u0000\\u0007\\u001b[31m"',
    'number beyond every double': '1e400',
    'number of twenty digits': '12345678901234567890',
    'string of 256 KB': JSON.stringify('x'.repeat(256 * 1024)),
    '20,000 keys': JSON.stringify(
      Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`key${index}`, index])),
    ),
    '460 levels': deep(460),
    '10000 levels': deep(10_000),
    '100000 levels': deep(100_000),
  };
  const [bad, good] = [anEventID(), anEventID()];
  const record = JSON.stringify(aRecord({ eventID: bad, requestParameters: 'HERE' })).replace(
    '"HERE"',
    () => harmful[name],
  );
  const others = [aRecord({ eventID: good }), aRecord(), aRecord()].map((other) => JSON.stringify(other));
  const { injected, failures } = await inspect(name, `{"Records":[${[record, ...others]}]}`);
  expect('polluted' in {}).toBe(false);
  const outcome = { failures, bad: core.messagesAbout(bad), good: core.messagesAbout(good) };
  if (!name.endsWith(' levels')) return { injected, outcome };
  const message: JsonValue = JSON.parse(core.sns.published.at(-1)?.message ?? '');
  return { injected, outcome: { ...outcome, match: (message as JsonObject).match } };
});
