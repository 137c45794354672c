import { isJsonArray, isJsonObject, type JsonValue } from '../../../json.ts';
import { merge, mergeDeep } from './build.ts';
import { seenText } from './kinds.ts';
import { equals } from './order.ts';
import { handOver, raise, spend } from './signals.ts';
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

/** Of the whole parts, and with the sign of the dividend. */
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
  if (!Number.isSafeInteger(dividend) || !Number.isSafeInteger(divisor)) return handOver('a large remainder');
  const remainder = dividend % divisor;
  return remainder === 0 ? 0 : remainder;
};

export const negate = (value: JsonValue): JsonValue =>
  typeof value === 'number' ? computed(-value) : raise(`${describe(value)} cannot be negated`);

/** jq prints a computed -0 as such, a computed infinity as the largest double, and NaN as null. */
export const computed = (value: number): number =>
  Number.isFinite(value) && !Object.is(value, -0) ? value : handOver('a result that is no plain number');

/** Pieces of lone surrogates could make a pair. */
const join = (a: string, b: string): string => {
  const length = a.length + b.length;
  if (length > maxLength) handOver('a long text');
  spend(length >> 6);
  return seenText(a) + seenText(b);
};

const maxLength = 1_000_000;

const repeat = (text: string, times: number): JsonValue => {
  if (times < 0) return null;
  const whole = Math.trunc(times);
  if (text.length * whole > maxLength) handOver('a long text');
  spend((text.length * whole) >> 6);
  return seenText(text).repeat(whole);
};

/** Unlike JavaScript's: nothing comes of an empty text, and an empty separator splits between code points. */
export const split = (text: string, separator: string): readonly string[] => {
  if (text === '') return [];
  spend(1 + (text.length >> 4));
  const parts = separator === '' ? Array.from(seenText(text)) : seenText(text).split(seenText(separator));
  spend(parts.length);
  return parts;
};
