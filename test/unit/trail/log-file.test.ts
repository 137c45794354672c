import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRecords } from '../../../src/trail/log-file.ts';
import type { LogFileSource } from '../../../src/trail/log-file-source.ts';
import type { CloudTrailRecord } from '../../../src/trail/record.ts';
import { neverAborted } from '../../support/builders.ts';

const read = async (bytes: Uint8Array | string, sizes?: Parameters<typeof readRecords>[2]) => {
  const logFile: LogFileSource = { kind: 'bytes', uri: 's3://b/k', read: async () => Buffer.from(bytes) };
  const records: CloudTrailRecord[] = [];
  const problems: string[] = [];
  for await (const batch of readRecords(logFile, neverAborted, sizes)) {
    records.push(...batch.records);
    problems.push(...batch.problems.map(({ message }) => message));
    await sleep(1); // zlib goes on meanwhile, and fails if the gzip is broken
  }
  return { records, problems };
};

const twoRecords = JSON.stringify({ Records: [{ eventID: '1' }, { eventID: '2' }] });
const both = { records: [{ eventID: '1' }, { eventID: '2' }], problems: [] };

describe('a log file is read', () => {
  it('when it is gzip', async () => expect(await read(gzipSync(twoRecords))).toEqual(both));

  it('when it is plain JSON', async () => expect(await read(twoRecords)).toEqual(both));

  it('when it begins with a byte order mark', async () =>
    expect(await read(`\uFEFF${twoRecords}`)).toEqual(both));

  it('when its gzip has several members', async () =>
    expect(
      await read(Buffer.concat([gzipSync(twoRecords.slice(0, 20)), gzipSync(twoRecords.slice(20))])),
    ).toEqual(both));

  it.each(['Records', 'records', 'RECORDS', 'recordſ'])(
    'when its key is %s, as the original accepts',
    async (key) =>
      expect(await read(JSON.stringify({ [key]: [{ a: 1 }] }))).toEqual({
        records: [{ a: 1 }],
        problems: [],
      }),
  );

  it('when the key stands twice in different case: nothing is lost', async () =>
    expect(await read('{"Records":[{"a":1}],"records":[{"b":2}]}')).toEqual({
      records: [{ a: 1 }, { b: 2 }],
      problems: [],
    }));

  it('when it is an array, as aggregated events may come', async () =>
    expect(await read('[{"eventCategory":"Aggregated"}]')).toEqual({
      records: [{ eventCategory: 'Aggregated' }],
      problems: [],
    }));

  it.each(['{"Records":null}', '{"Records":[]}', '[]', '{"logFiles":[],"digestStartTime":"x"}'])(
    'as one without records when it is %s',
    async (text) => expect(await read(text)).toEqual({ records: [], problems: [] }),
  );

  it('with invalid UTF-8 as U+FFFD', async () =>
    expect(
      (await read(Buffer.from([...Buffer.from('{"Records":[{"a":"'), 0xff, ...Buffer.from('"}]}')]))).records,
    ).toEqual([{ a: '\uFFFD' }]));

  it('with a lone surrogate as U+FFFD, and whole pairs as they are', async () =>
    expect((await read('{"Records":[{"\\udC00":"\\ud83d\\ude00\\ud800"}]}')).records).toEqual([
      { '\uFFFD': '\u{1F600}\uFFFD' },
    ]));

  it('with __proto__ as a key like any other', async () => {
    const { records } = await read('{"Records":[{"__proto__":{"polluted":true}}]}');
    expect(Object.keys(records[0] ?? {})).toEqual(['__proto__']);
    expect('polluted' in {}).toBe(false);
  });

  it('although an entry is no object: the entry is the problem', async () =>
    expect(await read('{"Records":[{"a":1},"x",null,{"b":2}]}')).toEqual({
      records: [{ a: 1 }, { b: 2 }],
      problems: ['s3://b/k: record 2 is not an object', 's3://b/k: record 3 is not an object'],
    }));

  it('when it is several log files in a list, as `jq -s` puts them together', async () =>
    expect(await read(`[${twoRecords},{"Records":[{"b":2}]}]`)).toEqual({
      records: [...both.records, { b: 2 }],
      problems: [],
    }));
});

