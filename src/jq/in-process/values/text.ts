import { isJsonArray, type JsonObject, type JsonValue } from '../../../json.ts';
import { spend } from './budget.ts';
import { checkDepth, exactText, fieldOf, keysOf, typeOf } from './kinds.ts';
import { bailOut } from './signals.ts';

/** The output of `tojson`. */
export const toJson = (value: JsonValue): string => write(value, 0);

/** A value as jq shows it in messages: `object ({"a":1})`. Longer JSON is cut to 29 bytes, with its closing bracket. */
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

/** JSON.stringify escapes the same characters as jq, except DEL. */
const quote = (text: string): string => {
  spend(text.length >> 6);
  return JSON.stringify(exactText(text)).replaceAll('\x7f', '\\u007f');
};

/**
 * jq prints a number that it has read with the same digits (`1E+3`, `100000000000000000000`), and a computed number with
 * the fewest digits that identify it (`1e+17`). For safe integers and common fractions, both agree with JavaScript.
 * -0 in an input reaches jq as 0.
 */
const numberText = (value: number): string => {
  const size = Math.abs(value);
  return Number.isSafeInteger(value) || (size >= 1e-4 && size < 2 ** 53)
    ? String(value)
    : bailOut('a number whose text depends on its origin');
};
