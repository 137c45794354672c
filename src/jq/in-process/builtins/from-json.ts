import { isJsonArray, isJsonObject, type JsonValue, parseJson } from '../../../json.ts';
import { checkDepth, seenText } from '../values/kinds.ts';
import { handOver, raise, spend } from '../values/signals.ts';
import { describe } from '../values/text.ts';

/** Reads JSON as jq does. What JSON.parse refuses, jq may read (`nan`, `01`), or refuse in words of its own. */
export const parseText = (input: JsonValue): JsonValue => {
  if (typeof input !== 'string') return raise(`${describe(input)} only strings can be parsed`);
  spend(1 + (input.length >> 6));
  const value = tryParse(seenText(input));
  if (value === undefined || surrogateEscape.test(input)) return handOver('JSON that is not plain');
  // Outside of strings, only safe integers: jq prints other numbers digit for digit as they were.
  if (oddNumber.test(input.replace(quoted, ''))) return handOver('a number that is no safe integer in JSON');
  return checked(value, 0);
};

const tryParse = (text: string): JsonValue | undefined => {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** jq refuses a lone high surrogate, and reads a lone low one as U+FFFD. */
const surrogateEscape = /\\u[dD]/;

const quoted = /"(?:[^"\\]|\\.)*"/g;

const oddNumber = /[0-9][.eE]|[0-9]{16}|-0/;

/** JavaScript has put keys that look like positions first, jq leaves them where they are. */
const checked = (value: JsonValue, depth: number): JsonValue => {
  spend(1);
  checkDepth(depth);
  if (isJsonArray(value)) for (const item of value) checked(item, depth + 1);
  else if (isJsonObject(value)) {
    for (const key of Object.keys(value)) {
      if (/^[0-9]+$/.test(key)) handOver('a key that looks like a position in JSON');
      checked(value[key] ?? null, depth + 1);
    }
  }
  return value;
};
