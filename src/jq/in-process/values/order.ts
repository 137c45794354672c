import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../json.ts';
import { spend } from './budget.ts';
import { checkDepth, exact, exactText, fieldOf, hasSurrogate, keysOf } from './kinds.ts';
import { bailOut } from './signals.ts';

/** Whether jq's `==` holds. */
export const equals = (a: JsonValue, b: JsonValue): boolean => equalAt(a, b, 0);

const equalAt = (a: JsonValue, b: JsonValue, depth: number): boolean => {
  if (a === b) return true;
  if (typeof a === 'string' && typeof b === 'string') {
    // In jq, all lone surrogates are the same U+FFFD.
    exactText(a);
    exactText(b);
    return false;
  }
  exact(a);
  exact(b);
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  checkDepth(depth);
  if (isJsonArray(a)) {
    spend(1 + a.length);
    return (
      isJsonArray(b) &&
      a.length === b.length &&
      a.every((item, at) => equalAt(item, b[at] ?? null, depth + 1))
    );
  }
  return isJsonObject(b) && equalObjects(a, b, depth);
};

const equalObjects = (a: JsonObject, b: JsonObject, depth: number): boolean => {
  const keys = keysOf(a);
  spend(1 + keys.length);
  return (
    keys.length === keysOf(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && equalAt(fieldOf(a, key), fieldOf(b, key), depth + 1))
  );
};

/** jq's total order: null, false, true, numbers, strings, arrays, objects. Negative, 0 or positive. */
export const compare = (a: JsonValue, b: JsonValue): number => compareAt(a, b, 0);

const compareAt = (a: JsonValue, b: JsonValue, depth: number): number => {
  spend(1);
  checkDepth(depth);
  const rank = rankOf(exact(a)) - rankOf(exact(b));
  if (rank !== 0) return rank;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
  if (isJsonArray(a) && isJsonArray(b)) return compareArrays(a, b, depth);
  return isJsonObject(a) && isJsonObject(b) ? compareObjects(a, b, depth) : 0;
};

const rankOf = (value: JsonValue): number => {
  if (value === null) return 0;
  if (typeof value === 'boolean') return value ? 2 : 1;
  if (typeof value === 'number') return 3;
  if (typeof value === 'string') return 4;
  return isJsonArray(value) ? 5 : 6;
};

/** jq compares bytes of UTF-8, JavaScript units of UTF-16: the order differs only where there are surrogates. */
const compareTexts = (a: string, b: string): number => {
  if (a === b) return 0;
  if (hasSurrogate(a) || hasSurrogate(b)) bailOut('an order of strings with surrogates');
  return a < b ? -1 : 1;
};

const compareArrays = (a: readonly JsonValue[], b: readonly JsonValue[], depth: number): number => {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const order = compareAt(a[at] ?? null, b[at] ?? null, depth + 1);
    if (order !== 0) return order;
  }
  return a.length - b.length;
};

/** First by their sorted keys, then value by value in the order of those. */
const compareObjects = (a: JsonObject, b: JsonObject, depth: number): number => {
  const keys = sortedKeys(a);
  const order = compareArrays(keys, sortedKeys(b), depth + 1);
  if (order !== 0) return order;
  for (const key of keys) {
    const order = compareAt(fieldOf(a, key), fieldOf(b, key), depth + 1);
    if (order !== 0) return order;
  }
  return 0;
};

export const sortedKeys = (object: JsonObject): readonly string[] => keysOf(object).toSorted(compareTexts);
