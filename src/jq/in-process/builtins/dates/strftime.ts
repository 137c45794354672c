import { spend } from '../../values/budget.ts';
import { bailOut } from '../../values/signals.ts';
import { type BrokenDownTime, secondsOf } from './calendar.ts';
import { composites, months, weekdays } from './names.ts';
import { isUtc } from './time-zone.ts';

/**
 * glibc's `strftime` in the C locale. Unknown conversions are written as they stand. Undefined when the text has more
 * bytes than jq allows: those of the format and 99.
 */
export const strftime = (time: BrokenDownTime, format: string, zone: string): string | undefined => {
  if (time.year < 1) return bailOut('a year before 1');
  const size = Buffer.byteLength(format) + 100;
  const text = write({ time, zone, size }, format);
  return Buffer.byteLength(text) < size ? text : undefined;
};

interface Writing {
  readonly time: BrokenDownTime;
  readonly zone: string;
  /** In bytes. The text is too long when it has as many. */
  readonly size: number;
}

const write = (writing: Writing, format: string): string =>
  format.replace(conversion, (written, flags: string, digits: string, modifier: string, letter: string) => {
    const width = Math.min(Number(digits), writing.size);
    spend(1 + (width >> 6));
    const isKnown = !rejects[modifier]?.includes(letter);
    const piece = isKnown ? pieceOf(writing, letter) : undefined;
    const letterCase = (piece === undefined ? caseOfUnknown : caseOfKnown)(flags, letter);
    return layOut(piece ?? (letter === '%' ? '%' : written), { flags, width, letter, letterCase });
  });

