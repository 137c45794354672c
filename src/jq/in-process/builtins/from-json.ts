import { isJsonArray, isJsonObject, type JsonValue, parseJson } from '../../../json.ts';
import { spend } from '../values/budget.ts';
import { checkDepth, exactText } from '../values/kinds.ts';
import { bailOut, raise } from '../values/signals.ts';
import { describe } from '../values/text.ts';

/** Parses JSON. What JSON.parse refuses, jq may accept (`nan`, `01`) or refuse with a message of its own. */
export const parseText = (input: JsonValue): JsonValue => {
  if (typeof input !== 'string') return raise(`${describe(input)} only strings can be parsed`);
  spend(1 + (input.length >> 6));
  const value = tryParse(exactText(input));
  if (value === undefined || surrogateEscape.test(input)) return bailOut('JSON in unusual form');
  // jq keeps the digits of numbers, which JavaScript does only for safe integers.
  if (oddNumber.test(input.replace(quoted, '')))
    return bailOut('a number in JSON that is not a safe integer');
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

/** jq refuses a lone high surrogate and reads a lone low surrogate as U+FFFD. */
const surrogateEscape = /\\u[dD]/;

const quoted = /"(?:[^"\\]|\\.)*"/g;

const oddNumber = /[0-9][.eE]|[0-9]{16}|-0/;

const checked = (value: JsonValue, depth: number): JsonValue => {
  spend(1);
  checkDepth(depth);
  if (isJsonArray(value)) for (const item of value) checked(item, depth + 1);
  else if (isJsonObject(value)) {
    for (const key of Object.keys(value)) {
      checked(value[key] ?? null, depth + 1);
    }
  }
  return value;
};
