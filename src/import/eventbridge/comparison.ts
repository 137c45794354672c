import { isJsonArray, isJsonObject, type JsonValue } from '../../json.ts';
import { refuse } from '../imported.ts';
import type { Test } from '../jq/condition.ts';
import { lowered } from '../jq/letter-case.ts';
import { inNetwork } from '../jq/networks.ts';
import { like, type Piece } from '../jq/wildcards.ts';
import { refuseIntrinsic } from './keys.ts';

/** A comparison of a text or, for `numeric`, of a number, which is the input. `name` is the field's, for messages. */
export const comparisonOf = (operator: string, operand: JsonValue, name: string): Test => {
  switch (operator) {
    case 'numeric':
      return { jq: numericTest(operand, name) };
    case 'cidr':
      return inNetwork(textIn(operand, operator, name));
    default:
      return { jq: textTest(operator, operand, name) };
  }
};

/** Of `anything-but`: the input is any value, and what is not text is none of those. */
export const exclusionOf = (operand: JsonValue, name: string): Test => {
  const [operator, operands] = operationIn(operand, name);
  const tests = (isJsonArray(operands) ? operands : [operands]).map((one) =>
    textTest(operator, textIn(one, operator, name), name),
  );
  if (tests.length === 0) return refuse(`${name}: anything-but has an empty list`);
  return { jq: `(type == "string" and (${tests.join(' or ')}) | not)` };
};

/** The one key of a comparison, and what it has. */
export const operationIn = (
  item: JsonValue,
  name: string,
): readonly [operator: string, operand: JsonValue] => {
  const [operation, ...others] = isJsonObject(item) ? Object.entries(item) : [];
  if (operation !== undefined) refuseIntrinsic(operation[0]);
  return operation === undefined || others.length > 0
    ? refuse(`${name}: expected a value or one comparison, got ${JSON.stringify(item)}`)
    : operation;
};

const textTest = (operator: string, operand: JsonValue, name: string): string => {
  switch (operator) {
    case 'prefix':
      return affixTest('startswith', operand, operator, name);
    case 'suffix':
      return affixTest('endswith', operand, operator, name);
    case 'equals-ignore-case':
      return `ascii_downcase == ${JSON.stringify(lowered(textIn(operand, operator, name)))}`;
    case 'wildcard': {
      const test = like(piecesOf(textIn(operand, operator, name), name));
      return 'jq' in test ? test.jq : `. == ${test.equals}`;
    }
    default:
      return refuse(`${name}: ${operator} is not a comparison of EventBridge`);
  }
};

const affixTest = (filter: string, operand: JsonValue, operator: string, name: string): string => {
  if (!isJsonObject(operand)) return `${filter}(${JSON.stringify(textIn(operand, operator, name))})`;
  const [inner, text] = operationIn(operand, name);
  if (inner !== 'equals-ignore-case') refuse(`${name}: ${operator} does not take ${inner}`);
  return `(ascii_downcase | ${filter}(${JSON.stringify(lowered(textIn(text, inner, name)))}))`;
};

const textIn = (operand: JsonValue, operator: string, name: string): string =>
  typeof operand === 'string'
    ? operand
    : refuse(`${name}: ${operator} takes text, got ${JSON.stringify(operand)}`);

/** A backslash may stand only before `*` and itself, and `*` not beside another. */
const piecesOf = (pattern: string, name: string): readonly Piece[] => {
  if (/\*\*|\\([^*\\]|$)/.test(pattern.replace(/\\[*\\]/g, ''))) {
    refuse(`${name}: ${JSON.stringify(pattern)} is not a wildcard pattern of EventBridge`);
  }
  return [...pattern.matchAll(/\\([*\\])|(\*)|([^*\\]+)/g)].map(([, escaped, wildcard, text]) =>
    wildcard === '*' ? wildcard : { text: escaped ?? text ?? '' },
  );
};

/** `["=", 5]`, `["<", 10]` or `[">", 0, "<=", 5]`. */
const numericTest = (operand: JsonValue, name: string): string => {
  const [first, low, second, high, ...others] = isJsonArray(operand) ? operand : [];
  const isOne = second === undefined && /^(=|[<>]=?)$/.test(String(first));
  const isRange = /^>=?$/.test(String(first)) && /^<=?$/.test(String(second)) && typeof high === 'number';
  if (typeof low !== 'number' || others.length > 0 || !(isOne || isRange)) {
    return refuse(`${name}: ${JSON.stringify(operand)} is not a numeric comparison of EventBridge`);
  }
  const test = `. ${first === '=' ? '==' : first} ${low}`;
  return isRange ? `(${test} and . ${second} ${high})` : test;
};
