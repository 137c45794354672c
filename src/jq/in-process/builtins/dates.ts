import { isJsonArray, type JsonValue } from '../../../json.ts';
import type { Filter } from '../ir/filter.ts';
import { apply, applyTotal, bailOut as bailOutFilter } from '../ir/make.ts';
import { spend } from '../values/budget.ts';
import { exactText } from '../values/kinds.ts';
import { bailOut, raise } from '../values/signals.ts';
import { brokenDown, fromArray, secondsOf, toArray } from './dates/calendar.ts';
import { completed } from './dates/parts.ts';
import { strftime } from './dates/strftime.ts';
import { strptime } from './dates/strptime.ts';
import { isUtc } from './dates/time-zone.ts';
import type { Functions, Macros } from './tables.ts';

/** Dates as jq gives them with glibc. Elsewhere, as in jq-wasm, they differ. */
export const dates: Functions = {
  'gmtime/0': (input) => gmtime(input, 'gmtime()'),
  'mktime/0': (input) => mktime(input),
  'strptime/1': (input, format) => parse(input, format),
  'strftime/1': (input, format) => print(input, format, gmt),
  'fromdate/0': (input) => mktime(parse(input, iso8601)),
  'fromdateiso8601/0': (input) => mktime(parse(input, iso8601)),
  'todate/0': (input) => print(input, iso8601, gmt),
  'todateiso8601/0': (input) => print(input, iso8601, gmt),
};

/** What depends on more than the input. */
export const clock: Macros = {
  'now/0': () => applyTotal(() => Date.now() / 1000),
  'localtime/0': () => inUtc(() => apply((input) => gmtime(input, 'localtime()'))),
  'strflocaltime/1': (format) => inUtc(() => apply((input, layout) => print(input, layout, local), format())),
};

/** Whether its outcome depends on the C library of the real jq. */
export const isDateBuiltin = (nameAndArity: string): boolean =>
  nameAndArity !== 'now/0' && (Object.hasOwn(dates, nameAndArity) || Object.hasOwn(clock, nameAndArity));

const inUtc = (filter: () => Filter): Filter =>
  isUtc() ? filter() : bailOutFilter('a time zone other than UTC');

const iso8601 = '%Y-%m-%dT%H:%M:%SZ';

/** How messages name a builtin, and the time zone that it writes. */
const gmt = { name: 'strftime/1', zone: 'GMT' };
const local = { name: 'strflocaltime/1', zone: 'UTC' };

const gmtime = (input: JsonValue, name: string): readonly number[] => {
  if (typeof input !== 'number') return raise(`${name} requires numeric inputs`);
  return toArray(brokenDown(Math.trunc(input)), input - Math.floor(input));
};

const mktime = (input: JsonValue): number => {
  if (!isJsonArray(input)) return raise('mktime requires array inputs');
  const seconds = secondsOf(fromArray(input) ?? raise('mktime requires parsed datetime inputs'));
  // jq takes these two seconds for errors.
  if (seconds === -1) return raise('invalid gmtime representation');
  return seconds === -2 ? raise('mktime not supported on this platform') : seconds;
};

const parse = (input: JsonValue, format: JsonValue): JsonValue => {
  if (typeof input !== 'string' || typeof format !== 'string') {
    return raise('strptime/1 requires string inputs and arguments');
  }
  const found = strptime(toC(input), toC(format));
  if (found === undefined || !/^(?:[ \t-\r]|$)/.test(found.rest)) {
    return raise(`date "${input}" does not match format "${format}"`);
  }
  const time = toArray(completed(found.parts));
  return found.rest === '' ? time : [...time, found.rest];
};

const print = (input: JsonValue, format: JsonValue, { name, zone }: typeof gmt): string => {
  const time = timeOf(input, name);
  if (typeof format !== 'string') return raise(`${name} requires a string format`);
  const text = strftime(
    fromArray(time) ?? raise(`${name} requires parsed datetime inputs`),
    toC(format),
    zone,
  );
  return text === undefined ? raise(`${name}: unknown system failure`) : text;
};

const timeOf = (input: JsonValue, name: string): readonly JsonValue[] => {
  if (typeof input === 'number') return gmtime(input, name);
  return isJsonArray(input) ? input : raise(`${name} requires parsed datetime inputs`);
};

/** C's texts end at a NUL. */
const toC = (text: string): string => {
  spend(text.length >> 2);
  return text.includes('\0') ? bailOut('a date with a NUL') : exactText(text);
};
