import type { Random } from './random.ts';

/** Whether the ledger is unavailable at a time, in milliseconds since the epoch. */
export type IsDown = (at: number) => boolean;

/** Outages longer than the function's patience, for `part` of the time. */
export const planOutages = (random: Random, begin: number, part: number): IsDown => {
  const spans: { readonly from: number; readonly to: number }[] = [];
  const extendTo = (at: number): void => {
    for (;;) {
      const last = spans.at(-1)?.to ?? begin;
      if (last > at) return;
      const length = random.between(15_000, 60_000);
      const pause = (2 * random.next() * length * (1 - part)) / part;
      spans.push({ from: last + pause, to: last + pause + length });
    }
  };
  return (at) => {
    if (part === 0) return false;
    extendTo(at);
    return spans.some(({ from, to }) => from <= at && at < to);
  };
};
