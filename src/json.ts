/** What JSON.parse can give. Numbers are doubles, as in the original. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** Throws SyntaxError when `text` is not one JSON document. */
export const parseJson = (text: string): JsonValue =>
  // JSON.parse is typed `any`; JsonValue names exactly what it can return.
  JSON.parse(text) as JsonValue;

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
