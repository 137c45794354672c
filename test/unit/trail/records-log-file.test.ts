import { expect, it } from 'vitest';
import { readRecords } from '../../../src/trail/log-file.ts';
import type { CloudTrailRecord } from '../../../src/trail/record.ts';
import { recordsLogFile } from '../../../src/trail/records-log-file.ts';
import { aRecord, neverAborted } from '../../support/builders.ts';

const readBack = async (...records: readonly CloudTrailRecord[]): Promise<readonly CloudTrailRecord[]> => {
  const read: CloudTrailRecord[] = [];
  for await (const batch of readRecords(recordsLogFile('event:1', records), neverAborted)) {
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

it('a record that nests deeper than JSON can be written is still inspected, and takes no other with it', async () => {
  const deep = JSON.parse(`${'['.repeat(50_000)}1${']'.repeat(50_000)}`);
  const [first, second] = await readBack(aRecord({ requestParameters: deep }), aRecord({ eventID: '2' }));
  expect(first).toMatchObject({ eventName: 'CreateAccessKey' });
  expect(second).toEqual(aRecord({ eventID: '2' }));
});
