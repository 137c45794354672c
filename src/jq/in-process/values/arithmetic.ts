import { isJsonArray, isJsonObject, type JsonValue } from '../../../json.ts';
import { spend } from './budget.ts';
import { merge, mergeDeep } from './build.ts';
import { exactText } from './kinds.ts';
import { equals } from './order.ts';
import { bailOut, raise } from './signals.ts';
import { describe } from './text.ts';

export const plus = (a: JsonValue, b: JsonValue): JsonValue => {
  if (a === null) return b;
  if (b === null) return a;
  if (typeof a === 'number' && typeof b === 'number') return computed(a + b);
  if (typeof a === 'string' && typeof b === 'string') return join(a, b);
  if (isJsonArray(a) && isJsonArray(b)) {
    spend(a.length + b.length);
    return [...a, ...b];
  }
  if (isJsonObject(a) && isJsonObject(b)) return merge(a, b);
  return raise(`${describe(a)} and ${describe(b)} cannot be added`);
};

export const minus = (a: JsonValue, b: JsonValue): JsonValue => {
  if (typeof a === 'number' && typeof b === 'number') return computed(a - b);
  if (isJsonArray(a) && isJsonArray(b)) {
    spend(a.length * b.length);
    return a.filter((item) => !b.some((unwanted) => equals(item, unwanted)));
  }
  return raise(`${describe(a)} and ${describe(b)} cannot be subtracted`);
};

export const times = (a: JsonValue, b: JsonValue): JsonValue => {
  if (typeof a === 'number' && typeof b === 'number') return computed(a * b);
  if (typeof a === 'string' && typeof b === 'number') return repeat(a, b);
  if (typeof a === 'number' && typeof b === 'string') return repeat(b, a);
  if (isJsonObject(a) && isJsonObject(b)) return mergeDeep(a, b);
  return raise(`${describe(a)} and ${describe(b)} cannot be multiplied`);
};

export const dividedBy = (a: JsonValue, b: JsonValue): JsonValue => {
  if (typeof a === 'number' && typeof b === 'number') {
    return b === 0
      ? raise(`${describe(a)} and ${describe(b)} cannot be divided because the divisor is zero`)
      : computed(a / b);
  }
  if (typeof a === 'string' && typeof b === 'string') return split(a, b);
  return raise(`${describe(a)} and ${describe(b)} cannot be divided`);
};

/** Operands are truncated to integers. The result has the sign of the dividend. */
export const modulo = (a: JsonValue, b: JsonValue): JsonValue => {
  if (typeof a !== 'number' || typeof b !== 'number') {
    return raise(`${describe(a)} and ${describe(b)} cannot be divided (remainder)`);
  }
  const [dividend, divisor] = [Math.trunc(a), Math.trunc(b)];
  if (divisor === 0) {
    return raise(
      `${describe(a)} and ${describe(b)} cannot be divided (remainder) because the divisor is zero`,
    );
  }
  if (!Number.isSafeInteger(dividend) || !Number.isSafeInteger(divisor))
    return bailOut('a remainder of large numbers');
  const remainder = dividend % divisor;
  return remainder === 0 ? 0 : remainder;
};

export const negate = (value: JsonValue): JsonValue =>
  typeof value === 'number' ? computed(-value) : raise(`${describe(value)} cannot be negated`);

/** jq prints -0 as `-0`, infinity as the largest double, and NaN as null. */
export const computed = (value: number): number =>
  Number.isFinite(value) && !Object.is(value, -0) ? value : bailOut('a result that is infinite, NaN or -0');

/** Bails out of lone surrogates, which are U+FFFD in jq but would join to a pair here. */
const join = (a: string, b: string): string => {
  const length = a.length + b.length;
  if (length > maxLength) bailOut('a long string');
  spend(length >> 6);
  return exactText(a) + exactText(b);
};

const maxLength = 1_000_000;

const repeat = (text: string, times: number): JsonValue => {
  if (times < 0) return null;
  const whole = Math.trunc(times);
  if (text.length * whole > maxLength) bailOut('a long string');
  spend((text.length * whole) >> 6);
  return exactText(text).repeat(whole);
};

/** Unlike JavaScript's `split`, gives nothing for an empty text, and splits by code points with an empty separator. */
export const split = (text: string, separator: string): readonly string[] => {
  if (text === '') return [];
  spend(1 + (text.length >> 4));
  const parts = separator === '' ? Array.from(exactText(text)) : exactText(text).split(exactText(separator));
  spend(parts.length);
  return parts;
};
