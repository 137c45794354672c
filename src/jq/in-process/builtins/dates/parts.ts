import { bailOut } from '../../values/signals.ts';
import { type BrokenDownTime, weekdayOf, yearDayOf } from './calendar.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What `strptime` has read. */
export interface Parts extends Writable<BrokenDownTime> {
  isHour12: boolean;
  isAfternoon: boolean;
  century: number | undefined;
  /** The century, if there is one, replaces only that of the year. */
  isYearOfCentury: boolean;
  hasMonth: boolean;
  hasDay: boolean;
  hasWeekday: boolean;
  hasYearDay: boolean;
  /** There is a part of a date, so that the day of the week and of the year are to be computed. */
  hasDate: boolean;
  week: number;
  hasSundayWeek: boolean;
  hasMondayWeek: boolean;
}

/** jq gives this day of the year, and 8 as the day of the week, when nothing determines them. */
const undetermined = 367;

export const newParts = (): Parts => ({
  ...{ year: 1900, month: 0, day: 0, hour: 0, minute: 0, second: 0, weekday: 8, yearDay: undetermined },
  ...{ isHour12: false, isAfternoon: false, century: undefined, isYearOfCentury: false },
  ...{ hasMonth: false, hasDay: false, hasWeekday: false, hasYearDay: false, hasDate: false },
  ...{ week: 0, hasSundayWeek: false, hasMondayWeek: false },
});

/** The time that glibc makes of the parts, which also computes those that follow from others. */
export const completed = (parts: Parts): BrokenDownTime => {
  if (parts.isHour12 && parts.isAfternoon) parts.hour += 12;
  if (parts.century !== undefined) {
    parts.year = parts.century * 100 + (parts.isYearOfCentury ? parts.year % 100 : 0);
  }
  if (parts.year < 1) bailOut('a year before 1');
  completeDate(parts);
  completeWeek(parts);
  // jq computes this day, also when a week that the year does not have led to that number.
  if (parts.yearDay === undetermined && parts.day !== 0) {
    parts.yearDay = yearDayOf(parts.year, parts.month, parts.day);
  }
  return parts;
};

const completeDate = (parts: Parts): void => {
  if (!parts.hasDate) return;
  if (!parts.hasWeekday) {
    if (parts.hasYearDay && !(parts.hasMonth && parts.hasDay)) {
      putDayOfYear(parts);
      parts.hasMonth = true;
      parts.hasDay = true;
    }
    parts.weekday = weekdayOf(parts.year, parts.month, parts.day);
  }
  if (!parts.hasYearDay) parts.yearDay = yearDayOf(parts.year, parts.month, parts.day);
};

/** The number of a week and a day of the week determine a date. */
const completeWeek = (parts: Parts): void => {
  if (!(parts.hasSundayWeek || parts.hasMondayWeek) || !parts.hasWeekday) return;
  const firstDay = parts.hasSundayWeek ? 0 : 1;
  if (!parts.hasYearDay) {
    const newYear = weekdayOf(parts.year, 0, 1);
    parts.yearDay =
      ((7 - (newYear - firstDay)) % 7) + (parts.week - 1) * 7 + ((parts.weekday - firstDay + 7) % 7);
  }
  if (!parts.hasDay || !parts.hasMonth) putDayOfYear(parts);
};

/** Sets the month and the day, as far as they were not read. */
const putDayOfYear = (parts: Parts): void => {
  const { year, yearDay } = parts;
  // There, glibc reads beyond its tables.
  if (yearDay < 0 || yearDay >= yearDayOf(year, 12, 1)) bailOut('a day that the year does not have');
  const date = new Date(0);
  date.setUTCFullYear(year, 0, yearDay + 1);
  if (!parts.hasMonth) parts.month = date.getUTCMonth();
  if (!parts.hasDay) parts.day = date.getUTCDate();
};
