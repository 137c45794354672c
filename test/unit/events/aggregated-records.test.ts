import { expect, it } from 'vitest';
import { aggregatedRecords } from '../../../src/events/aggregated-records.ts';
import { aggregated, withMagicAndMd5 } from '../../support/events.ts';

const unpacked = (bytes: Uint8Array): readonly string[] | undefined => {
  const records = aggregatedRecords(bytes);
  return records && [...records].map((record) => Buffer.from(record).toString());
};

it('records that were packed into one are unpacked, short and long ones', () => {
  const long = 'x'.repeat(10_000);
  expect(unpacked(aggregated('one', '', long))).toEqual(['one', '', long]);
});

it.each([
  ['other bytes', Buffer.from('{}')],
  ['no bytes', Buffer.alloc(0)],
  ['the magic bytes alone', aggregated('one').subarray(0, 4)],
  ['what breaks off', aggregated('one').subarray(0, -1)],
  [
    'what was changed',
    Buffer.concat([aggregated('one').subarray(0, 10), Buffer.from('x'), aggregated('one').subarray(11)]),
  ],
])('%s are not taken for them', (_, bytes) => expect(unpacked(bytes)).toBeUndefined());

it('a length beyond the end is the end', () => {
  // A record of 100 bytes that has three.
  const message = Buffer.from([0x1a, 100, 0x1a, 100, 0x78]);
  expect(unpacked(withMagicAndMd5(message))).toEqual(['x']);
});
