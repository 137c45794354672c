import { describe, expect, it } from 'vitest';
import { readRecords } from '../../../src/trail/log-file.ts';
import type { LogFileRecords } from '../../../src/trail/log-file-source.ts';
import type { CloudTrailRecord } from '../../../src/trail/record.ts';
import { aRecord, neverAborted } from '../../support/builders.ts';

const inMemory = (records: readonly CloudTrailRecord[]): LogFileRecords => ({
  kind: 'records',
  uri: 'event:1',
  records,
});

const readBack = async (...records: readonly CloudTrailRecord[]): Promise<readonly CloudTrailRecord[]> => {
  const read: CloudTrailRecord[] = [];
  for await (const batch of readRecords(inMemory(records), neverAborted)) {
    read.push(...batch.records);
    expect(batch.problems).toEqual([]);
  }
  return read;
};

it('records that came without a file are read like those of a file', async () => {
  const records = [aRecord(), { ['__proto__']: { a: 1 } }, { text: 'é \ud83d\ude00 \u0000' }];
  expect(await readBack(...records)).toEqual(records);
});

it('no records are none', async () => expect(await readBack()).toEqual([]));

it('a record is handed on as the same object, not as a copy', async () => {
  const record = Object.freeze(aRecord({ requestParameters: { userName: 'bob', groups: ['a', 'b'] } }));
  const [read] = await readBack(record);
  expect(read).toBe(record);
});

it('a lone surrogate becomes U+FFFD as in a file, in a value and in a key', async () => {
  const kept = { a: ['well-formed \ud83d\ude00'] };
  const [read] = await readBack({ name: 'x\ud800', '\udc00': 1, kept });
  expect(read).toEqual({ name: 'x\ufffd', '\ufffd': 1, kept });
  expect(read?.kept).toBe(kept);
});

it('a record that nests deeper than JSON can be written is still inspected, and takes no other with it', async () => {
  const deep = JSON.parse(`${'['.repeat(50_000)}1${']'.repeat(50_000)}`);
  const [first, second] = await readBack(aRecord({ requestParameters: deep }), aRecord({ eventID: '2' }));
  expect(first).toMatchObject({ eventName: 'CreateAccessKey' });
  expect(JSON.stringify(first)).toContain('(nested too deep to show)');
  expect(second).toEqual(aRecord({ eventID: '2' }));
});

it('an entry that is no record is a problem, and takes no other with it', async () => {
  const good = aRecord();
  const batches = [];
  for await (const batch of readRecords(inMemory([good, { eventSource: 'aws:s3' }]), neverAborted))
    batches.push(batch);
  expect(batches.map(({ records }) => records)).toEqual([[good], []]);
  expect(batches.flatMap(({ problems }) => problems.map(({ message }) => message))).toEqual([
    'event:1: record 2 is an S3 notification',
  ]);
});

describe('many records come in batches', () => {
  const many = Array.from({ length: 20_001 }, (_, index) => ({ eventID: String(index) }));

  it('of which none is lost', async () => expect(await readBack(...many)).toEqual(many));

  it('which number their entries through', async () => {
    const problems: string[] = [];
    for await (const batch of readRecords(inMemory([...many, { Records: 1 }]), neverAborted))
      problems.push(...batch.problems.map(({ message }) => message));
    expect(problems).toEqual([expect.stringContaining('record 20002')]);
  });

  it('which end when the time is up', async () => {
    const reading = readRecords(inMemory(many), AbortSignal.abort(new Error('time is up')));
    expect((await reading.next()).value?.records).toHaveLength(10_000);
    await expect(reading.next()).rejects.toThrow('time is up');
  });
});
