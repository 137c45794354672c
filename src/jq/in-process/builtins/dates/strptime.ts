import { bailOut } from '../../values/signals.ts';
import { brokenDown } from './calendar.ts';
import { composites, months, weekdays } from './names.ts';
import { newParts, type Parts } from './parts.ts';
import { createReader, type TextReader } from './text-reader.ts';
import { isUtc } from './time-zone.ts';

/**
 * Reads what glibc's `strptime` reads in the C locale: the parts that are in the text, and the rest of it. Undefined when
 * the text does not match the format.
 */
export const strptime = (
  text: string,
  format: string,
): { readonly parts: Parts; readonly rest: string } | undefined => {
  const [reader, parts] = [createReader(text), newParts()];
  return reads(reader, parts, format) ? { parts, rest: reader.rest() } : undefined;
};

const reads = (reader: TextReader, parts: Parts, format: string): boolean =>
  [...format.matchAll(piece)].every(([written, letter]) => {
    if (letter === undefined) return written.trim() === '' ? reader.skipSpace() : reader.reads(written);
    if (letter === 'E' || letter === 'O') return bailOut('strptime with %E or %O');
    const composite = composites.get(letter);
    if (composite !== undefined) return reads(reader, parts, composite);
    return conversions[letter]?.(reader, parts) ?? false;
  });

/** White space, a conversion, whose flags and width do not count, or any other character. */
const piece = /[ \t-\r]+|%[_\-0^#]*[0-9]*(.?)|./gs;

type Conversion = (reader: TextReader, parts: Parts) => boolean;

const number =
  (least: number, most: number, digits: number, put: (parts: Parts, value: number) => void): Conversion =>
  (reader, parts) => {
    const value = reader.number(most, digits);
    if (value === undefined || value < least || value > most) return false;
    put(parts, value);
    return true;
  };

const month: Conversion = (reader, parts) => {
  const at = nameIn(months, reader);
  Object.assign(parts, { month: at, hasMonth: true, hasDate: true });
  return at >= 0;
};

const nameOfWeekday: Conversion = (reader, parts) => {
  const at = nameIn(weekdays, reader);
  // There, glibc takes both for one.
  if (nameIn(weekdays, reader) >= 0) return bailOut('two days of the week in a row');
  weekday(parts, at);
  return at >= 0;
};

/** The position of the full name that is read, or else of the abbreviated one, or -1. */
const nameIn = (names: readonly string[], reader: TextReader): number => {
  const position = names.findIndex((name) => reader.reads(name, 'in any case'));
  return position >= 0 ? position : names.findIndex((name) => reader.reads(name.slice(0, 3), 'in any case'));
};

const day = number(1, 31, 2, (parts, value) =>
  Object.assign(parts, { day: value, hasDay: true, hasDate: true }),
);

const weekday = (parts: Parts, value: number): void => {
  Object.assign(parts, { weekday: value, hasWeekday: true });
};

const hour24 = number(0, 23, 2, (parts, hour) => Object.assign(parts, { hour, isHour12: false }));

const hour12 = number(1, 12, 2, (parts, hour) => Object.assign(parts, { hour: hour % 12, isHour12: true }));

const space: Conversion = (reader) => reader.skipSpace();

const conversions: Readonly<Record<string, Conversion>> = {
  '%': (reader) => reader.reads('%'),
  n: space,
  t: space,
  a: nameOfWeekday,
  A: nameOfWeekday,
  b: month,
  B: month,
  h: month,
  C: number(0, 99, 2, (parts, century) => Object.assign(parts, { century, hasDate: true })),
  // From 69 on, two digits are in the last century.
  y: number(0, 99, 2, (parts, value) =>
    Object.assign(parts, { year: (value < 69 ? 2000 : 1900) + value, isYearOfCentury: true, hasDate: true }),
  ),
  Y: number(0, 9999, 4, (parts, year) =>
    Object.assign(parts, { year, isYearOfCentury: false, hasDate: true }),
  ),
  m: number(1, 12, 2, (parts, value) =>
    Object.assign(parts, { month: value - 1, hasMonth: true, hasDate: true }),
  ),
  d: day,
  e: day,
  j: number(1, 366, 3, (parts, value) => Object.assign(parts, { yearDay: value - 1, hasYearDay: true })),
  H: hour24,
  k: hour24,
  I: hour12,
  l: hour12,
  M: number(0, 59, 2, (parts, minute) => Object.assign(parts, { minute })),
  S: number(0, 61, 2, (parts, second) => Object.assign(parts, { second })),
  p: (reader, parts) => {
    parts.isAfternoon = !reader.reads('AM', 'in any case');
    return !parts.isAfternoon || reader.reads('PM', 'in any case');
  },
  u: number(1, 7, 1, (parts, value) => weekday(parts, value % 7)),
  w: number(0, 6, 1, weekday),
  U: number(0, 53, 2, (parts, week) => Object.assign(parts, { week, hasSundayWeek: true })),
  W: number(0, 53, 2, (parts, week) => Object.assign(parts, { week, hasMondayWeek: true })),
  // These are read, and do not determine anything.
  V: number(0, 53, 2, () => undefined),
  g: number(0, 99, 2, () => undefined),
  G: (reader) => reader.matches(/[0-9]+/y) !== undefined,
  Z: (reader) => reader.matches(/[ \t-\r]*[^ \t-\r]*/y) !== undefined,
  z: (reader) => reader.matches(zone) !== undefined,
  s: (reader, parts) => {
    const digits = reader.matches(/[0-9]+/y);
    if (digits === undefined) return false;
    if (!isUtc()) return bailOut('a time zone other than UTC');
    Object.assign(parts, brokenDown(Number(digits)));
    return true;
  },
};

/** `Z`, or hours from UTC, or hours and minutes. */
const zone = /[ \t-\r]*(?:Z|[+-][0-9]{2}(?:(?::(?=[0-9]))?[0-5][0-9]|(?!:?[0-9])))/y;
