import type { JsonValue } from '../../../../json.ts';
import { exact } from '../../values/kinds.ts';
import { bailOut } from '../../values/signals.ts';

/** A time in UTC as C's `struct tm` has it, but with the full year: January is month 0, and Sunday is day 0 of the week. */
export interface BrokenDownTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly weekday: number;
  /** From 0. */
  readonly yearDay: number;
}

/** C's `gmtime`. */
export const brokenDown = (seconds: number): BrokenDownTime => {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return bailOut('a time too far away');
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  return {
    year,
    month,
    day,
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    weekday: date.getUTCDay(),
    yearDay: yearDayOf(year, month, day),
  };
};

/** C's `timegm`: every part may be too large or negative, and is carried over. */
export const secondsOf = ({ year, month, day, hour, minute, second }: BrokenDownTime): number => {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  date.setUTCHours(hour, minute, second);
  const milliseconds = date.getTime();
  return Number.isNaN(milliseconds) ? bailOut('a time too far away') : milliseconds / 1000;
};

/** Of a day that may lie beyond the end of its month. */
export const weekdayOf = (year: number, month: number, day: number): number =>
  (((daysUntil(year, month) + day + 3) % 7) + 7) % 7;

/** Of a day that may lie beyond the end of its month. */
export const yearDayOf = (year: number, month: number, day: number): number =>
  daysUntil(year, month) - daysUntil(year, 0) + day - 1;

/** From 1970 to the first day of a month. */
const daysUntil = (year: number, month: number): number =>
  new Date(0).setUTCFullYear(year, month, 1) / 86_400_000;

/** The array that `gmtime` and `strptime` give. */
export const toArray = (time: BrokenDownTime, fraction = 0): readonly number[] => [
  time.year,
  time.month,
  time.day,
  time.hour,
  time.minute,
  time.second + fraction,
  time.weekday,
  time.yearDay,
];

/**
 * Reads such an array. It may be shorter, and its parts may be fractions or out of range; the day of the week and of the
 * year follow from the others. Undefined when a part is not a number.
 */
export const fromArray = (array: readonly JsonValue[]): BrokenDownTime | undefined => {
  const parts = array.slice(0, 8).map(exact);
  if (!parts.every((part) => typeof part === 'number')) return undefined;
  const [year = 1900, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const [weekday, yearDay] = [0, 0];
  return brokenDown(
    secondsOf({
      year: 1900 + toInt(year - 1900),
      month: toInt(month),
      day: toInt(day),
      hour: toInt(hour),
      minute: toInt(minute),
      second: toInt(second),
      weekday,
      yearDay,
    }),
  );
};

/** As jq converts a number to C's `int`. */
const toInt = (value: number): number => Math.trunc(Math.min(Math.max(value, -(2 ** 31)), 2 ** 31 - 1));
