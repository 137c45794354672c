import { isJsonArray, type JsonValue } from '../../../json.ts';
import { split } from '../values/arithmetic.ts';
import { spend } from '../values/budget.ts';
import { exactText } from '../values/kinds.ts';
import { bailOut, raise } from '../values/signals.ts';
import { describe } from '../values/text.ts';
import type { Functions } from './tables.ts';

export const strings: Functions = {
  'startswith/1': (input, prefix) => startsWith(input, prefix),
  'endswith/1': (input, suffix) => endsWith(input, suffix),
  'ltrimstr/1': (input, prefix) => withoutPrefix(input, prefix),
  'rtrimstr/1': (input, suffix) => withoutSuffix(input, suffix),
  'trimstr/1': (input, affix) => withoutSuffix(withoutPrefix(input, affix), affix),
  'trim/0': (input) => trim(input, true, true),
  'ltrim/0': (input) => trim(input, true, false),
  'rtrim/0': (input) => trim(input, false, true),
  'ascii_downcase/0': (input) => letters(input).replace(/[A-Z]+/g, (text) => text.toLowerCase()),
  'ascii_upcase/0': (input) => letters(input).replace(/[a-z]+/g, (text) => text.toUpperCase()),
  'explode/0': (input) => explode(input),
  'implode/0': (input) => implode(input),
  'split/1': (input, separator) =>
    typeof input === 'string' && typeof separator === 'string'
      ? split(input, separator)
      : raise('split input and separator must be strings'),
  'utf8bytelength/0': (input) => byteLength(input),
};

const startsWith = (input: JsonValue, prefix: JsonValue): boolean =>
  typeof input === 'string' && typeof prefix === 'string'
    ? exactText(input).startsWith(exactText(prefix))
    : raise('startswith() requires string inputs');

const endsWith = (input: JsonValue, suffix: JsonValue): boolean =>
  typeof input === 'string' && typeof suffix === 'string'
    ? exactText(input).endsWith(exactText(suffix))
    : raise('endswith() requires string inputs');

const withoutPrefix = (input: JsonValue, prefix: JsonValue): JsonValue =>
  startsWith(input, prefix) ? String(input).slice(String(prefix).length) : input;

const withoutSuffix = (input: JsonValue, suffix: JsonValue): JsonValue =>
  endsWith(input, suffix) ? String(input).slice(0, String(input).length - String(suffix).length) : input;

const trim = (input: JsonValue, start: boolean, end: boolean): JsonValue => {
  if (typeof input !== 'string') return raise('trim input must be a string');
  const text = exactText(input);
  let [from, to] = [0, text.length];
  while (start && from < to && whiteSpace.includes(text.charAt(from))) from += 1;
  while (end && from < to && whiteSpace.includes(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
};

/** Unicode's White_Space. JavaScript's `trim` lacks U+0085 and has U+FEFF in addition. */
const whiteSpace =
  '\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000';

/** The text of builtins that jq defines with `explode`, which its message names. */
const letters = (input: JsonValue): string => {
  if (typeof input !== 'string') return raise('explode input must be a string');
  spend(input.length >> 4);
  return exactText(input);
};

const byteLength = (input: JsonValue): number => {
  if (typeof input !== 'string') return raise(`${describe(input)} only strings have UTF-8 byte length`);
  spend(input.length >> 4);
  return Buffer.byteLength(input);
};

const explode = (input: JsonValue): readonly number[] => {
  const text = letters(input);
  spend(text.length);
  return Array.from(text, (character) => character.codePointAt(0) ?? 0);
};

const implode = (input: JsonValue): string => {
  if (!isJsonArray(input)) return raise('implode input must be an array');
  spend(input.length);
  return input.map(character).join('');
};

const character = (codePoint: JsonValue): string => {
  if (typeof codePoint !== 'number') {
    return raise(`${describe(codePoint)} can't be imploded, unicode codepoint needs to be numeric`);
  }
  const whole = Math.trunc(codePoint);
  const isCharacter = (whole >= 0 && whole < 0xd800) || (whole > 0xdfff && whole <= 0x10ffff);
  return isCharacter ? String.fromCodePoint(whole) : bailOut('an invalid code point');
};
