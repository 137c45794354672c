import { isJsonArray, type JsonValue } from '../../json.ts';
import { refuse } from '../imported.ts';
import {
  allOf,
  anyOf,
  type Condition,
  type Definition,
  jq,
  not,
  some,
  type Test,
  type Values,
} from '../jq/condition.ts';
import { elementsAt, hasKey, type Path, piped, texts, valuesAt } from '../jq/fields.ts';
import { inNetwork } from '../jq/networks.ts';
import { found } from '../jq/regex.ts';
import { like } from '../jq/wildcards.ts';
import type { Modifiers } from './modifiers.ts';
import { patternsOf, scalarText } from './values.ts';

/** An item of a selection: a field, or undefined for keywords, which may be anywhere in a record. */
export const itemCondition = (
  key: string,
  path: Path | undefined,
  modifiers: Modifiers,
  value: JsonValue,
): Condition => {
  const condition =
    path === undefined
      ? keywordCondition(key, modifiers, listOf(key, value))
      : fieldCondition(key, path, modifiers, value);
  return modifiers.isNegated ? not(condition) : condition;
};

const listOf = (key: string, value: JsonValue): readonly JsonValue[] => {
  if (!isJsonArray(value)) return [value];
  return value.length === 0 ? refuse(`${key} has an empty list`) : value;
};

const fieldCondition = (key: string, path: Path, modifiers: Modifiers, value: JsonValue): Condition => {
  if (value === null) return isMissing(key, path, modifiers);
  const values = listOf(key, value);
  const { comparison, isFieldReference } = modifiers;
  if (isFieldReference) {
    const references = values.map((other) => refersTo(key, path, modifiers, other));
    return modifiers.isAll ? allOf(references) : anyOf(references);
  }
  if (comparison === 'exists') return exists(key, path, value);
  if (isNumeric(comparison)) {
    const tests = values.map((one) => [numberTest(key, operators[comparison], one)]);
    return compared(piped(elementsAt(path), 'numbers'), modifiers, tests);
  }
  const tests = values.filter((one) => one !== null).map((one) => textTests(key, one, modifiers));
  const condition = compared(textsAt(path, modifiers), modifiers, tests);
  if (!values.includes(null)) return condition;
  const missing = isMissing(key, path, modifiers);
  return modifiers.isAll ? allOf([condition, missing]) : anyOf([condition, missing]);
};

/** A keyword stands somewhere in a value: it need not be all of it. */
const keywordCondition = (key: string, modifiers: Modifiers, values: readonly JsonValue[]): Condition => {
  const comparison = modifiers.comparison === 'like' ? 'contains' : modifiers.comparison;
  if (modifiers.isFieldReference || !/^(contains|startswith|endswith|re)$/.test(comparison)) {
    refuse(`${key}: keywords have no field to compare`);
  }
  const tests = values.map((value) => textTests(key, value, { ...modifiers, comparison }));
  return compared(cased({ jq: 'words', isOne: false, uses: [words] }, modifiers), modifiers, tests);
};

const words: Definition = {
  jq: '# Everything that a record says, as text.\ndef words: .. | scalars | values | tostring;',
};

const compared = (of: Values, { isAll }: Modifiers, tests: readonly (readonly Test[])[]): Condition =>
  isAll ? allOf(tests.map((ofOne) => some(of, ...ofOne))) : some(of, ...tests.flat());

const textsAt = (path: Path, modifiers: Modifiers): Values =>
  cased(piped(valuesAt(path), 'texts', texts), modifiers);

const cased = (values: Values, { isCased }: Modifiers): Values =>
  isCased ? values : piped(values, 'ascii_downcase');

const textTests = (key: string, value: JsonValue, modifiers: Modifiers): readonly Test[] => {
  switch (modifiers.comparison) {
    case 're':
      return [found(scalarText(key, value), modifiers.regexFlags)];
    case 'cidr':
      return [inNetwork(scalarText(key, value))];
    default:
      return patternsOf(key, value, modifiers).map(like);
  }
};

const isMissing = (
  key: string,
  path: Path,
  { comparison, isFieldReference, encodings }: Modifiers,
): Condition => {
  if (comparison !== 'like' || isFieldReference || encodings.length > 0) refuse(`${key}: it cannot be null`);
  const values = piped(valuesAt(path), 'texts', texts);
  return jq(`isempty(${values.jq})`, ...values.uses);
};

const exists = (key: string, path: Path, value: JsonValue): Condition => {
  if (typeof value !== 'boolean') return refuse(`${key}: expected true or false`);
  return value ? hasKey(path) : not(hasKey(path));
};

const isNumeric = (comparison: string): comparison is keyof typeof operators =>
  Object.hasOwn(operators, comparison);

const operators = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

const numberTest = (key: string, operator: string, value: JsonValue): Test =>
  typeof value === 'number' ? { jq: `. ${operator} ${value}` } : refuse(`${key}: expected a number`);

/** Whether some text of the field is, or holds, some text of the other. */
const refersTo = (key: string, path: Path, modifiers: Modifiers, other: JsonValue): Condition => {
  if (typeof other !== 'string') return refuse(`${key}: expected the name of a field`);
  const [left, right] = [textsAt(path, modifiers), textsAt(other.split('.'), modifiers)];
  const text =
    modifiers.comparison === 'like'
      ? `IN(\n  ${left.jq};\n  ${right.jq}\n)`
      : `any(\n  (${right.jq}) as $other\n  | ${left.jq} | ${modifiers.comparison}($other);\n  .\n)`;
  return jq(text, ...left.uses, ...right.uses);
};
