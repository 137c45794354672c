import type { JsonValue } from '../../../json.ts';
import { format } from '../builtins/formats.ts';
import type { EntrySyntax, StringSyntax, Syntax } from '../parse/syntax.ts';
import { negate, plus } from '../values/arithmetic.ts';
import type { Filter } from './filter.ts';
import { apply, array, bailOut, index, literal, operate, pipe } from './make.ts';

/** `.[1:]` is `.[{"start": 1, "end": null}]`. */
export const sliceKey = (from: Filter = literal(null), to: Filter = literal(null)): Filter => ({
  kind: 'object',
  entries: [
    { key: literal('start'), value: from },
    { key: literal('end'), value: to },
  ],
});

/** Each interpolation is appended to the text before it: like in jq, the last one is the outermost loop. */
export const stringOf = ({ format: name, parts }: StringSyntax, part: (syntax: Syntax) => Filter): Filter =>
  parts.reduce<Filter>(
    (before, next) =>
      typeof next === 'string'
        ? joined(before, literal(next))
        : joined(before, pipe(part(next), apply(format, literal(name)))),
    literal(''),
  );

const joined = (left: Filter, right: Filter): Filter => {
  const [a, b] = [textOf(left), textOf(right)];
  if (a !== undefined && b !== undefined) return literal(a + b);
  return a === '' ? right : operate(plus, left, right);
};

const textOf = (filter: Filter): string | undefined =>
  filter.kind === 'literal' && typeof filter.value === 'string' ? filter.value : undefined;

export const negated = (filter: Filter): Filter => {
  if (filter.kind === 'literal' && typeof filter.value === 'number') return literal(0 - filter.value);
  return pipe(filter, apply(negate));
};

/** `[1, 2]` is a constant. */
export const arrayOf = (items: Filter): Filter => {
  const values = literalsOf(items);
  return values === undefined ? array(items) : literal(values);
};

const literalsOf = (filter: Filter): readonly JsonValue[] | undefined => {
  if (filter.kind === 'literal') return [filter.value];
  if (filter.kind !== 'comma') return undefined;
  const [left, right] = [literalsOf(filter.left), literalsOf(filter.right)];
  return left && right && [...left, ...right];
};

export const objectOf = (entries: readonly EntrySyntax[], part: (syntax: Syntax) => Filter): Filter => ({
  kind: 'object',
  entries: entries.map(({ key, value }) => {
    const name = part(key);
    if (value !== undefined) return { key: name, value: part(value) };
    // jq computes the key of `{"a\(.b)"}` once, and not again for the value.
    return {
      key: name,
      value: name.kind === 'literal' ? index(name) : bailOut('a computed key without a value'),
    };
  }),
});
