import { isJsonArray, type JsonValue } from '../../../json.ts';
import type { Cell, Filter } from '../ir/filter.ts';
import {
  apply,
  applyTotal,
  array,
  bind,
  eachItem,
  empty,
  equal,
  identity,
  index,
  literal,
  map,
  operate,
  pathsOf,
  pipe,
  recurse,
  select,
  variable,
} from '../ir/make.ts';
import { contains, has } from '../values/access.ts';
import { plus } from '../values/arithmetic.ts';
import { isTruthy, typeOf } from '../values/kinds.ts';
import { deletePaths, getPath, setPath } from '../values/paths.ts';
import { raise } from '../values/signals.ts';
import { fromEntries, toEntries } from './objects.ts';
import { anyOf } from './quantifiers.ts';
import type { Macros } from './tables.ts';

/** Builtins that select and rearrange, as filters made of simpler ones. */
export const selection: Macros = {
  'empty/0': () => empty,
  'error/1': (message) => pipe(message(), apply(raise)),
  'not/0': () => applyTotal((value) => !isTruthy(value)),
  'type/0': () => applyTotal(typeOf),
  'select/1': (condition) => select(condition()),
  'recurse/0': () => recurse,
  'first/0': () => index(literal(0)),
  'last/0': () => index(literal(-1)),
  'first/1': (of) => ({ kind: 'first', of: of() }),
  'nth/1': (position) => index(position()),
  'map/1': (filter) => map(filter()),
  'values/0': () => select(applyTotal((value) => value !== null)),
  'nulls/0': () => ofType('null'),
  'booleans/0': () => ofType('boolean'),
  'numbers/0': () => ofType('number'),
  'strings/0': () => ofType('string'),
  'arrays/0': () => ofType('array'),
  'objects/0': () => ofType('object'),
  'iterables/0': () => ofType('array', 'object'),
  'scalars/0': () => ofType('null', 'boolean', 'number', 'string'),
  'in/1': (container) => withInput((input) => pipe(container(), apply(has, input))),
  'inside/1': (whole) => withInput((input) => pipe(whole(), apply(contains, input))),
  'IN/1': (values) => isIn(identity, values()),
  'IN/2': (source, values) => isIn(source(), values()),
  'add/0': () => sum(eachItem),
  'add/1': (items) => sum(items()),
  'path/1': (filter) => pathsOf(filter()),
  'paths/0': () => pipe(pathsOf(recurse), select(apply(isNotRoot))),
  'paths/1': (filter) => pipe(pathsOf(pipe(recurse, select(filter()))), select(apply(isNotRoot))),
  'del/1': (filter) => apply(deletePaths, array(pathsOf(filter()))),
  'pick/1': (filter) => pick(filter),
  'map_values/1': (filter) => ({ kind: 'update', paths: eachItem, update: filter() }),
  'with_entries/1': (filter) => pipe(apply(toEntries), pipe(map(filter()), apply(fromEntries))),
};

const ofType = (...types: readonly string[]): Filter => {
  const [type] = types;
  return select(
    applyTotal(
      types.length === 1 ? (value) => typeOf(value) === type : (value) => types.includes(typeOf(value)),
    ),
  );
};

const isNotRoot = (path: JsonValue): boolean => isJsonArray(path) && path.length > 0;

const withInput = (body: (input: Filter) => Filter): Filter => {
  const cell: Cell = { value: null };
  return bind(identity, cell, body(variable(cell)));
};

/** `any(source == values; .)`, or a set look-up when the values are string literals. */
const isIn = (source: Filter, values: Filter): Filter => {
  const texts = literalsOf(values);
  if (texts === undefined || !isSingle(source)) return anyOf(equal(source, values));
  const known = new Set<JsonValue>(texts);
  return anyOf(
    pipe(
      source,
      applyTotal((value) => known.has(value)),
    ),
  );
};

/** Whether there is at most one output. Among several, an error may come before the value that is found. */
const isSingle = (filter: Filter): boolean =>
  filter.kind === 'identity' ||
  (filter.kind === 'index' && isSingle(filter.target) && filter.key.kind === 'literal');

const literalsOf = (filter: Filter): readonly string[] | undefined => {
  if (filter.kind === 'literal') return typeof filter.value === 'string' ? [filter.value] : undefined;
  if (filter.kind !== 'comma') return undefined;
  const [left, right] = [literalsOf(filter.left), literalsOf(filter.right)];
  return left && right && [...left, ...right];
};

const sum = (items: Filter): Filter => {
  const cell: Cell = { value: null };
  return {
    kind: 'reduce',
    source: items,
    to: cell,
    init: literal(null),
    update: operate(plus, identity, variable(cell)),
  };
};

const pick = (filter: () => Filter): Filter =>
  withInput((input) => {
    const path: Cell = { value: null };
    const picked = pipe(input, apply(getPath, variable(path)));
    return {
      kind: 'reduce',
      source: pathsOf(filter()),
      to: path,
      init: literal(null),
      update: apply(setPath, variable(path), picked),
    };
  });
