import type { Builtin } from '../ir/builtin.ts';
import { type Binding, type Cell, type Filter, isCell } from '../ir/filter.ts';

/** A path from the root of an input, such as `['user', 'role']` for `.user.role`. */
export type Field = readonly string[];

/** What a filter reads of an input: one of the fields (its position), nothing, or anything else. */
export type Reading = number | 'nothing' | 'more';

export const readingOf = (filter: Filter, fields: readonly Field[]): Reading =>
  reading(filter, { fields, atRoot: true, bound: [] });

interface Place {
  readonly fields: readonly Field[];
  /** Whether the input of the filter is that of the whole program. Otherwise it was computed from what was read before. */
  readonly atRoot: boolean;
  /** Variables bound inside the filter. */
  readonly bound: readonly Cell[];
}

const reading = (filter: Filter, place: Place): Reading => {
  const { fields, atRoot, bound } = place;
  const here = (...parts: readonly Filter[]): Reading =>
    parts.map((part) => reading(part, place)).reduce(both, 'nothing');
  const afterPipe = (part: Filter): Reading => reading(part, { ...place, atRoot: false });
  switch (filter.kind) {
    case 'identity':
    case 'recurse':
      return atRoot ? 'more' : 'nothing';
    case 'empty':
    case 'literal':
      return 'nothing';
    case 'variable':
      return bound.includes(filter.cell) ? 'nothing' : 'more';
    case 'index':
      return (atRoot ? fieldAt(filter, fields) : undefined) ?? here(filter.target, filter.key);
    case 'each':
      return here(filter.target);
    case 'pipe':
      return both(here(filter.left), afterPipe(filter.right));
    case 'comma':
    case 'and':
    case 'or':
    case 'alternative':
    case 'equal':
      return here(filter.left, filter.right);
    case 'if':
      return here(filter.condition, filter.yes, filter.no);
    case 'try':
      return both(here(filter.body), afterPipe(filter.handler));
    case 'first':
      return here(filter.of);
    case 'array':
      return here(filter.items);
    case 'object':
      return here(...filter.entries.flatMap(({ key, value }) => [key, value]));
    case 'bind': {
      const inner = { ...place, bound: [...bound, ...cellsIn(filter.to)] };
      return both(here(filter.source), reading(filter.body, inner));
    }
    case 'reduce':
    case 'foreach': {
      const inner = { fields, atRoot: false, bound: [...bound, ...cellsIn(filter.to)] };
      const extract = filter.kind === 'foreach' ? reading(filter.extract, inner) : 'nothing';
      return both(here(filter.source, filter.init), both(reading(filter.update, inner), extract));
    }
    case 'builtin':
      return atRoot && usesInput(filter.builtin) ? 'more' : here(...filter.args);
    case 'paths':
    case 'update':
    case 'bail-out':
      return 'more';
  }
};

const usesInput = (builtin: Builtin): boolean => builtin.kind === 'generator' || builtin.usesInput;

export const both = (a: Reading, b: Reading): Reading => {
  if (a === 'nothing' || a === b) return b;
  return b === 'nothing' ? a : 'more';
};

/** `.user.role`, and everything below it. */
const fieldAt = (filter: Filter, fields: readonly Field[]): number | undefined => {
  const path = pathOf(filter);
  const field = fields.findIndex((keys) => keys.every((key, at) => path?.[at] === key));
  return path === undefined || field === -1 ? undefined : field;
};

/** The keys of `.a.b["c"]`; undefined for other filters. */
export const pathOf = (filter: Filter): readonly string[] | undefined => {
  if (filter.kind === 'identity') return [];
  if (filter.kind !== 'index' || filter.key.kind !== 'literal') return undefined;
  const [path, key] = [pathOf(filter.target), filter.key.value];
  return path === undefined || typeof key !== 'string' ? undefined : [...path, key];
};

const cellsIn = (binding: Binding): readonly Cell[] =>
  isCell(binding)
    ? [binding]
    : binding.flatMap(({ cell, parts }) => [
        ...(cell === undefined ? [] : [cell]),
        ...(parts === undefined ? [] : cellsIn(parts)),
      ]);
