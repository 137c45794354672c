import type { Builtin } from '../ir/builtin.ts';
import { type Binding, type Cell, type Filter, isCell } from '../ir/filter.ts';

/** The fields of a record by which rules mostly choose, as paths. */
export const keyFields: readonly (readonly string[])[] = [
  ['eventName'],
  ['eventSource'],
  ['errorCode'],
  ['userIdentity', 'type'],
];

/** What a filter reads of a record: one of these fields, nothing at all, or something else. */
export type Reading = number | 'nothing' | 'more';

export const readingOf = (filter: Filter): Reading => reading(filter, true, []);

/** `atRecord`: whether the filter's input is the record; otherwise it comes of what has been read. */
const reading = (filter: Filter, atRecord: boolean, cells: readonly Cell[]): Reading => {
  const here = (...parts: readonly Filter[]): Reading =>
    parts.map((part) => reading(part, atRecord, cells)).reduce(both, 'nothing');
  const beyond = (part: Filter): Reading => reading(part, false, cells);
  switch (filter.kind) {
    case 'identity':
    case 'recurse':
      return atRecord ? 'more' : 'nothing';
    case 'empty':
    case 'literal':
      return 'nothing';
    case 'variable':
      return cells.includes(filter.cell) ? 'nothing' : 'more';
    case 'index':
      return (atRecord ? fieldAt(filter) : undefined) ?? here(filter.target, filter.key);
    case 'each':
      return here(filter.target);
    case 'pipe':
      return both(here(filter.left), beyond(filter.right));
    case 'comma':
    case 'and':
    case 'or':
    case 'alternative':
    case 'equal':
      return here(filter.left, filter.right);
    case 'if':
      return here(filter.condition, filter.yes, filter.no);
    case 'try':
      return both(here(filter.body), beyond(filter.handler));
    case 'first':
      return here(filter.of);
    case 'array':
      return here(filter.items);
    case 'object':
      return here(...filter.entries.flatMap(({ key, value }) => [key, value]));
    case 'bind': {
      const inner = [...cells, ...cellsIn(filter.to)];
      return both(here(filter.source), reading(filter.body, atRecord, inner));
    }
    case 'reduce':
    case 'foreach': {
      const inner = [...cells, ...cellsIn(filter.to)];
      const extract = filter.kind === 'foreach' ? reading(filter.extract, false, inner) : 'nothing';
      return both(here(filter.source, filter.init), both(reading(filter.update, false, inner), extract));
    }
    case 'builtin':
      return atRecord && usesInput(filter.builtin) ? 'more' : here(...filter.args);
    case 'paths':
    case 'update':
    case 'hand-over':
      return 'more';
  }
};

const usesInput = (builtin: Builtin): boolean => builtin.kind === 'generator' || builtin.usesInput;

export const both = (a: Reading, b: Reading): Reading => {
  if (a === 'nothing' || a === b) return b;
  return b === 'nothing' ? a : 'more';
};

/** `.userIdentity.type`, and what is looked up in it. */
const fieldAt = (filter: Filter): number | undefined => {
  const path = pathOf(filter);
  const field = keyFields.findIndex((keys) => keys.every((key, at) => path?.[at] === key));
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
