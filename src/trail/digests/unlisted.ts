import { deliveredAt, isLogFileKey } from '../log-file-key.ts';
import type { Digest } from './digest.ts';

/**
 * The log files that lie among those that these digests list, and that none of them lists. Digests of all trails that
 * write to the same folder are needed. What was delivered within a quarter of an hour of where digests begin or end may
 * be in one that is not here.
 */
export const unlistedAmong = (
  keys: readonly string[],
  digests: readonly Pick<Digest, 'start' | 'end'>[],
  isListed: (key: string) => boolean,
): readonly string[] => {
  const spans = joined(digests.map(({ start, end }) => ({ from: Date.parse(start), to: Date.parse(end) })));
  return keys.filter((key) => {
    const time = deliveredAt(key);
    const isCovered = spans.some(
      ({ from, to }) => time !== undefined && time >= from + marginMs && time <= to - marginMs,
    );
    return isCovered && !isListed(key);
  });
};

/**
 * Those in the folder of a day, 2026/11/27/, that are not named as CloudTrail names what it delivers then. Nobody knows of
 * which hour they are, and no digest lists them.
 */
export const misnamedAmong = (
  keys: readonly string[],
  day: string,
  isListed: (key: string) => boolean,
): readonly string[] => {
  const begin = Date.parse(day.slice(0, 10).replaceAll('/', '-'));
  return keys.filter((key) => {
    const time = deliveredAt(key) ?? Number.NaN;
    const isOfDay = time >= begin - dayMs && time < begin + 2 * dayMs;
    return !isOfDay && isLogFileKey(key) && !isListed(key);
  });
};

const dayMs = 24 * 60 * 60 * 1000;

export const marginMs = 15 * 60 * 1000;

interface Span {
  readonly from: number;
  readonly to: number;
}

const joined = (spans: readonly Span[]): readonly Span[] => {
  const done: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = done.at(-1);
    if (last === undefined || span.from > last.to) done.push(span);
    else done[done.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
  }
  return done;
};