/** Flags, a width, a modifier for other calendars and digits, and a letter, which may be missing at the end. */
const conversion = /%([_\-0^#]*)([0-9]*)([EO]?)(.?)/gs;

/** The modifiers with which a letter is no conversion. */
const rejects: Readonly<Record<string, string>> = {
  E: '%aADFbBdeHIklhjMmSUVgGWw',
  O: '%aADFcxXY',
};

/** A text, or a number with the digits to which it is filled up. */
type Piece = string | { readonly value: number; readonly digits: number; readonly fill?: ' ' };

const pieceOf = (writing: Writing, letter: string): Piece | undefined => {
  const composite = composites.get(letter);
  return composite === undefined ? letters[letter]?.(writing) : write(writing, composite);
};

const letters: Readonly<Record<string, (writing: Writing) => Piece>> = {
  '%': () => '%',
  n: () => '\n',
  t: () => '\t',
  a: ({ time: { weekday } }) => (weekdays[weekday] ?? '?').slice(0, 3),
  A: ({ time: { weekday } }) => weekdays[weekday] ?? '?',
  b: ({ time: { month } }) => (months[month] ?? '?').slice(0, 3),
  h: ({ time: { month } }) => (months[month] ?? '?').slice(0, 3),
  B: ({ time: { month } }) => months[month] ?? '?',
  p: ({ time: { hour } }) => (hour < 12 ? 'AM' : 'PM'),
  P: ({ time: { hour } }) => (hour < 12 ? 'am' : 'pm'),
  Y: ({ time: { year } }) => ({ value: year, digits: 1 }),
  C: ({ time: { year } }) => ({ value: Math.trunc(year / 100), digits: 1 }),
  y: ({ time: { year } }) => ({ value: year % 100, digits: 2 }),
  m: ({ time: { month } }) => ({ value: month + 1, digits: 2 }),
  d: ({ time: { day } }) => ({ value: day, digits: 2 }),
  e: ({ time: { day } }) => ({ value: day, digits: 2, fill: ' ' }),
  H: ({ time: { hour } }) => ({ value: hour, digits: 2 }),
  k: ({ time: { hour } }) => ({ value: hour, digits: 2, fill: ' ' }),
  I: ({ time: { hour } }) => ({ value: hour % 12 || 12, digits: 2 }),
  l: ({ time: { hour } }) => ({ value: hour % 12 || 12, digits: 2, fill: ' ' }),
  M: ({ time: { minute } }) => ({ value: minute, digits: 2 }),
  S: ({ time: { second } }) => ({ value: second, digits: 2 }),
  j: ({ time: { yearDay } }) => ({ value: yearDay + 1, digits: 3 }),
  u: ({ time: { weekday } }) => ({ value: weekday || 7, digits: 1 }),
  w: ({ time: { weekday } }) => ({ value: weekday, digits: 1 }),
  U: ({ time: { weekday, yearDay } }) => ({ value: weekOf(yearDay, weekday), digits: 2 }),
  W: ({ time: { weekday, yearDay } }) => ({ value: weekOf(yearDay, (weekday + 6) % 7), digits: 2 }),
  V: ({ time }) => ({ value: isoWeekOf(time).week, digits: 2 }),
  G: ({ time }) => ({ value: isoWeekOf(time).year, digits: 1 }),
  g: ({ time }) => ({ value: isoWeekOf(time).year % 100, digits: 2 }),
  s: ({ time }) => (isUtc() ? String(secondsOf(time)) : bailOut('a time zone other than UTC')),
  Z: ({ zone }) => zone,
  z: () => ({ value: 0, digits: 4 }),
};

/** Days before the first Sunday are in week 0; likewise Monday, when that is day 0. */
const weekOf = (yearDay: number, weekday: number): number => Math.trunc((yearDay - weekday + 7) / 7);

/** ISO 8601's week is in the year that its Thursday is in. */
const isoWeekOf = ({ year, weekday, yearDay }: BrokenDownTime): { year: number; week: number } => {
  const thursday = yearDay - ((weekday + 6) % 7) + 3;
  if (thursday < 0) return { year: year - 1, week: Math.trunc((thursday + daysIn(year - 1)) / 7) + 1 };
  if (thursday >= daysIn(year))
    return { year: year + 1, week: Math.trunc((thursday - daysIn(year)) / 7) + 1 };
  return { year, week: Math.trunc(thursday / 7) + 1 };
};

const daysIn = (year: number): number =>
  year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 366 : 365;

interface Layout {
  readonly flags: string;
  readonly width: number;
  readonly letter: string;
  readonly letterCase: LetterCase;
}

type LetterCase = 'lower' | 'upper' | 'as it is';

const caseOfKnown = (flags: string, letter: string): LetterCase => {
  if (letter === 'P' || (flags.includes('#') && 'pZ'.includes(letter))) return 'lower';
  return flags.includes('^') || (flags.includes('#') && 'aAbBh'.includes(letter)) ? 'upper' : 'as it is';
};

/** A conversion that is unknown only with its modifier may still change the case. */
const caseOfUnknown = (flags: string, letter: string): LetterCase =>
  flags.includes('^') || (flags.includes('#') && /[bh]/.test(letter)) ? 'upper' : 'as it is';

const layOut = (piece: Piece, { flags, width, letter, letterCase }: Layout): string => {
  const [padding] = /[_\-0](?=[^_\-0]*$)/.exec(flags) ?? [];
  if (typeof piece === 'string')
    return toCase(piece, letterCase).padStart(width, padding === '0' ? '0' : ' ');
  const text = String(piece.value);
  if (letter === 'z') return zoneOffset(text, width, padding);
  if (padding === '-') return text.padStart(width);
  const fill = padding === undefined ? piece.fill : padding === '_' ? ' ' : '0';
  return text.padStart(Math.max(piece.digits, width), fill ?? '0');
};

/** Its sign is filled up on its own. */
const zoneOffset = (text: string, width: number, padding: string | undefined): string => {
  const sign = '+'.padStart(width, padding === '0' ? '0' : ' ');
  if (padding === '-') return sign + text.padStart(width);
  return sign + text.padStart(Math.max(4, width), padding === '_' ? ' ' : '0');
};

const toCase = (text: string, letterCase: LetterCase): string => {
  if (letterCase === 'lower') return text.toLowerCase();
  return letterCase === 'upper' ? text.replace(/[a-z]+/g, (lower) => lower.toUpperCase()) : text;
};
