import { hasKeyOrder, isJsonObject, type JsonObject, type JsonValue } from '../../../json.ts';
import { spend } from './budget.ts';
import { checkDepth, fieldOf, keysOf } from './kinds.ts';
import { bailOut } from './signals.ts';

/** An object that is being built. */
export interface ObjectDraft {
  [key: string]: JsonValue;
}

/**
 * Sets a field. In jq a new field comes last. JavaScript puts a key that looks like an array index first, and an
 * assignment to `__proto__` sets the prototype.
 */
export const put = (draft: ObjectDraft, key: string, value: JsonValue): void => {
  if (looksLikeIndex.test(key) && !Object.hasOwn(draft, key))
    bailOut('a new key that looks like an array index');
  if (key !== '__proto__') draft[key] = value;
  else Object.defineProperty(draft, key, { value, writable: true, enumerable: true, configurable: true });
};

const looksLikeIndex = /^(?:0|[1-9][0-9]{0,9})$/;

/** `{...object}` keeps the order of most keys, and `__proto__` as a field. */
export const draftOf = (object: JsonObject): ObjectDraft => {
  if (hasKeyOrder(object)) bailOut('a change of an object with keys that look like array indices');
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
