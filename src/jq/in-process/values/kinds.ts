import { isJsonArray, type JsonObject, type JsonValue } from '../../../json.ts';
import { handOver } from './signals.ts';

export const isTruthy = (value: JsonValue): boolean => value !== null && value !== false;

/** As jq names it in messages and as `type` gives it. */
export const typeOf = (value: JsonValue): 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object' => {
  if (value === null) return 'null';
  if (isJsonArray(value)) return 'array';
  const type = typeof value;
  return type === 'boolean' || type === 'number' || type === 'string' ? type : 'object';
};

/**
 * A value out of a record. JSON.parse reads 1e999 as Infinity, and JSON.stringify writes that as null,
 * which is then what jq sees.
 */
export const seen = (value: JsonValue): JsonValue =>
  typeof value === 'number' && !Number.isFinite(value) ? handOver('a number beyond the doubles') : value;

/** A string's text as jq sees it: a lone surrogate reaches jq as U+FFFD. */
export const seenText = (text: string): string =>
  text.isWellFormed() ? text : handOver('text that is not well-formed');

/** A key to look up by: to jq, U+FFFD is also the name of a field whose name was a lone surrogate. */
export const seenKey = (key: string): string =>
  key.includes('\ufffd') ? handOver('U+FFFD in a key') : seenText(key);

/** In the order of insertion, as in jq: it gets a record's keys in the order in which JSON.parse has left them. */
export const keysOf = (object: JsonObject): readonly string[] => {
  const keys = Object.keys(object);
  for (const key of keys) seenText(key);
  return keys;
};

export const fieldOf = (object: JsonObject, key: string): JsonValue =>
  seen(Object.hasOwn(object, key) ? (object[key] ?? null) : null);

/** Levels that `..` and the like go down to. CloudTrail's records have about 11; jq-wasm's stack ends at 641. */
export const maxDepth = 200;

export const checkDepth = (depth: number): void => {
  if (depth > maxDepth) handOver('nests deep');
};

/** Surrogates are where the units of a JavaScript string are not jq's code points. */
export const hasSurrogate = (text: string): boolean => /[\ud800-\udfff]/.test(text);
