import { expect, it } from 'vitest';
import { createServerClock } from '../../../../src/delivery/ledger/server-clock.ts';

const noon = Date.parse('2026-11-27T12:00:00Z');
const dateAt = (ms: number): string => new Date(ms).toUTCString();

/** A clock of a machine at this time, and the answers that it has got: how long each took, and its date. */
const clockAfter = (localTime: number, ...answers: readonly (readonly [number, string | undefined])[]) => {
  const clock = createServerClock(() => localTime);
  for (const [ms, date] of answers) clock.note({ date, sentAt: localTime - ms });
  return clock.now();
};

it.each([
  ['there is no answer', []],
  ['an answer agrees', [[100, dateAt(noon)]]],
  ['an answer was written in the same second', [[100, dateAt(noon - 900)]]],
  ['a slow answer was written before it came', [[9_000, dateAt(noon - 8_000)]]],
  ['an answer has no date', [[100, undefined]]],
  ['an answer has no date that can be read', [[100, 'yesterday']]],
] as const)('is that of this machine while %s', (_, answers) =>
  expect(clockAfter(noon, ...answers)).toBe(noon),
);

it.each([
  ['fast', noon + 60_000],
  ['slow', noon - 60_000],
])('is that of the server while this machine’s is %s', (_, localTime) => {
  const now = clockAfter(localTime, [100, dateAt(noon)]);
  expect(now).toBeGreaterThanOrEqual(noon - 100);
  expect(now).toBeLessThanOrEqual(noon + 1_100);
});

it('is not moved by a slow answer after a quick one', () => {
  const quick = clockAfter(noon + 60_000, [10, dateAt(noon)]);
  expect(clockAfter(noon + 60_000, [10, dateAt(noon)], [9_000, dateAt(noon - 5_000)])).toBe(quick);
});
