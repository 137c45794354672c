import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { LogFileError } from '../../../src/errors.ts';
import { readRecords } from '../../../src/trail/log-file.ts';
import type { CloudTrailRecord } from '../../../src/trail/record.ts';
import { neverAborted } from '../../support/builders.ts';

const read = async (bytes: Uint8Array | string, maxBytes?: number) => {
  const logFile = { uri: 's3://b/k', read: async () => Buffer.from(bytes) };
  const records: CloudTrailRecord[] = [];
  const problems: string[] = [];
  for await (const batch of readRecords(logFile, neverAborted, maxBytes)) {
    records.push(...batch.records);
    problems.push(...batch.problems.map(({ message }) => message));
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

  it.each(['{}', 'null', '{"Records":null}', '{"Records":[]}', '{"logFiles":[],"digestStartTime":"x"}'])(
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
      problems: ['s3://b/k: entry 1 of Records is no object', 's3://b/k: entry 2 of Records is no object'],
    }));
});

describe('a log file is refused with its URI and the reason', () => {
  const gzip = gzipSync(twoRecords);
  it.each([
    ['it is empty', '', 'is empty'],
    ['its gzip is cut off', gzip.subarray(0, gzip.length - 1), 'the gzip data ends too early'],
    [
      'its gzip has a wrong checksum',
      Buffer.from(gzip).fill(0, gzip.length - 8, gzip.length - 4),
      'the gzip data is corrupt',
    ],
    [
      'its gzip is followed by rubbish',
      Buffer.concat([gzip, Buffer.from('rubbish')]),
      'the gzip data is corrupt',
    ],
    ['it is no JSON', 'hello', 'expected JSON'],
    ['its JSON is cut off', twoRecords.slice(0, -3), 'expected JSON'],
    ['it is a string', '"x"', 'expected an object, got a string'],
    ['Records is an object', '{"Records":{"a":1}}', 'expected Records to be an array, got an object'],
    ['Records is a number', '{"records":1}', 'expected records to be an array, got a number'],
  ])('when %s', async (_, bytes, message) => {
    const error: unknown = await read(bytes).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(LogFileError);
    expect(error).toMatchObject({
      uri: 's3://b/k',
      message: expect.stringContaining(`s3://b/k: ${message}`),
    });
  });

  it('when it inflates beyond the cap', async () => {
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024));
    await expect(read(bomb, 1024 * 1024)).rejects.toThrow('inflates to more than 1048576 bytes');
  });
});
