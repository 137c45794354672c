import { isDateBuiltin } from '../builtins/dates.ts';
import { format } from '../builtins/formats.ts';
import { callsIn } from '../parse/calls.ts';
import type { Syntax } from '../parse/syntax.ts';
import { UnsupportedProgram } from '../parse/unsupported-program.ts';
import { bindingOf } from './bindings.ts';
import { closedFunction, resolveCall, resolveDefine } from './calls.ts';
import type { Filter } from './filter.ts';
import { apply, bailOut, empty, identity, literal, pipe, recurse, variable } from './make.ts';
import { numberOf, unusualValue } from './numbers.ts';
import { binary, binaryByValue } from './operators.ts';
import { outermost, type Resolve, type Scope, withVariables } from './scope.ts';
import { arrayOf, negated, objectOf, sliceKey, stringOf } from './values.ts';

/**
 * Resolves the names of a program that `validate` accepts. Throws UnsupportedProgram when the result is too large, or when
 * it has dates and a part that bails out: the real jq then must evaluate all of it, so that one that has other dates can
 * refuse to compile it.
 */
export const resolve = (program: Syntax): Filter =>
  resolveEach(program, (syntax, filter, scope) => {
    const calls = closedFunction(syntax, scope);
    return calls === undefined ? filter : { ...filter, calls };
  });

/**
 * Of a filter, the pieces of syntax that it comes from, the outermost first: a call comes before the body of the
 * function. Filters of which builtins are made come from none.
 */
export type Origins = ReadonlyMap<Filter, readonly Syntax[]>;

/** The same, and where each filter comes from. */
export const resolveWithOrigins = (
  program: Syntax,
): { readonly filter: Filter; readonly origins: Origins } => {
  const origins = new Map<Filter, readonly Syntax[]>();
  const filter = resolveEach(program, (syntax, resolved) => {
    // Some filters are shared by all pieces of syntax that mean the same, such as `.`.
    const own = { ...resolved };
    origins.set(own, [syntax, ...(origins.get(resolved) ?? [])]);
    return own;
  });
  return { filter, origins };
};

type Note = (syntax: Syntax, filter: Filter, scope: Scope) => Filter;

const resolveEach = (program: Syntax, note: Note): Filter => {
  let left = maxFilters;
  let bailingOut: Syntax | undefined;
  const resolveIn: Resolve = (syntax, scope) => {
    left -= 1;
    if (left < 0) throw new UnsupportedProgram('too large when its functions are inlined');
    const filter = note(syntax, filterOf(syntax, scope, resolveIn), scope);
    if (filter.kind === 'bail-out') bailingOut ??= syntax;
    return filter;
  };
  const resolved = resolveIn(program, outermost);
  if (bailingOut !== undefined && callsIn(program).some(isDateBuiltin))
    throw new UnsupportedProgram('dates, with a part that bails out', writtenAs(bailingOut));
  return resolved;
};

/** A part that bails out, as people find it in the text of the program. */
const writtenAs = (syntax: Syntax): string | undefined => {
  switch (syntax.kind) {
    case 'call':
      return syntax.name;
    case 'label':
    case 'break':
      return syntax.kind;
    case 'variable':
      return `$${syntax.name}`;
    case 'location':
      return '$__loc__';
    case 'number':
      return syntax.text;
    default:
      return undefined;
  }
};

/** Functions are inlined where they are called: a few that call one another can make thousands of filters. */
const maxFilters = 5000;

const filterOf = (syntax: Syntax, scope: Scope, resolveIn: Resolve): Filter => {
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
      return cell === undefined ? bailOut('the environment') : variable(cell);
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
      const { target, from, to, optional } = syntax;
      const key = sliceKey(from && part(from), to && part(to));
      return { kind: 'index', target: part(target), key, optional };
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
      return resolveBinary(syntax, part);
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
      return resolveBinding(syntax, scope, resolveIn);
    case 'label':
    case 'break':
      return bailOut('labels');
    case 'location':
      return bailOut('its own location in the program');
  }
};

const resolveBinary = (
  { operator, left, right }: Extract<Syntax, { readonly kind: 'binary' }>,
  part: (syntax: Syntax) => Filter,
): Filter => {
  const [a, b] = [unusualValue(left), unusualValue(right)];
  if (a !== undefined || b !== undefined) {
    const operand = (value: number | undefined, syntax: Syntax): Filter =>
      value === undefined ? part(syntax) : literal(value);
    const byValue = binaryByValue(operator, operand(a, left), operand(b, right));
    if (byValue !== undefined) return byValue;
  }
  return binary(operator, part(left), part(right));
};

const resolveBinding = (
  syntax: Extract<Syntax, { readonly kind: 'bind' | 'reduce' | 'foreach' }>,
  scope: Scope,
  resolveIn: Resolve,
): Filter => {
  const bound = bindingOf(syntax.patterns);
  if (bound === undefined) return bailOut('an unsupported pattern');
  const { to, variables } = bound;
  const inner = withVariables(scope, variables);
  const source = resolveIn(syntax.source, scope);
  if (syntax.kind === 'bind') return { kind: 'bind', source, to, body: resolveIn(syntax.body, inner) };
  const [init, update] = [resolveIn(syntax.init, scope), resolveIn(syntax.update, inner)];
  if (syntax.kind === 'reduce') return { kind: 'reduce', source, to, init, update };
  const extract = syntax.extract === undefined ? identity : resolveIn(syntax.extract, inner);
  return { kind: 'foreach', source, to, init, update, extract };
};
