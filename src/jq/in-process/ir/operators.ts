import type { JsonValue } from '../../../json.ts';
import type { Operator } from '../parse/syntax.ts';
import { dividedBy, minus, modulo, plus, times } from '../values/arithmetic.ts';
import { compare } from '../values/order.ts';
import { setPath } from '../values/paths.ts';
import type { Cell, Filter } from './filter.ts';
import { apply, bind, equal, identity, operate, pathsOf, variable } from './make.ts';

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
