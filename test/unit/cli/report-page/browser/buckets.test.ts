import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bucketOf, bucketsFor } from '../../../../../src/cli/report-page/browser/buckets.ts';

const at = (time: string): number => Date.parse(`2026-11-20T${time}Z`);

it.each([
  ['one moment', [at('09:02:11')], { from: at('09:02:11'), span: 1_000, count: 1 }],
  ['some minutes', [at('09:02:11'), at('09:04:30')], { from: at('09:02:10'), span: 5_000, count: 29 }],
  ['a day', [at('00:10:00'), at('23:50:00')], { from: at('00:00:00'), span: 1_800_000, count: 48 }],
])('divides %s as people count time', (_, moments, buckets) => expect(bucketsFor(moments)).toEqual(buckets));

it('has none without a moment', () => expect(bucketsFor([])).toBeUndefined());

it('has a place for every moment, and not too many', () =>
  fc.assert(
    fc.property(fc.array(fc.date({ noInvalidDate: true }), { minLength: 1 }), (dates) => {
      const moments = dates.map(Number);
      const buckets = bucketsFor(moments);
      if (buckets === undefined) expect.fail('no buckets');
      expect(buckets.count).toBeLessThanOrEqual(60);
      for (const moment of moments) {
        expect(bucketOf(moment, buckets)).toBeGreaterThanOrEqual(0);
        expect(bucketOf(moment, buckets)).toBeLessThan(buckets.count);
      }
    }),
  ));
