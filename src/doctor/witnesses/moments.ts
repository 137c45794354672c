/**
 * Values of eventTime, which is UTC to the second: each minute of a day and each day of a year, on all weekdays, over a
 * century. What none of them has in one part, no eventTime has.
 */
export const moments = (): readonly string[] => {
  known ??= [
    ...Array.from({ length: minutesOfDay }, (_, minute) =>
      momentAt(minute * daysBetween * secondsOfDay + minute * 60 + ((minute * 7) % 60)),
    ),
    // 2028 is a leap year.
    ...Array.from({ length: 366 }, (_, day) =>
      momentAt(Date.UTC(2028, 0, 1) / 1000 - start + day * secondsOfDay + day * 236),
    ),
    '2026-11-20T00:00:00Z',
    '2026-11-20T23:59:59Z',
  ];
  return known;
};

let known: readonly string[] | undefined;

const minutesOfDay = 1440;
const secondsOfDay = 86_400;
const daysBetween = 25;
const start = Date.UTC(2001, 0, 1) / 1000;

const momentAt = (seconds: number): string =>
  new Date((start + seconds) * 1000).toISOString().replace('.000Z', 'Z');
