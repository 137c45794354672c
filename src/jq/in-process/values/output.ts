import { isJsonArray, isJsonObject, type JsonValue } from '../../../json.ts';
import { checkDepth, keysOf, seen, seenText } from './kinds.ts';
import { equals } from './order.ts';
import { handOver, spend } from './signals.ts';
import { toJson } from './text.ts';

/**
 * An output as the seam gives it: the record itself when it equals that, otherwise what jq would print. What nests deep
 * is left to the real jq in any case, since not everybody can take it.
 */
export const asOutput = (value: JsonValue, record: JsonValue): JsonValue => {
  if (value === record || (sizeOf(value) === sizeOf(record) && equals(value, record))) {
    measure(record, 0);
    return record;
  }
  check(value, 0);
  return value;
};

const measure = (value: JsonValue, depth: number): void => {
  spend(1);
  checkDepth(depth);
  if (isJsonArray(value)) for (const item of value) measure(item, depth + 1);
  else if (isJsonObject(value)) for (const key in value) measure(value[key] ?? null, depth + 1);
};

/** Compares cheaply what is most often different. */
const sizeOf = (value: JsonValue): number =>
  isJsonArray(value) ? value.length : isJsonObject(value) ? Object.keys(value).length : -1;

const check = (value: JsonValue, depth: number): void => {
  spend(1);
  checkDepth(depth);
  if (typeof value === 'string') seenText(value);
  else if (typeof value === 'number') {
    // JSON.parse has read -0, and jq sees 0.
    if (Object.is(seen(value), -0)) handOver('a negative zero');
  } else if (isJsonArray(value)) for (const item of value) check(item, depth + 1);
  else if (isJsonObject(value)) for (const key of keysOf(value)) check(value[key] ?? null, depth + 1);
};

/** What the seam says of an error that is no text. */
export const errorText = (error: JsonValue): string =>
  typeof error === 'string' ? seenText(error) : `${toJson(error)} (not a string)`;
