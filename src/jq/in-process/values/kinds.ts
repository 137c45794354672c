import { isJsonArray, type JsonObject, type JsonValue } from '../../../json.ts';
import { bailOut } from './signals.ts';

export const isTruthy = (value: JsonValue): boolean => value !== null && value !== false;

/** What `type` gives, and what messages show. */
export const typeOf = (value: JsonValue): 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object' => {
  if (value === null) return 'null';
  if (isJsonArray(value)) return 'array';
  const type = typeof value;
  return type === 'boolean' || type === 'number' || type === 'string' ? type : 'object';
};

/** The value of an input, unless it is Infinity, which JSON.parse reads from 1e400. */
export const exact = (value: JsonValue): JsonValue =>
  typeof value === 'number' && !Number.isFinite(value) ? bailOut('a number too large for a double') : value;

/** The text, if jq sees exactly the same. A lone surrogate reaches jq as U+FFFD. */
export const exactText = (text: string): string => (text.isWellFormed() ? text : bailOut('a lone surrogate'));

/** A key to look up. In jq, U+FFFD also finds a field whose name was a lone surrogate. */
export const exactKey = (key: string): string =>
  key.includes('\ufffd') ? bailOut('U+FFFD in a key') : exactText(key);

/** In the order in which jq has them: that of the text of an input, or of insertion. */
export const keysOf = (object: JsonObject): readonly string[] => {
  const keys = Object.keys(object);
  for (const key of keys) exactText(key);
  return keys;
};

export const fieldOf = (object: JsonObject, key: string): JsonValue =>
  exact(Object.hasOwn(object, key) ? (object[key] ?? null) : null);

/** Levels that recursive builtins descend. Real data has some ten; the stack of jq-wasm overflows at 641. */
export const maxDepth = 200;

export const checkDepth = (depth: number): void => {
  if (depth > maxDepth) bailOut('deep nesting');
};

/** With surrogates, positions and order in JavaScript's UTF-16 differ from those of jq's code points. */
export const hasSurrogate = (text: string): boolean => /[\ud800-\udfff]/.test(text);
