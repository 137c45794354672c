import { InvalidArgumentError } from 'commander';

/** Gives the time in milliseconds that an option means: a day or a time in UTC, or hours or days ago. */
export const timeAt =
  (now: number) =>
  (text: string): number => {
    const [, count, unit] = /^(\d{1,5})([hd])$/.exec(text) ?? [];
    const ago = count === undefined ? Number.NaN : Number(count) * (unit === 'd' ? 24 : 1) * hourMs;
    const time = Number.isNaN(ago) ? timeIn(text) : now - ago;
    if (Number.isNaN(time))
      throw new InvalidArgumentError('expected a time such as 2026-11-20T08:00Z or 7d.');
    return time;
  };

/** Without a zone, it is UTC, as in the names of digests. */
const timeIn = (text: string): number =>
  /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?Z?)?$/.test(text)
    ? Date.parse(text.includes('T') && !text.endsWith('Z') ? `${text}Z` : text)
    : Number.NaN;

export const hourMs = 60 * 60 * 1000;
