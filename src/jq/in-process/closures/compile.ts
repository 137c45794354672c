import type { Filter } from '../ir/filter.ts';
import { equals } from '../values/order.ts';
import { bailOut } from '../values/signals.ts';
import { each, field, indexed, recurse } from './access.ts';
import { collect, object } from './build.ts';
import { call, generate } from './call.ts';
import { type Code, firstOf, identity, nothing, one } from './code.ts';
import { alternative, and, comma, ifElse, or, pipe, tryCatch } from './control.ts';
import { bind, foreach, reduce } from './loops.ts';
import { pathsOf, update, type Walk } from './walk.ts';
import { walkOf } from './walk-of.ts';

/** Compiles a filter to closures. Code for what is not supported bails out when it is reached, and only then. */
export const compile = (filter: Filter): Code => codeOf(filter, compile);

/** Sees each filter with its code, and may put around it what does the same: code of the same kind. */
type Observe = (filter: Filter, code: Code) => Code;

/** The same closures, each as `observe` returns it. */
export const compileObserved = (filter: Filter, observe: Observe): Code =>
  observe(
    filter,
    codeOf(filter, (part) => compileObserved(part, observe)),
  );

type Compile = (filter: Filter) => Code;

const codeOf = (filter: Filter, compile: Compile): Code => {
  switch (filter.kind) {
    case 'identity':
      return identity;
    case 'empty':
      return nothing;
    case 'recurse':
      return recurse();
    case 'literal': {
      const { value } = filter;
      return one(() => value);
    }
    case 'variable': {
      const { cell } = filter;
      return one(() => cell.value);
    }
    case 'index':
      return compileIndex(filter, compile);
    case 'each':
      return each(compile(filter.target), filter.optional);
    case 'pipe':
      return pipe(compile(filter.left), compile(filter.right));
    case 'comma':
      return comma(compile(filter.left), compile(filter.right));
    case 'and':
      return and(compile(filter.left), compile(filter.right));
    case 'or':
      return or(compile(filter.left), compile(filter.right));
    case 'alternative':
      return alternative(compile(filter.left), compile(filter.right));
    case 'equal':
      return compileEqual(filter, compile);
    case 'if':
      return ifElse(compile(filter.condition), compile(filter.yes), compile(filter.no));
    case 'try':
      return tryCatch(compile(filter.body), compile(filter.handler));
    case 'first':
      return one(firstOf(compile(filter.of)));
    case 'array':
      return collect(compile(filter.items));
    case 'object':
      return object(filter.entries.map(({ key, value }) => ({ key: compile(key), value: compile(value) })));
    case 'bind':
      return bind(compile(filter.source), filter.to, compile(filter.body));
    case 'reduce':
      return reduce(compile(filter.source), filter.to, compile(filter.init), compile(filter.update));
    case 'foreach': {
      const { source, to, init, update, extract } = filter;
      return foreach(compile(source), to, compile(init), compile(update), compile(extract));
    }
    case 'paths':
      return withWalk(filter.of, compile, pathsOf);
    case 'update':
      return withWalk(filter.paths, compile, (walk) => update(walk, compile(filter.update)));
    case 'builtin':
      return compileBuiltin(filter, compile);
    case 'bail-out':
      return bailingOut(filter.reason);
  }
};

type Kind<K extends Filter['kind']> = Extract<Filter, { readonly kind: K }>;

const bailingOut = (reason: string): Code => one(() => bailOut(reason));

const compileIndex = ({ target, key, optional }: Kind<'index'>, compile: Compile): Code =>
  key.kind === 'literal' && typeof key.value === 'string'
    ? field(compile(target), key.value, optional)
    : indexed(compile(target), compile(key), optional);

/**
 * Comparing with a string literal needs no further checks: jq sees a lone surrogate as U+FFFD, which no literal has, so
 * what is equal in jq is equal in JavaScript.
 */
const compileEqual = ({ left, right, negated }: Kind<'equal'>, compile: Compile): Code => {
  const code = compile(left);
  if (right.kind === 'literal' && typeof right.value === 'string' && code.kind === 'one') {
    const [text, { run }] = [right.value, code];
    return one((input) => {
      const value = run(input);
      return value === undefined ? undefined : (value === text) !== negated;
    });
  }
  return call((_, a, b) => equals(a, b) !== negated, [code, compile(right)]);
};

const compileBuiltin = ({ builtin, args }: Kind<'builtin'>, compile: Compile): Code => {
  switch (builtin.kind) {
    case 'function':
      return call(builtin.run, args.map(compile));
    case 'generator':
      return generate(builtin.run, args.map(compile));
    case 'control':
      return builtin.code(...args.map(compile));
  }
};

const withWalk = (filter: Filter, compile: Compile, use: (walk: Walk) => Code): Code => {
  const walk = walkOf(filter, compile);
  return walk === undefined ? bailingOut('a path expression that does more than select') : use(walk);
};
