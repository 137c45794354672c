import { isJsonArray, isJsonObject, type JsonValue } from '../../../json.ts';
import { spend } from './budget.ts';
import { checkDepth, exact, exactText, keysOf } from './kinds.ts';
import { equals } from './order.ts';
import { bailOut } from './signals.ts';
import { toJson } from './text.ts';

/**
 * An output as the engine returns it: the input itself when it equals that, otherwise what jq would print. Bails out of
 * deep nesting even where the output is the input, because the real jq has a limit.
 */
export const asOutput = (value: JsonValue, input: JsonValue): JsonValue => {
  if (value === input || (isNested(value) && sizeOf(value) === sizeOf(input) && equals(value, input))) {
    checkNesting(input, 0);
    return input;
  }
  checkPrinted(value, 0);
  return value;
};

const checkNesting = (value: JsonValue, depth: number): void => {
  spend(1);
  checkDepth(depth);
  if (isJsonArray(value)) for (const item of value) checkNesting(item, depth + 1);
  else if (isJsonObject(value)) for (const key in value) checkNesting(value[key] ?? null, depth + 1);
};

const isNested = (value: JsonValue): boolean => typeof value === 'object' && value !== null;

/** A cheap first comparison. */
const sizeOf = (value: JsonValue): number =>
  isJsonArray(value) ? value.length : isJsonObject(value) ? Object.keys(value).length : -1;

const checkPrinted = (value: JsonValue, depth: number): void => {
  spend(1);
  checkDepth(depth);
  if (typeof value === 'string') exactText(value);
  else if (typeof value === 'number') {
    // JSON.parse reads -0, but jq gets it as 0.
    if (Object.is(exact(value), -0)) bailOut('a negative zero');
  } else if (isJsonArray(value)) for (const item of value) checkPrinted(item, depth + 1);
  else if (isJsonObject(value)) for (const key of keysOf(value)) checkPrinted(value[key] ?? null, depth + 1);
};

/** The message of an error, whatever value was raised. */
export const errorText = (error: JsonValue): string =>
  typeof error === 'string' ? exactText(error) : `${toJson(error)} (not a string)`;
