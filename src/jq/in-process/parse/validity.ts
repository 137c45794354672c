import { mayBeConstantKey } from './constant-keys.ts';
import { NotUnderstood } from './reader.ts';
import type { Definition, Pattern, PatternEntry, Syntax } from './tree.ts';

/**
 * Makes sure that jq compiles the program: every name is defined, no key is a constant but a text, and it is not too
 * large. Throws NotUnderstood when jq may refuse it, for all we know; jq then says why.
 */
export const validate = (program: Syntax, isBuiltin: (nameAndArity: string) => boolean): void => {
  const size = { nodes: 0 };
  check(program, { names: new Set(), isBuiltin, size, depth: 0 });
};

interface Scope {
  /** `name/arity` of functions, `$name` of variables, `*name` of labels. */
  readonly names: ReadonlySet<string>;
  readonly isBuiltin: (nameAndArity: string) => boolean;
  readonly size: { nodes: number };
  readonly depth: number;
}

/** jq compiles a function to 65,535 units at most, and few constructs take more than 10; jq-wasm's stack is small. */
const maxNodes = 3000;
const maxDepth = 400;

const refuse = (reason: string): never => {
  throw new NotUnderstood(reason);
};

const check = (syntax: Syntax, scope: Scope): void => {
  scope.size.nodes += 1;
  if (scope.size.nodes > maxNodes || scope.depth > maxDepth) refuse('too large');
  checkOwn(syntax, scope);
  for (const [part, inner] of partsOf(syntax, scope)) {
    if (part !== undefined) check(part, { ...inner, depth: scope.depth + 1 });
  }
};

/** What may be wrong with the construct itself. */
const checkOwn = (syntax: Syntax, { names, isBuiltin }: Scope): void => {
  switch (syntax.kind) {
    case 'variable':
      if (!names.has(`$${syntax.name}`) && syntax.name !== 'ENV') refuse('no such variable');
      break;
    case 'break':
      if (!names.has(`*${syntax.name}`)) refuse('no such label');
      break;
    case 'call': {
      const nameAndArity = `${syntax.name}/${syntax.args.length}`;
      if (!names.has(nameAndArity) && !isBuiltin(nameAndArity)) refuse('no such function');
      break;
    }
    case 'object':
      for (const { key } of syntax.entries) if (mayBeConstantKey(key)) refuse('a constant as key');
      break;
    case 'bind':
    case 'reduce':
    case 'foreach':
      for (const { key } of entriesOf(syntax.patterns))
        if (mayBeConstantKey(key)) refuse('a constant as key');
      break;
    case 'define':
      checkDefinition(syntax.definition);
  }
};

type Part = readonly [Syntax | undefined, Scope];

const partsOf = (syntax: Syntax, scope: Scope): readonly Part[] => {
  const here = (...parts: readonly (Syntax | undefined)[]): readonly Part[] =>
    parts.map((part) => [part, scope]);
  switch (syntax.kind) {
    case 'string':
      return here(...syntax.parts.filter((part) => typeof part !== 'string'));
    case 'call':
      return here(...syntax.args);
    case 'index':
      return here(syntax.target, syntax.key);
    case 'slice':
      return here(syntax.target, syntax.from, syntax.to);
    case 'each':
      return here(syntax.target);
    case 'negate':
      return here(syntax.of);
    case 'array':
      return here(syntax.items);
    case 'object':
      return here(...syntax.entries.flatMap(({ key, value }) => [key, value]));
    case 'pipe':
    case 'comma':
    case 'binary':
      return here(syntax.left, syntax.right);
    case 'if':
      return here(syntax.condition, syntax.yes, syntax.no);
    case 'try':
      return here(syntax.body, syntax.handler);
    case 'label':
      return [[syntax.body, within(scope, [`*${syntax.name}`])]];
    case 'bind':
    case 'reduce':
    case 'foreach':
      return partsWithPatterns(syntax, scope);
    case 'define':
      return partsOfDefine(syntax, scope);
    default:
      return [];
  }
};

const partsWithPatterns = (
  syntax: Extract<Syntax, { readonly patterns: readonly Pattern[] }>,
  scope: Scope,
): readonly Part[] => {
  const inner = within(scope, namesOf(syntax.patterns));
  const keys = entriesOf(syntax.patterns).map(({ key }): Part => [key, scope]);
  const source: Part = [syntax.source, scope];
  if (syntax.kind === 'bind') return [...keys, source, [syntax.body, inner]];
  const extract = syntax.kind === 'foreach' ? syntax.extract : undefined;
  return [...keys, source, [syntax.init, scope], [syntax.update, inner], [extract, inner]];
};

/** A function knows itself; `def f($a)` defines a function `a` too. */
const partsOfDefine = (
  { definition: { name, params, body }, rest }: Extract<Syntax, { readonly kind: 'define' }>,
  scope: Scope,
): readonly Part[] => {
  const known = within(scope, [`${name}/${params.length}`]);
  const ofParams = params.flatMap((param) =>
    param.startsWith('$') ? [param, `${param.slice(1)}/0`] : [`${param}/0`],
  );
  return [
    [body, within(known, ofParams)],
    [rest, known],
  ];
};

const within = (scope: Scope, names: readonly string[]): Scope => ({
  ...scope,
  names: new Set([...scope.names, ...names]),
});

/** jq itself calls `recurse` for `..`, `format` for interpolations, `error` for labels, and `_plus` and the like. */
const checkDefinition = ({ name, params }: Definition): void => {
  const names = [name, ...params.map((param) => param.replace('$', ''))];
  if (names.some((name) => /^_|^(?:recurse|format|error)$/.test(name))) refuse('a name that jq uses');
  if (new Set(names.slice(1)).size < params.length) refuse('two parameters of one name');
};

const namesOf = (patterns: readonly Pattern[]): readonly string[] =>
  patterns.flatMap((pattern): readonly string[] => {
    if (pattern.kind === 'name') return [`$${pattern.name}`];
    if (pattern.kind === 'array') return namesOf(pattern.items);
    return pattern.entries.flatMap(({ name, value }) => [
      ...(name === undefined ? [] : [`$${name}`]),
      ...(value === undefined ? [] : namesOf([value])),
    ]);
  });

const entriesOf = (patterns: readonly Pattern[]): readonly PatternEntry[] =>
  patterns.flatMap((pattern): readonly PatternEntry[] => {
    if (pattern.kind === 'name') return [];
    if (pattern.kind === 'array') return entriesOf(pattern.items);
    return pattern.entries.flatMap((entry) => [
      entry,
      ...(entry.value === undefined ? [] : entriesOf([entry.value])),
    ]);
  });
