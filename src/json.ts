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

/** The value, cut where it nests deeper than JSON.stringify and every reader can take. */
export const withinDepth = (value: JsonValue, levels = 200): JsonValue => {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return '(nested too deep to show)';
  if (isJsonArray(value)) return value.map((item) => withinDepth(item, levels - 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withinDepth(item, levels - 1)]));
};

/** The value with U+FFFD for every lone surrogate, which no UTF-8 can hold. What nests deeper than that is left. */
export const wellFormed = (value: JsonValue, levels = 1000): JsonValue => {
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value !== 'object' || value === null || levels === 0) return value;
  if (isJsonArray(value)) return value.map((item) => wellFormed(item, levels - 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key.toWellFormed(), wellFormed(item, levels - 1)]),
  );
};

/** Whether JSON text may hold a lone surrogate: they come as escapes only. */
export const hasSurrogateEscape = (text: string): boolean =>
  (text.includes('\\ud') || text.includes('\\uD')) && /\\u[dD][89a-fA-F]/.test(text);
