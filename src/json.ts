import { hasKeyOrder, inTextOrder, withKeyOrder } from './key-order.ts';

export { hasKeyOrder };

/** What JSON.parse returns. Numbers are doubles, as in the original: 1e400 is infinite. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** Throws SyntaxError unless the text is one JSON document. Objects have their keys in the order of the text. */
export const parseJson = (text: string): JsonValue => inTextOrder(JSON.parse(text) as JsonValue, text); // it returns nothing else

/** What a text that may be anything holds as JSON. */
export const jsonIn = (text: string): JsonValue | undefined => {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
};

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isJsonArray = (value: unknown): value is readonly JsonValue[] => Array.isArray(value);

export const nonEmptyString = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** A member that is an object. */
export const objectIn = (value: unknown, name: string): JsonObject | undefined => {
  const member = isJsonObject(value) ? value[name] : undefined;
  return isJsonObject(member) ? member : undefined;
};

/**
 * The value as it can be shown: cut where it nests too deep for JSON.stringify or a reader, and with the largest double
 * for a number above that, as jq prints it. If nothing changes, it is the same object.
 */
export const withinDepth = (value: JsonValue, levels = 200): JsonValue => {
  if (typeof value === 'number') return Math.max(-Number.MAX_VALUE, Math.min(value, Number.MAX_VALUE));
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return '(nested too deep to show)';
  return mapMembers(value, (item) => withinDepth(item, levels - 1));
};

/**
 * The value with U+FFFD for every lone surrogate, which UTF-8 cannot encode. If there is none, it is the same object.
 * What nests deeper than `levels` is not looked at.
 */
export const wellFormed = (value: JsonValue, levels = 1000): JsonValue => {
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value !== 'object' || value === null || levels === 0) return value;
  const members = mapMembers(value, (item) => wellFormed(item, levels - 1));
  if (!isJsonObject(members) || Object.keys(members).every((key) => key.isWellFormed())) return members;
  return objectLike(
    members,
    Object.entries(members).map(([key, item]) => [key.toWellFormed(), item]),
  );
};

/** The same array or object if `change` changes nothing in it. */
const mapMembers = (
  value: readonly JsonValue[] | JsonObject,
  change: (member: JsonValue) => JsonValue,
): readonly JsonValue[] | JsonObject => {
  if (isJsonArray(value)) {
    const items = value.map(change);
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  const entries = Object.entries(value).map(([key, member]) => [key, change(member)] as const);
  return entries.every(([key, member]) => member === value[key]) ? value : objectLike(value, entries);
};

/** An object with other entries, but the same order of keys. */
const objectLike = (original: JsonObject, entries: readonly (readonly [string, JsonValue])[]): JsonObject => {
  const object: JsonObject = Object.fromEntries(entries);
  return hasKeyOrder(original) ? withKeyOrder(object, [...new Set(entries.map(([key]) => key))]) : object;
};

/** Whether JSON text that was UTF-8 may hold a lone surrogate: only escapes can. */
export const hasSurrogateEscape = (text: string): boolean =>
  (text.includes('\\ud') || text.includes('\\uD')) && /\\u[dD][89a-fA-F]/.test(text);
