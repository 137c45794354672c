import type { JsonValue } from '../../../json.ts';
import { isComparison } from '../parse/comparisons.ts';
import type { Operator } from '../parse/syntax.ts';
import { dividedBy, minus, modulo, plus, times } from '../values/arithmetic.ts';
import { compare } from '../values/order.ts';
import { setPath } from '../values/paths.ts';
import { bailOut, Raised } from '../values/signals.ts';
import type { Cell, Filter } from './filter.ts';
import { apply, bind, equal, identity, operate, pathsOf, variable } from './make.ts';
import { unusualNumber } from './numbers.ts';

export const binary = (operator: Operator, left: Filter, right: Filter): Filter => {
  switch (operator) {
    case '//':
      return { kind: 'alternative', left, right };
    case 'and':
    case 'or':
      return { kind: operator, left, right };
    case '==':
      return equal(left, right);
    case '!=':
      return { kind: 'equal', left, right, negated: true };
    case '=':
      return assign(left, right);
    case '|=':
      return { kind: 'update', paths: left, update: right };
    case '//=':
      return updateBy(left, right, (old, value) => ({ kind: 'alternative', left: old, right: value }));
    case '+=':
    case '-=':
    case '*=':
    case '/=':
    case '%=':
      return updateBy(left, right, (old, value) => arithmetic(updates[operator], old, value));
    default:
      return arithmetic(operations[operator], left, right);
  }
};

/**
 * The same where an operand is a number literal of which only the value is known, not the text that jq would print.
 * Undefined for operators that may give an operand itself.
 */
export const binaryByValue = (operator: Operator, left: Filter, right: Filter): Filter | undefined => {
  if (isComparison(operator)) return binary(operator, left, right);
  switch (operator) {
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return arithmetic(ofNumbers(operations[operator]), left, right);
    default:
      return undefined;
  }
};

/** A result of numbers is a new number. `null + 1e3` is the literal itself, and messages show their operands. */
const ofNumbers =
  (operation: Operation): Operation =>
  (a, b) => {
    if (typeof a !== 'number' || typeof b !== 'number') return bailOut(unusualNumber);
    try {
      return operation(a, b);
    } catch (error) {
      if (error instanceof Raised) return bailOut(unusualNumber);
      throw error;
    }
  };

type Operation = (a: JsonValue, b: JsonValue) => JsonValue;

const arithmetic = (operation: Operation, left: Filter, right: Filter): Filter =>
  operate(operation, left, right);

const operations = {
  '+': plus,
  '-': minus,
  '*': times,
  '/': dividedBy,
  '%': modulo,
  '<': (a: JsonValue, b: JsonValue) => compare(a, b) < 0,
  '<=': (a: JsonValue, b: JsonValue) => compare(a, b) <= 0,
  '>': (a: JsonValue, b: JsonValue) => compare(a, b) > 0,
  '>=': (a: JsonValue, b: JsonValue) => compare(a, b) >= 0,
} as const;

const updates = { '+=': plus, '-=': minus, '*=': times, '/=': dividedBy, '%=': modulo } as const;

/** `paths = source`: for each output of the right side, sets all paths of the left side to it. */
const assign = (paths: Filter, source: Filter): Filter => {
  const [value, path]: readonly [Cell, Cell] = [{ value: null }, { value: null }];
  return bind(source, value, {
    kind: 'reduce',
    source: pathsOf(paths),
    to: path,
    init: identity,
    update: apply(setPath, variable(path), variable(value)),
  });
};

/** `paths += source` and the like: the right side is evaluated first, on the whole input. */
const updateBy = (paths: Filter, source: Filter, change: (old: Filter, value: Filter) => Filter): Filter => {
  const cell: Cell = { value: null };
  return bind(source, cell, { kind: 'update', paths, update: change(identity, variable(cell)) });
};
