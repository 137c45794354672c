import type { Pattern, PatternEntry } from '../parse/syntax.ts';
import type { Binding, BindingPart, Cell } from './filter.ts';

interface Bound {
  readonly to: Binding;
  readonly variables: readonly (readonly [name: string, cell: Cell])[];
}

/**
 * Cells for the variables of patterns. Undefined for what is not supported: alternatives, computed keys, and a variable
 * that is bound twice.
 */
export const bindingOf = (patterns: readonly Pattern[]): Bound | undefined => {
  const [pattern, ...alternatives] = patterns;
  if (pattern === undefined || alternatives.length > 0) return undefined;
  const variables: (readonly [string, Cell])[] = [];
  const to = place(pattern, variables);
  const names = new Set(variables.map(([name]) => name));
  return to === undefined || names.size < variables.length ? undefined : { to, variables };
};

const place = (pattern: Pattern, variables: (readonly [string, Cell])[]): Binding | undefined => {
  if (pattern.kind === 'name') return cellOf(pattern.name, variables);
  const parts =
    pattern.kind === 'array' ? itemParts(pattern.items, variables) : entryParts(pattern.entries, variables);
  return parts.includes(undefined) ? undefined : parts.filter((part) => part !== undefined);
};

const cellOf = (name: string, variables: (readonly [string, Cell])[]): Cell => {
  const cell: Cell = { value: null };
  variables.push([name, cell]);
  return cell;
};

type Parts = readonly (BindingPart | undefined)[];

/** jq destructures an array from its end. */
const itemParts = (items: readonly Pattern[], variables: (readonly [string, Cell])[]): Parts =>
  items
    .map((item, key): BindingPart | undefined => {
      const parts = place(item, variables);
      return parts && { key, cell: undefined, parts };
    })
    .toReversed();

const entryParts = (entries: readonly PatternEntry[], variables: (readonly [string, Cell])[]): Parts =>
  entries.map(({ key, name, value }): BindingPart | undefined => {
    const [text, ...more] = key.kind === 'string' ? key.parts : [undefined];
    if (typeof text !== 'string' || more.length > 0) return undefined;
    const cell = name === undefined ? undefined : cellOf(name, variables);
    const parts = value && place(value, variables);
    return value !== undefined && parts === undefined ? undefined : { key: text, cell, parts };
  });
