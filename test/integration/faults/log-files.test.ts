import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/json.ts';
import { aRecord } from '../../support/builders.ts';
import { type Core, startCore } from '../../support/core.ts';
import { anEventID } from '../../support/messages.ts';

/** Faults of log files, in the core: S3 and Lambda make no difference. */
let core: Core;
beforeAll(async () => {
  core = await startCore();
});
afterAll(() => core[Symbol.asyncDispose]());

/** The bytes of a log file with a record that a rule matches, and the ID of its event. */
const aMatch = () => {
  const eventID = anEventID();
  return { eventID, text: JSON.stringify({ Records: [aRecord({ eventID })] }) };
};

describe('20: a log file that is broken', () => {
  const cutOff = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length - 1);
  const badChecksum = (bytes: Buffer): Buffer =>
    Buffer.from(bytes).fill(0, bytes.length - 8, bytes.length - 4);
  const cases: readonly (readonly [string, (text: string) => string | Uint8Array, RegExp])[] = [
    ['its gzip is cut off', (text) => cutOff(gzipSync(text)), /: the gzip data ends too early$/],
    ['its gzip has a wrong checksum', (text) => badChecksum(gzipSync(text)), /: the gzip data is corrupt: /],
    [
      'its gzip is followed by rubbish',
      (text) => Buffer.concat([gzipSync(text), Buffer.from('rubbish')]),
      /: the gzip data is corrupt: /,
    ],
    ['it is empty', () => '', /: is empty/],
    ['it is neither gzip nor JSON', () => 'PK\u0003\u0004', /: is a zip archive, expected records/],
    ['its JSON is cut off', (text) => text.slice(0, -1), /: expected }, got the end$/],
    ['its JSON is cut off in a record', (text) => text.slice(0, -5), /: the JSON ends too early$/],
  ];

  it.each(cases)('is a failure that names it: %s', async (_, breakIt, failure) => {
    const { text } = aMatch();
    expect((await core.inspectBytes(breakIt(text))).failures).toEqual([expect.stringMatching(failure)]);
  });

  it('is no failure when it is only not compressed', async () => {
    const { eventID, text } = aMatch();
    expect((await core.inspectBytes(text)).failures).toEqual([]);
    expect(core.messagesAbout(eventID)).toEqual(['topic']);
  });
});

it('21: a log file of two gzip members: the records of both are evaluated', async () => {
  const [one, other] = [aMatch(), aMatch()];
  const bytes = Buffer.concat([gzipSync(one.text), gzipSync(other.text)]);
  expect((await core.inspectBytes(bytes)).failures).toEqual([]);
  expect([core.messagesAbout(one.eventID), core.messagesAbout(other.eventID)]).toEqual([
    ['topic'],
    ['topic'],
  ]);
});

it('22: a megabyte that inflates to a gigabyte: stopped at once, in little memory, and a failure', async () => {
  const { eventID, text } = aMatch();
  const member = gzipSync(' '.repeat(2 ** 24), { level: 9 });
  const bomb = Buffer.concat([
    gzipSync(`${text.slice(0, -2)},`),
    ...Array.from({ length: 64 }, () => member),
    gzipSync(']}'),
  ]);
  const used = process.memoryUsage.rss();
  expect((await core.inspectBytes(bomb)).failures).toEqual([
    expect.stringMatching(/: is not read to its end: more than 4194304 bytes of JSON in one piece/),
  ]);
  expect(process.memoryUsage.rss() - used).toBeLessThan(300 * 2 ** 20);
  expect(core.messagesAbout(eventID), 'what comes before the bomb').toEqual(['topic']);
});

/** CloudTrail's largest, 50 MB of gzip, goes the same way; how long it takes is for a benchmark to say. */
it('23: a log file larger than what is parsed at once: every record is evaluated', async () => {
  const eventID = anEventID();
  const filler = aRecord({ eventName: 'ListUsers', userAgent: 'x'.repeat(500) });
  const records = Array.from({ length: 25_000 }, (_, index) => ({ ...filler, eventID: `filler-${index}` }));
  const bytes = gzipSync(JSON.stringify({ Records: [...records, aRecord({ eventID })] }), { level: 1 });
  const { failures, totals } = await core.inspectBytes(bytes);
  expect(failures).toEqual([]);
  expect(totals).toMatchObject({ records: 25_001, matches: 1, delivered: 1 });
  expect(core.messagesAbout(eventID)).toEqual(['topic']);
});

it('24: one corrupt record of a thousand: the others are evaluated, and it is a failure', async () => {
  const eventID = anEventID();
  const records = Array.from({ length: 999 }, (_, index) => JSON.stringify({ eventID: `other-${index}` }));
  const text = `{"Records":[${[...records.with(998, JSON.stringify(aRecord({ eventID }))).toSpliced(500, 0, '{"eventID":}')]}]}`;
  const { failures, totals } = await core.inspectBytes(gzipSync(text));
  expect(failures).toEqual([expect.stringMatching(/^file: entry 500 of Records is not JSON/)]);
  expect(totals).toMatchObject({ records: 999, matches: 1 });
  expect(core.messagesAbout(eventID)).toEqual(['topic']);
});

describe('25: a record that is made to harm', () => {
  const deep = (levels: number): string => `${'['.repeat(levels)}1${']'.repeat(levels)}`;
  /** JSON as text, since some of it cannot be written as a value. */
  const harmful: readonly (readonly [string, string])[] = [
    [
      'with __proto__ and constructor as keys',
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
    ],
    ['with half a surrogate pair', '"\\ud800 and \\udc00"'],
    ['with NUL and other control characters', '"\\u0000\\u0007\\u001b[31m"'],
    ['with a number beyond every double', '1e400'],
    ['with a number of twenty digits', '12345678901234567890'],
    ['of 256 KB', JSON.stringify('x'.repeat(256 * 1024))],
    [
      'with very many keys',
      JSON.stringify(
        Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`key${index}`, index])),
      ),
    ],
  ];

  const inspectWith = async (json: string) => {
    const [bad, good] = [anEventID(), anEventID()];
    const record = JSON.stringify(aRecord({ eventID: bad, requestParameters: 'HERE' })).replace(
      '"HERE"',
      () => json,
    );
    const others = [aRecord({ eventID: good }), aRecord(), aRecord()].map((other) => JSON.stringify(other));
    const { failures } = await core.inspectBytes(`{"Records":[${[record, ...others]}]}`);
    expect('polluted' in {}).toBe(false);
    return { failures, bad: core.messagesAbout(bad), good: core.messagesAbout(good) };
  };

  it.each(harmful)('%s gives an alert like any other', async (_, json) =>
    expect(await inspectWith(json)).toEqual({ failures: [], bad: ['topic'], good: ['topic'] }),
  );

  it.each([460, 10_000, 100_000])(
    '%i levels deep gives an alert that the rules could not be evaluated on it',
    async (levels) => {
      expect(await inspectWith(deep(levels))).toEqual({ failures: [], bad: ['topic'], good: ['topic'] });
      const message: JsonValue = JSON.parse(core.sns.published.at(-1)?.message ?? '');
      expect((message as JsonObject).match).toMatchObject({
        failure: { message: 'the input nests deeper than 450 levels' },
      });
    },
  );
});