describe('what is wrong with a log file is said with its URI', () => {
  const gzip = gzipSync(twoRecords);
  it.each([
    ['its gzip is cut off', gzip.subarray(0, gzip.length - 1), 'broken: the gzip data ends too early'],
    [
      'its gzip has a wrong checksum',
      Buffer.from(gzip).fill(0, gzip.length - 8, gzip.length - 4),
      'broken: the gzip data is corrupt',
    ],
    [
      'its gzip is followed by rubbish',
      Buffer.concat([gzip, Buffer.from('rubbish')]),
      'broken: the gzip data is corrupt',
    ],
    ['it is no JSON', 'hello', 'text, expected records of CloudTrail'],
    ['its JSON is cut off', twoRecords.slice(0, -3), 'broken: the JSON ends too early'],
    ['it is a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0]), 'binary data, expected'],
    ['it is nothing', 'null', 'not an object, expected'],
    ['it has no Records', '{"records ":[{}],"a":{"Records":[{}]}}', 'JSON without records, expected'],
    ['it is a string', '"x"', 'not an object, expected'],
    ['a comma before Records is missing', '{"a":1 "Records":[{}]}', 'what stands beside Records is not JSON'],
    [
      'something beside Records is missing',
      '{"a":,"Records":[{}]}',
      'what stands beside Records is not JSON',
    ],
    [
      'something beside Records is broken',
      '{"Records":[{}],"a":tru}',
      'what stands beside Records is not JSON',
    ],
    ['a comma behind Records is missing', '{"Records":[{}] "a":1}', 'expected }, got "\\""'],
    [
      'other gzip follows behind a zero byte',
      Buffer.concat([gzipSync('{"Records":[{}]}'), Buffer.alloc(1), gzipSync('{"Records":[{}]}')]),
      'the gzip data is corrupt: other data follows it',
    ],
    ['there is a comma too many', '{"Records":[{}],}', 'expected ", got "}"'],
    ['Records is an object', '{"Records":{"a":1}}', 'a log file whose Records are no array'],
    ['Records is a number', '{"records":1}', 'a log file whose Records are no array'],
  ])('when %s', async (_, bytes, message) => {
    const { problems } = await read(bytes);
    expect(problems).toEqual([expect.stringMatching(/^s3:\/\/b\/k: is /)]);
    expect(problems.join()).toContain(message);
  });

  it('when it inflates beyond the cap', async () => {
    const bomb = gzipSync(`{"Records":[${' '.repeat(64 * 1024 * 1024)}]}`);
    const sizes = { maxBytes: 2 ** 20, wholeBytes: 2 ** 10, pieceBytes: 2 ** 10 };
    const { problems } = await read(bomb, sizes);
    expect(problems).toEqual([
      's3://b/k: is not read to its end: more than 1048576 bytes of JSON, which is more than any log file has',
    ]);
  });

  /** A gigabyte in a megabyte: gzip members that follow one another are one stream. */
  const bombOf = (before: string, filling: string, after: string): Uint8Array => {
    const member = gzipSync(filling.repeat(2 ** 24), { level: 9 });
    return Buffer.concat([gzipSync(before), ...Array.from({ length: 64 }, () => member), gzipSync(after)]);
  };

  it.each([
    ['a record', '{"Records":[{"a":"', 'x', '"}]}'],
    ['space between records', '{"Records":[{},', ' ', '{}]}'],
    ['space before everything', '', ' ', '{"Records":[]}'],
    ['something else', '{"a":[', ' ', '],"Records":[]}'],
    ['a key', '{"', 'x', '":[]}'],
  ])(
    'soon, when it inflates to %s without an end',
    { timeout: 60_000 },
    async (_, before, filling, after) => {
      const bomb = bombOf(before, filling, after);
      const used = process.memoryUsage.rss();
      const { problems } = await read(bomb, { maxBytes: 2 ** 28, wholeBytes: 2 ** 24, pieceBytes: 2 ** 18 });
      expect(problems).toEqual([expect.stringMatching(/not read to its end: more than \d+ bytes of JSON/)]);
      expect(process.memoryUsage.rss() - used).toBeLessThan(300 * 2 ** 20);
    },
  );
});

describe('a log file that is read in pieces', () => {
  const inPieces = { maxBytes: 2 ** 30, wholeBytes: 0, pieceBytes: 100 };

  it('gives what it gives as a whole, wherever the pieces end', async () => {
    const record = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue());
    const others = fc.dictionary(
      fc.string().filter((key) => key.toLowerCase() !== 'records'),
      fc.jsonValue(),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(record),
        others,
        others,
        fc.nat(300),
        fc.nat(3),
        async (records, before, after, pieceBytes, indent) => {
          const document = { ...before, Records: records, ...after };
          const text = JSON.stringify(document, undefined, indent);
          expect(await read(text, { ...inPieces, pieceBytes })).toEqual(await read(text));
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([
    ['large', twoRecords, both],
    [
      'broken',
      twoRecords.replace(']}', ',"x"]}'),
      { ...both, problems: [expect.stringContaining('record 3')] },
    ],
  ])('may begin with a byte order mark when it is %s', async (_, text, expected) =>
    expect(await read(`\uFEFF${text}`, inPieces)).toEqual(expected),
  );

  it('loses only the entries that are broken', async () => {
    const text = '{"Records":[{"a":1},{"b":tru},{"c":"\\x"},{"d":4},5]}';
    expect(await read(gzipSync(text))).toEqual({
      records: [{ a: 1 }, { d: 4 }],
      problems: [
        expect.stringMatching(/^s3:\/\/b\/k: record 2 is not JSON: /),
        expect.stringMatching(/^s3:\/\/b\/k: record 3 is not JSON: /),
        's3://b/k: record 5 is not an object',
      ],
    });
  });

  it('says where in a broken entry the mistake is', async () => {
    const { problems } = await read('{"Records":[\n{"a":1},\n\n {\n  "b" 2}]}');
    expect(problems).toEqual([
      "s3://b/k: record 2 is not JSON: Expected ':' after property name (line 2 column 7 of the entry)",
    ]);
  });

  it.each([
    '{"password":}',
    '{"password":hunter2}',
    '{"a":"hunter2\n"}',
    '{"hunter2" 1}',
    'hunter2',
    '{"a":1} hunter2',
  ])('repeats nothing of the broken entry %s', async (entry) => {
    const { problems } = await read(`{"Records":[${entry},{"a":1}]}`);
    expect(problems).toEqual([expect.stringContaining('record 1 is not JSON: ')]);
    expect(problems.join()).not.toMatch(/password|hunter/);
  });

  it.each([
    [
      'gzip',
      gzipSync(`{"Records":[${Array.from({ length: 5000 }, (_, index) => `{"eventID":"${index}"}`)}]}`),
    ],
    [
      'JSON',
      Buffer.from(`{"Records":[${Array.from({ length: 5000 }, (_, index) => `{"eventID":"${index}"}`)}]}`),
    ],
  ])(
    'gives what comes before the place where its %s is cut off, and then says that it is',
    async (_, bytes) => {
      const { records, problems } = await read(bytes.subarray(0, bytes.length * 0.9));
      expect(problems).toEqual([expect.stringMatching(/ends too early/)]);
      expect(records.length).toBeGreaterThan(1000);
      expect(records).toEqual(
        Array.from({ length: records.length }, (_, index) => ({ eventID: String(index) })),
      );
    },
  );

  describe('gives all that can be inflated, and then says what is wrong', () => {
    const gzip = gzipSync(twoRecords);
    const large = Array.from({ length: 50_000 }, (_, index) => ({
      eventID: String(index),
      x: Math.sin(index),
    }));
    const largeGzip = gzipSync(JSON.stringify({ Records: large }));
    const rubbish = Buffer.from('rubbish');
    it.each([
      ['gzip is followed by rubbish', Buffer.concat([gzip, rubbish]), both.records],
      ['gzip has a wrong checksum', Buffer.concat([gzip.subarray(0, -8), Buffer.alloc(8)]), both.records],
      ['large gzip is followed by rubbish', Buffer.concat([largeGzip, rubbish]), large],
      ['large gzip ends before its checksum', largeGzip.subarray(0, -8), large],
    ])('when its %s', async (_, bytes, expected) => {
      const { records, problems } = await read(bytes);
      expect(problems).toEqual([expect.stringMatching(/the gzip data (is corrupt|ends too early)/)]);
      expect(records).toEqual(expected);
    });
  });

  it('gives the records of all documents when several are joined', async () =>
    expect(
      await read(
        Buffer.concat([
          gzipSync(twoRecords),
          gzipSync('{"Records":null}'),
          gzipSync('{"records":[{"b":3}]}'),
        ]),
      ),
    ).toEqual({
      records: [...both.records, { b: 3 }],
      problems: [],
    }));

  it('stops when the time is up', async () => {
    const logFile: LogFileSource = {
      kind: 'bytes',
      uri: 's3://b/k',
      read: async () => Buffer.from(twoRecords),
    };
    const reading = readRecords(logFile, AbortSignal.abort(new Error('time is up')), inPieces);
    await expect(reading.next()).rejects.toThrow('time is up');
  });
});
