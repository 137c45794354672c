import { expect, it } from 'vitest';
import { compare, type Rhythms } from '../../../src/operations/rhythm.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const start = Date.parse('2026-11-02T00:00:00Z');
const origin = '111122223333/us-east-1';
const silentAfterMs = 30 * minute;

/** A heartbeat every 15 minutes up to `until`, while log files are written at these times. */
const live = (writes: readonly number[], until: number) => {
  let rhythms: Rhythms = {};
  const events: string[] = [];
  let alarm = false;
  for (let now = start; now <= until; now += 15 * minute) {
    const newest = writes.filter((time) => time <= now).at(-1);
    const seen = new Map(newest === undefined ? [] : [[origin, newest]]);
    const found = compare(rhythms, seen, { now, silentAfterMs });
    rhythms = found.rhythms;
    const hours = (now - start) / hour;
    if (found.silent.length > 0 && !alarm) events.push(`silent after ${hours}`);
    if (found.back.length > 0) events.push(`back after ${hours}`);
    alarm = found.silent.length > 0;
  }
  return { events, rhythms };
};

const every = (ms: number, from: number, to: number): readonly number[] =>
  Array.from({ length: Math.floor((to - from) / ms) }, (_, index) => from + index * ms);

it('who writes every five minutes is silent half an hour later, and comes back once', () => {
  const stop = start + 2 * day;
  const writes = [...every(5 * minute, start, stop), ...every(5 * minute, stop + 3 * hour, stop + 6 * hour)];
  expect(live(writes, stop + 6 * hour).events).toEqual(['silent after 48.75', 'back after 51']);
});

it('what was an alert does not become usual', () => {
  const stop = start + 2 * day;
  const again = stop + 3 * hour;
  const writes = [...every(5 * minute, start, stop), ...every(5 * minute, again, again + day)];
  expect(live(writes, again + day + 2 * hour).events).toEqual([
    'silent after 48.75',
    'back after 51',
    'silent after 75.75',
  ]);
});

it('who writes once a night is no alert by day, but the night that it is missing', () => {
  const writes = every(day, start, start + 10 * day);
  expect(live(writes, start + 9 * day + 23 * hour).events).toEqual([]);
  expect(live(writes, start + 11 * day).events).toEqual(['silent after 240.75']);
});

it('who works from nine to five is no alert at night, nor at the weekend', () => {
  const writes = Array.from({ length: 21 }, (_, index) => start + index * day)
    .filter((midnight) => ![0, 6].includes(new Date(midnight).getUTCDay()))
    .flatMap((midnight) => every(10 * minute, midnight + 9 * hour, midnight + 17 * hour));
  expect(live(writes, start + 21 * day).events).toEqual([]);
});

it('who has written a few times only is no alert', () => {
  expect(live([start, start + hour, start + 2 * day], start + 10 * day).events).toEqual([]);
});

it('who is silent for two weeks is forgotten', () => {
  const { rhythms } = live(every(5 * minute, start, start + 2 * day), start + 17 * day);
  expect(rhythms).toEqual({});
});

it('a log file from the future does not hide silence', () => {
  const seen = new Map([[origin, start + 10 * day]]);
  expect(compare({}, seen, { now: start, silentAfterMs }).rhythms[origin]?.newest).toBe(start);
});

it('keeps those that are known, however many others somebody makes up', () => {
  const now = start + 20 * day;
  const gaps = Object.fromEntries(
    every(day, start + 5 * day, now).map((time) => [new Date(time).toISOString().slice(0, 10), 86_400_000]),
  );
  const known = { since: start, newest: now, changes: 1_000_000, gaps, isSilent: false };
  const before = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, index) => [`111122223333/region-of-a-long-name-${index}`, known]),
  );
  const seen = new Map(Array.from({ length: 30_000 }, (_, index) => [`444455556666/made-up-${index}`, now]));
  const { rhythms } = compare(before, seen, { now, silentAfterMs });
  expect(Object.keys(rhythms)).toEqual(Object.keys(before));
  // As much is read again.
  expect(JSON.stringify(rhythms).length).toBeLessThan(2 ** 24);
});
