import type { JsonValue } from '../../../json.ts';
import { format } from '../builtins/formats.ts';
import type { Filter } from '../filter/filter.ts';
import {
  apply,
  array,
  empty,
  handOver,
  identity,
  index,
  literal,
  operate,
  pipe,
  recurse,
  variable,
} from '../filter/make.ts';
import { NotUnderstood } from '../syntax/reader.ts';
import type { EntrySyntax, StringSyntax, Syntax } from '../syntax/tree.ts';
import { negate, plus } from '../values/arithmetic.ts';
import { bindingOf } from './bindings.ts';
import { resolveCall, resolveDefine } from './calls.ts';
import { binary } from './operators.ts';
import { outermost, type Resolve, type Scope, withVariables } from './scope.ts';

/** Replaces what a program says, which `validate` has let pass, by what it means. Throws NotUnderstood when that is too much. */
export const resolve = (program: Syntax): Filter => {
  let left = maxFilters;
  const resolveIn: Resolve = (syntax, scope) => {
    left -= 1;
    if (left < 0) throw new NotUnderstood('too large when its functions are written out');
    return meaningOf(syntax, scope, resolveIn);
  };
  return resolveIn(program, outermost);
};

/** Functions are written out where they are called: a few that call one another can make thousands. */
const maxFilters = 5000;

const meaningOf = (syntax: Syntax, scope: Scope, resolveIn: Resolve): Filter => {
  const part = (syntax: Syntax): Filter => resolveIn(syntax, scope);
  switch (syntax.kind) {
    case 'identity':
      return identity;
    case 'recurse':
      return recurse;
    case 'constant':
      return literal(syntax.value);
    case 'number':
      return numberOf(syntax.text);
    case 'string':
      return stringOf(syntax, part);
    case 'format':
      return apply(format, literal(syntax.name));
    case 'variable': {
      const cell = scope.variables.get(syntax.name);
      return cell === undefined ? handOver('the environment') : variable(cell);
    }
    case 'call':
      return resolveCall(syntax.name, syntax.args, scope, resolveIn);
    case 'define':
      return resolveDefine(syntax, scope, resolveIn);
    case 'index': {
      const { target, key, optional } = syntax;
      return { kind: 'index', target: part(target), key: part(key), optional };
    }
    case 'slice': {
      const bound = (syntax: Syntax | undefined): Filter => (syntax ? part(syntax) : literal(null));
      const { target, from, to, optional } = syntax;
      return { kind: 'slice', target: part(target), from: bound(from), to: bound(to), optional };
    }
    case 'each':
      return { kind: 'each', target: part(syntax.target), optional: syntax.optional };
    case 'negate':
      return negated(part(syntax.of));
    case 'array':
      return syntax.items === undefined ? literal([]) : arrayOf(part(syntax.items));
    case 'object':
      return objectOf(syntax.entries, part);
    case 'pipe':
      return pipe(part(syntax.left), part(syntax.right));
    case 'comma':
      return { kind: 'comma', left: part(syntax.left), right: part(syntax.right) };
    case 'binary':
      return binary(syntax.operator, part(syntax.left), part(syntax.right));
    case 'if': {
      const no = syntax.no === undefined ? identity : part(syntax.no);
      return { kind: 'if', condition: part(syntax.condition), yes: part(syntax.yes), no };
    }
    case 'try':
      return {
        kind: 'try',
        body: part(syntax.body),
        handler: syntax.handler === undefined ? empty : part(syntax.handler),
      };
    case 'bind':
    case 'reduce':
    case 'foreach':
      return boundOf(syntax, scope, resolveIn);
    case 'label':
    case 'break':
      return handOver('labels');
    case 'location':
      return handOver('its own place in the program');
  }
};

/**
 * jq keeps a number of the program digit for digit. When JavaScript writes the double in the same way, the two compare
 * alike with every other number.
 */
const numberOf = (text: string): Filter =>
  String(Number(text)) === text ? literal(Number(text)) : handOver('a number in unusual form');

/** Each interpolation adds to the text before it, so that the last one is the outermost loop, as in jq. */
const stringOf = ({ format: name, parts }: StringSyntax, part: (syntax: Syntax) => Filter): Filter =>
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

const negated = (filter: Filter): Filter => {
  if (filter.kind === 'literal' && typeof filter.value === 'number') return literal(0 - filter.value);
  return pipe(filter, apply(negate));
};

/** A list of constants is one constant. */
const arrayOf = (items: Filter): Filter => {
  const values = literalsOf(items);
  return values === undefined ? array(items) : literal(values);
};

const literalsOf = (filter: Filter): readonly JsonValue[] | undefined => {
  if (filter.kind === 'literal') return [filter.value];
  if (filter.kind !== 'comma') return undefined;
  const [left, right] = [literalsOf(filter.left), literalsOf(filter.right)];
  return left && right && [...left, ...right];
};

const objectOf = (entries: readonly EntrySyntax[], part: (syntax: Syntax) => Filter): Filter => ({
  kind: 'object',
  entries: entries.map(({ key, value }) => {
    const name = part(key);
    if (value !== undefined) return { key: name, value: part(value) };
    // `{"a\(.b)"}` looks its key up without computing it again.
    return { key: name, value: name.kind === 'literal' ? index(name) : handOver('a computed key alone') };
  }),
});

const boundOf = (
  syntax: Extract<Syntax, { readonly kind: 'bind' | 'reduce' | 'foreach' }>,
  scope: Scope,
  resolveIn: Resolve,
): Filter => {
  const bound = bindingOf(syntax.patterns);
  if (bound === undefined) return handOver('an unusual pattern');
  const { to, variables } = bound;
  const inner = withVariables(scope, variables);
  const source = resolveIn(syntax.source, scope);
  if (syntax.kind === 'bind') return { kind: 'bind', source, to, body: resolveIn(syntax.body, inner) };
  const [init, update] = [resolveIn(syntax.init, scope), resolveIn(syntax.update, inner)];
  if (syntax.kind === 'reduce') return { kind: 'reduce', source, to, init, update };
  const extract = syntax.extract === undefined ? identity : resolveIn(syntax.extract, inner);
  return { kind: 'foreach', source, to, init, update, extract };
};
