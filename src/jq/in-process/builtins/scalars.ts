import type { JsonValue } from '../../../json.ts';
import { computed, negate } from '../values/arithmetic.ts';
import { exactText } from '../values/kinds.ts';
import { compare } from '../values/order.ts';
import { bailOut, raise } from '../values/signals.ts';
import { describe, toJson } from '../values/text.ts';
import { parseText } from './from-json.ts';
import type { Functions } from './tables.ts';

export const scalars: Functions = {
  'error/0': (input) => raise(input),
  'tostring/0': (input) => toText(input),
  'tojson/0': (input) => toJson(input),
  'fromjson/0': (input) => parseText(input),
  'tonumber/0': (input) => toNumber(input),
  'toboolean/0': (input) => toBoolean(input),
  'abs/0': (input) => (compare(input, 0) < 0 ? negate(input) : input),
  'floor/0': (input) => computed(Math.floor(number(input))),
  'ceil/0': (input) => computed(Math.ceil(number(input))),
  'trunc/0': (input) => computed(Math.trunc(number(input))),
  'round/0': (input) => computed(round(number(input))),
  'fabs/0': (input) => computed(Math.abs(number(input))),
  'sqrt/0': (input) => computed(Math.sqrt(number(input))),
  'isnan/0': () => false,
  'isinfinite/0': () => false,
  'isfinite/0': (input) => typeof input === 'number',
  'isnormal/0': (input) => typeof input === 'number' && Math.abs(input) >= smallestNormal,
};

export const toText = (input: JsonValue): string =>
  typeof input === 'string' ? exactText(input) : toJson(input);

const toNumber = (input: JsonValue): JsonValue => {
  if (typeof input === 'number') return input;
  if (typeof input === 'string') {
    if (/^(?:0*[0-9]{1,15}|-0*[1-9][0-9]{0,14})$/.test(input)) return Number(input);
    // jq also accepts `+1`, `.5`, `1e3`, `nan` and `-Infinity`.
    if (/^[-+.0-9einfatysEINFATYS]+$/.test(input)) return bailOut('a string that may be a number');
  }
  return raise(`${describe(input)} cannot be parsed as a number`);
};

const toBoolean = (input: JsonValue): boolean => {
  if (typeof input === 'boolean') return input;
  return input === 'true' || input === 'false'
    ? input === 'true'
    : raise(`${describe(input)} cannot be parsed as a boolean`);
};

const number = (input: JsonValue): number =>
  typeof input === 'number' ? input : raise(`${describe(input)} number required`);

/** Halves are rounded away from zero. */
const round = (value: number): number => {
  const whole = Math.trunc(value);
  return Math.abs(value - whole) >= 0.5 ? whole + Math.sign(value) : whole;
};

const smallestNormal = 2 ** -1022;
