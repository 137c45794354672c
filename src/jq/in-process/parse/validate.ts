import { childrenOf, patternKeys } from './children.ts';
import { mayBeConstantKey } from './constant-keys.ts';
import type { Definition, Pattern, Syntax } from './syntax.ts';
import { UnsupportedProgram } from './unsupported-program.ts';

/**
 * Makes sure that jq compiles a program that parses: every name is defined, every constant key of an object is a string,
 * and the program is not too large. Throws UnsupportedProgram when jq might refuse it.
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

/**
 * jq compiles a function to at most 65,535 units of bytecode, and few pieces of syntax take more than 10. The depth is
 * for the stack of jq-wasm, which is small.
 */
const maxNodes = 3000;
const maxDepth = 400;

const refuse = (reason: string): never => {
  throw new UnsupportedProgram(reason);
};

const check = (syntax: Syntax, scope: Scope): void => {
  scope.size.nodes += 1;
  if (scope.size.nodes > maxNodes || scope.depth > maxDepth) refuse('too large');
  checkAlone(syntax, scope);
  for (const [child, inner] of scopedChildren(syntax, scope)) {
    if (child !== undefined) check(child, { ...inner, depth: scope.depth + 1 });
  }
};

/** Without its children. */
const checkAlone = (syntax: Syntax, { names, isBuiltin }: Scope): void => {
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
      checkKeys(syntax.entries.map(({ key }) => key));
      break;
    case 'bind':
    case 'reduce':
    case 'foreach':
      checkKeys(patternKeys(syntax.patterns));
      break;
    case 'define':
      checkDefinition(syntax.definition);
  }
};

const checkKeys = (keys: readonly Syntax[]): void => {
  if (keys.some(mayBeConstantKey)) refuse('a constant as key');
};

type ScopedChild = readonly [Syntax | undefined, Scope];

const scopedChildren = (syntax: Syntax, scope: Scope): readonly ScopedChild[] => {
  switch (syntax.kind) {
    case 'label':
      return [[syntax.body, within(scope, [`*${syntax.name}`])]];
    case 'bind':
    case 'reduce':
    case 'foreach':
      return childrenOfBinding(syntax, scope);
    case 'define':
      return childrenOfDefine(syntax, scope);
    default:
      return childrenOf(syntax).map((child): ScopedChild => [child, scope]);
  }
};

const childrenOfBinding = (
  syntax: Extract<Syntax, { readonly patterns: readonly Pattern[] }>,
  scope: Scope,
): readonly ScopedChild[] => {
  const inner = within(scope, namesOf(syntax.patterns));
  const keys = patternKeys(syntax.patterns).map((key): ScopedChild => [key, scope]);
  const source: ScopedChild = [syntax.source, scope];
  if (syntax.kind === 'bind') return [...keys, source, [syntax.body, inner]];
  const extract = syntax.kind === 'foreach' ? syntax.extract : undefined;
  return [...keys, source, [syntax.init, scope], [syntax.update, inner], [extract, inner]];
};

/** A function may call itself. `def f($a)` also defines a function `a` in its body. */
const childrenOfDefine = (
  { definition: { name, params, body }, rest }: Extract<Syntax, { readonly kind: 'define' }>,
  scope: Scope,
): readonly ScopedChild[] => {
  const withItself = within(scope, [`${name}/${params.length}`]);
  const ofParams = params.flatMap((param) =>
    param.startsWith('$') ? [param, `${param.slice(1)}/0`] : [`${param}/0`],
  );
  return [
    [body, within(withItself, ofParams)],
    [rest, withItself],
  ];
};

const within = (scope: Scope, names: readonly string[]): Scope => ({
  ...scope,
  names: new Set([...scope.names, ...names]),
});

/** jq calls functions of these names itself: `recurse` for `..`, `format` in strings, `error` for labels, `_plus` for +. */
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
