/** What JSON.parse can give. Numbers are doubles, as in the original. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** Throws SyntaxError when `text` is not one JSON document. */
export const parseJson = (text: string): JsonValue => JSON.parse(text) as JsonValue; // it gives nothing else

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isJsonArray = (value: unknown): value is readonly JsonValue[] => Array.isArray(value);

export const nonEmptyString = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** The value, cut where it nests deeper than JSON.stringify and every reader can take. Unchanged, it is the same object. */
export const withinDepth = (value: JsonValue, levels = 200): JsonValue => {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return '(nested too deep to show)';
  return mapMembers(value, (item) => withinDepth(item, levels - 1));
};

/**
 * The value with U+FFFD for every lone surrogate, which UTF-8 cannot hold. Unchanged, it is the same object. Deeper levels
 * are left alone.
 */
export const wellFormed = (value: JsonValue, levels = 1000): JsonValue => {
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value !== 'object' || value === null || levels === 0) return value;
  const members = mapMembers(value, (item) => wellFormed(item, levels - 1));
  if (!isJsonObject(members) || Object.keys(members).every((key) => key.isWellFormed())) return members;
  return Object.fromEntries(Object.entries(members).map(([key, item]) => [key.toWellFormed(), item]));
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
  return entries.every(([key, member]) => member === value[key]) ? value : Object.fromEntries(entries);
};

/** Whether JSON text may hold a lone surrogate: they come as escapes only. */
export const hasSurrogateEscape = (text: string): boolean =>
  (text.includes('\\ud') || text.includes('\\uD')) && /\\u[dD][89a-fA-F]/.test(text);
