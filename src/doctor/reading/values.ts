import type { Field } from '../../catalogue/field.ts';
import { fieldAt } from '../../catalogue/fields.ts';
import type { Syntax } from '../../jq/in-process/parse/syntax.ts';

/** What a piece of a program can give, as far as it is known without a record. */
export type Value =
  | FieldValue
  | LiteralValue
  /** An array, by what may be in it. */
  | { readonly kind: 'list'; readonly items: Values }
  /** An object that the program writes, by those of its keys that are literals. */
  | { readonly kind: 'object'; readonly keys: readonly LiteralValue[] }
  /** Something computed, of which only the type is known. */
  | { readonly kind: 'text' | 'number' | 'boolean' }
  /** The name of a field of an object that CloudTrail writes, or its name and its value, as of `to_entries`. */
  | { readonly kind: 'key' | 'entry'; readonly of: string }
  | { readonly kind: 'anything' };

/** What CloudTrail writes in a field: `userIdentity.arn`, or the whole record with an empty path. */
export interface FieldValue {
  readonly kind: 'field';
  readonly path: string;
  /** The function that changed its letters since. */
  readonly letters?: 'ascii_downcase' | 'ascii_upcase';
  /** Of a parameter, where the events that the program asks for have it. */
  readonly type?: Field['type'];
}

export const fieldOf = ({ path, type }: FieldValue): Field | undefined =>
  type === undefined ? fieldAt(path) : { path, type };

/** Text, a number, a boolean or null that stands in the program. */
export interface LiteralValue {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null;
  readonly syntax: Syntax;
}

/** One of these. */
export type Values = readonly Value[];

export const anything: Values = [{ kind: 'anything' }];

export const record: Values = [{ kind: 'field', path: '' }];

export const isLiteral = (value: Value): value is LiteralValue => value.kind === 'literal';

export const isField = (value: Value): value is FieldValue => value.kind === 'field';

/** Different values, and of very many nothing. */
export const oneOf = (...all: readonly Values[]): Values => {
  const values = [...new Set(all.flat())];
  return values.length > maxValues ? anything : values;
};

const maxValues = 500;

/** What `.[]` gives. */
export const elementsOf = (values: Values): Values =>
  values.flatMap((value): Values => {
    if (value.kind === 'list') return value.items;
    return value.kind === 'field' && mayBeList(value.path)
      ? [{ kind: 'field', path: `${value.path}[]` }]
      : anything;
  });

/** What `flatten` gives. */
export const flattened = (values: Values): Values =>
  values.map((value) => (value.kind === 'list' ? { ...value, items: value.items.flatMap(leavesOf) } : value));

const leavesOf = (value: Value): Values => {
  if (value.kind === 'list') return value.items.flatMap(leavesOf);
  return value.kind === 'field' && typeAt(value.path) === 'list' ? elementsOf([value]) : [value];
};

const mayBeList = (path: string): boolean => ['list', 'any'].includes(typeAt(path) ?? '');

/** The names of all fields of objects, or their names with their values. */
export const namesIn = (values: Values, kind: 'key' | 'entry'): Values =>
  values.map(
    (value): Value =>
      value.kind === 'field' && typeAt(value.path) === 'object'
        ? { kind: 'list', items: [{ kind, of: value.path }] }
        : { kind: 'anything' },
  );

/** What `.[key]` gives. A key that is not known gives anything. */
export const fieldsOf = (values: Values, keys: Values): Values =>
  values.flatMap((value) => keys.flatMap((key) => valueAt(value, key)));

const valueAt = (value: Value, key: Value): Values => {
  if (!isLiteral(key)) return anything;
  if (typeof key.value === 'number') return elementsOf([value]);
  if (value.kind === 'entry' && key.value === 'key') return [{ kind: 'key', of: value.of }];
  if (value.kind !== 'field' || typeof key.value !== 'string') return anything;
  const path = pathBelow(value.path, key.value);
  return fieldAt(path) === undefined ? anything : [{ kind: 'field', path }];
};

export const pathBelow = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

/** The type of a field as jq calls it; undefined where the catalogue has none. */
const typeAt = (path: string): string | undefined => (path === '' ? 'object' : fieldAt(path)?.type);

/** What `.[from:to]` gives. */
export const sliceOf = (values: Values): Values =>
  values.flatMap((value): Values => {
    if (value.kind === 'list' || value.kind === 'text') return [value];
    if (value.kind === 'literal' && typeof value.value === 'string') return [{ kind: 'text' }];
    return value.kind === 'field' && typeAt(value.path) === 'string' ? [{ kind: 'text' }] : anything;
  });
