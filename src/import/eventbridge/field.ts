import { isJsonArray, type JsonValue } from '../../json.ts';
import { refuse } from '../imported.ts';
import { allOf, anyOf, type Condition, equal, jq, not, some, type Values } from '../jq/condition.ts';
import { elementsAt, hasKey, isScalar, leavesAt, type Path, piped } from '../jq/fields.ts';
import { comparisonOf, exclusionOf, operationIn } from './comparison.ts';

/** A field that a pattern names, as jq reads it. */
export interface Field {
  /** What it holds; of a list, each element. */
  readonly values: Values;
  /** The same without objects, and nothing where the field is not. */
  readonly leaves: Values;
  readonly isPresent: Condition;
}

export const fieldAt = (path: Path): Field => {
  const leaves = leavesAt(path);
  const isKey = path.length === 1 && path.every(isScalar);
  return { values: elementsAt(path), leaves, isPresent: isKey ? hasKey(path) : isSomething(leaves) };
};

/** A field of an object that is the input, as it is in a list. */
export const fieldInElement = (path: Path): Field => {
  const leaves = leavesAt(path, everywhere);
  return { values: elementsAt(path, everywhere), leaves, isPresent: isSomething(leaves) };
};

const everywhere = (): boolean => true;

const isSomething = ({ jq: text, uses }: Values): Condition => not(jq(`isempty(${text})`, ...uses));

/** What a field's list of values and comparisons asks: one of them is enough. `name` is the field's, for messages. */
export const fieldCondition = (field: Field, list: JsonValue, name: string): Condition => {
  if (!isJsonArray(list)) return refuse(`${name}: expected a list or a map`);
  if (list.length === 0) return refuse(`${name} has an empty list`);
  return anyOf(list.map((item) => itemCondition(field, item, name)));
};

const itemCondition = (field: Field, item: JsonValue, name: string): Condition => {
  if (item === null) return some(field.leaves, equal(null));
  if (typeof item !== 'object') return some(field.values, equal(item));
  const [operator, operand] = operationIn(item, name);
  switch (operator) {
    case 'exists':
      if (typeof operand !== 'boolean') return refuse(`${name}: exists is true or false`);
      return operand ? field.isPresent : not(field.isPresent);
    case 'anything-but':
      return anythingBut(field, operand, name);
    case 'numeric':
      return some(piped(field.values, 'numbers'), comparisonOf(operator, operand, name));
    default:
      return some(piped(field.values, 'strings'), comparisonOf(operator, operand, name));
  }
};

/** Whether some value is there that is none of those: nothing is none. */
const anythingBut = ({ values, leaves, isPresent }: Field, operand: JsonValue, name: string): Condition => {
  const plain = isJsonArray(operand) ? operand : [operand];
  if (!plain.every((item) => typeof item === 'string' || typeof item === 'number')) {
    return some(leaves, exclusionOf(operand, name));
  }
  if (plain.length === 0) return refuse(`${name}: anything-but has an empty list`);
  if (values.isOne) return allOf([isPresent, not(some(values, ...plain.map(equal)))]);
  const literals = plain.map((item) => JSON.stringify(item));
  return some(leaves, {
    jq: literals.length === 1 ? `. != ${literals[0]}` : `(IN(${literals.join(', ')}) | not)`,
  });
};
