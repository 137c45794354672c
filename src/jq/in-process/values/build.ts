import { isJsonObject, type JsonObject, type JsonValue } from '../../../json.ts';
import { checkDepth, fieldOf, keysOf } from './kinds.ts';
import { handOver, spend } from './signals.ts';

/** An object in the making. */
export interface ObjectDraft {
  [key: string]: JsonValue;
}

/**
 * Sets a field as jq does: a new one comes last. JavaScript would put keys that look like array positions first,
 * and takes an assignment to `__proto__` for something else.
 */
export const put = (draft: ObjectDraft, key: string, value: JsonValue): void => {
  if (looksLikePosition.test(key) && !Object.hasOwn(draft, key))
    handOver('a new key that looks like a position');
  if (key !== '__proto__') draft[key] = value;
  else Object.defineProperty(draft, key, { value, writable: true, enumerable: true, configurable: true });
};

const looksLikePosition = /^(?:0|[1-9][0-9]{0,9})$/;

/** `{...object}` keeps the order, and an own `__proto__`. */
export const draftOf = (object: JsonObject): ObjectDraft => {
  spend(keysOf(object).length);
  return { ...object };
};

/** `a + b` of objects. */
export const merge = (a: JsonObject, b: JsonObject): JsonObject => {
  const draft = draftOf(a);
  spend(keysOf(b).length);
  for (const key of keysOf(b)) put(draft, key, fieldOf(b, key));
  return draft;
};

/** `a * b` of objects. */
export const mergeDeep = (a: JsonObject, b: JsonObject, depth = 0): JsonObject => {
  checkDepth(depth);
  const draft = draftOf(a);
  for (const key of keysOf(b)) {
    const mine = Object.hasOwn(a, key) ? fieldOf(a, key) : null;
    const other = fieldOf(b, key);
    put(draft, key, isJsonObject(mine) && isJsonObject(other) ? mergeDeep(mine, other, depth + 1) : other);
  }
  return draft;
};
