import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../json.ts';
import { spend } from './budget.ts';
import { checkDepth, exact, exactKey, exactText, fieldOf, hasSurrogate, keysOf, typeOf } from './kinds.ts';
import { equals } from './order.ts';
import { bailOut, Raised, raise } from './signals.ts';
import { describe } from './text.ts';

/** `target[key]`, for every kind of both. */
export const index = (target: JsonValue, key: JsonValue): JsonValue => {
  if (isJsonObject(target) && typeof key === 'string') return fieldOf(target, exactKey(key));
  if (isJsonArray(target) && typeof key === 'number') return itemAt(target, key);
  if (isJsonArray(target) && isJsonArray(key)) return positionsOf(target, key);
  if (isJsonObject(key)) return sliceByObject(target, key);
  if (target === null && (typeof key === 'string' || typeof key === 'number')) return null;
  return raise(`Cannot index ${typeOf(target)} with ${describe(key)}`);
};

/** `target[key]?` catches the error of this step, but not those of evaluating the target or the key. */
export const tryIndex = (target: JsonValue, key: JsonValue): JsonValue | undefined => {
  try {
    return index(target, key);
  } catch (error) {
    if (error instanceof Raised) return undefined;
    throw error;
  }
};

/** Positions are truncated to integers. Negative ones count from the end. */
const itemAt = (items: readonly JsonValue[], position: number): JsonValue => {
  const whole = Math.trunc(position);
  return exact(items[whole < 0 ? whole + items.length : whole] ?? null);
};

/** A slice `[1:2]` is a key `{"start": 1, "end": 2}`: jq shows it so in messages, and a program can write it so too. */
const sliceByObject = (target: JsonValue, key: JsonObject): JsonValue => {
  if (target === null) return null;
  if (!isJsonArray(target) && typeof target !== 'string') {
    return raise(`Cannot index ${typeOf(target)} with ${describe(key)}`);
  }
  if (!Object.hasOwn(key, 'start') || !Object.hasOwn(key, 'end')) return bailOut('an object as a key');
  return slice(target, fieldOf(key, 'start'), fieldOf(key, 'end'));
};

const slice = (
  target: string | readonly JsonValue[],
  from: JsonValue,
  to: JsonValue,
): string | readonly JsonValue[] => {
  if ((from !== null && typeof from !== 'number') || (to !== null && typeof to !== 'number')) {
    return raise('Array/string slice indices must be integers');
  }
  if (typeof target !== 'string') return cut(target, from, to);
  // Positions are code points.
  const text = exactText(target);
  return hasSurrogate(text) ? cut(Array.from(text), from, to).join('') : cutText(text, from, to);
};

const cut = <T>(items: readonly T[], from: number | null, to: number | null): readonly T[] => {
  const [start, end] = boundsOf(items.length, from, to);
  spend(end - start);
  return items.slice(start, end);
};

const cutText = (text: string, from: number | null, to: number | null): string =>
  text.slice(...boundsOf(text.length, from, to));

/** The start is rounded down, the end up. */
const boundsOf = (length: number, from: number | null, to: number | null): readonly [number, number] => {
  const start = Math.floor(Math.min(fromEnd(from ?? 0, length), length));
  const end = to === null ? length : to < 0 && to + length < 0 ? start : fromEnd(to, length);
  return [start, Math.max(start, Math.min(Math.ceil(end), length))];
};

const fromEnd = (position: number, length: number): number =>
  Math.max(position < 0 ? position + length : position, 0);

/** The positions at which `part` starts in `whole`. */
export const positionsOf = (whole: readonly JsonValue[], part: readonly JsonValue[]): readonly number[] => {
  spend(whole.length * part.length);
  if (part.length === 0) return [];
  return whole.flatMap((_, at) =>
    part.every((item, offset) => at + offset < whole.length && equals(whole[at + offset] ?? null, item))
      ? [at]
      : [],
  );
};

export const has = (target: JsonValue, key: JsonValue): boolean => {
  if (target === null) return false;
  if (isJsonObject(target) && typeof key === 'string') return Object.hasOwn(target, exactKey(key));
  if (isJsonArray(target) && typeof key === 'number') {
    const position = Math.trunc(key);
    return position >= 0 && position < target.length;
  }
  return raise(`Cannot check whether ${typeOf(target)} has a ${typeOf(key)} key`);
};

export const contains = (whole: JsonValue, part: JsonValue): boolean => {
  // In jq, true and false are different types here.
  if (typeOf(whole) !== typeOf(part) || (typeof whole === 'boolean' && whole !== part)) {
    return raise(`${describe(whole)} and ${describe(part)} cannot have their containment checked`);
  }
  return containsAt(whole, part, 0);
};

const containsAt = (whole: JsonValue, part: JsonValue, depth: number): boolean => {
  spend(1);
  checkDepth(depth);
  if (typeof whole === 'string' && typeof part === 'string') {
    spend(whole.length >> 6);
    return exactText(whole).includes(exactText(part));
  }
  if (isJsonArray(whole) && isJsonArray(part)) {
    return part.every((item) => whole.some((candidate) => containsAt(candidate, item, depth + 1)));
  }
  if (isJsonObject(whole) && isJsonObject(part)) {
    const keys = new Set(keysOf(whole));
    return keysOf(part).every(
      (key) => keys.has(key) && containsAt(fieldOf(whole, key), fieldOf(part, key), depth + 1),
    );
  }
  return equals(whole, part);
};
