import { isJsonArray, type JsonObject, type JsonValue } from '../../../json.ts';
import { checkDepth, fieldOf, keysOf, seenText, typeOf } from './kinds.ts';
import { handOver, spend } from './signals.ts';

/** A value as `tojson` writes it. */
export const toJson = (value: JsonValue): string => write(value, 0);

/** A value as jq's messages show it, `object ({"a":1})`: cut to 29 bytes, and closed again if it was open. */
export const describe = (value: JsonValue): string => `${typeOf(value)} (${shorten(toJson(value))})`;

const shorten = (json: string): string => {
  const bytes = new TextEncoder().encode(json);
  if (bytes.length <= maxShown) return json;
  const closer = closers.get(json.charAt(0)) ?? '';
  let end = maxShown - '...'.length - closer.length;
  while (isContinuation(bytes[end])) end -= 1;
  return `${new TextDecoder().decode(bytes.subarray(0, end))}...${closer}`;
};

const maxShown = 29;

const closers: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['[', ']'],
  ['{', '}'],
]);

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;

const write = (value: JsonValue, depth: number): string => {
  spend(1);
  checkDepth(depth);
  if (value === null) return 'null';
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return String(value);
  if (isJsonArray(value)) return `[${value.map((item) => write(item, depth + 1)).join(',')}]`;
  return `{${entriesOf(value, depth).join(',')}}`;
};

const entriesOf = (object: JsonObject, depth: number): readonly string[] =>
  keysOf(object).map((key) => `${quote(key)}:${write(fieldOf(object, key), depth + 1)}`);

/** JSON.stringify escapes what jq escapes, but DEL. */
const quote = (text: string): string => {
  spend(text.length >> 6);
  return JSON.stringify(seenText(text)).replaceAll('\x7f', '\\u007f');
};

/**
 * jq prints a number that it has read digit for digit (`1E+3`, `100000000000000000000`), and one that it has computed
 * as the shortest that reads back (`1e+17`). Both agree with JavaScript for safe integers and plain fractions.
 * A record's -0 has reached jq as 0.
 */
const numberText = (value: number): string => {
  const size = Math.abs(value);
  return Number.isSafeInteger(value) || (size >= 1e-4 && size < 2 ** 53)
    ? String(value)
    : handOver('a number whose text depends on where it is from');
};
