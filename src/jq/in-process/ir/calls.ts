import { supportedBuiltins } from '../builtins/registry.ts';
import { unsupportedBuiltins } from '../builtins/unsupported.ts';
import type { Definition, Syntax } from '../parse/syntax.ts';
import type { Cell, Filter, FunctionCall } from './filter.ts';
import { bailOut, bind } from './make.ts';
import { type KnownFunction, type Resolve, type Scope, withFunctions, withVariables } from './scope.ts';

export const resolveDefine = (
  { definition, rest }: Extract<Syntax, { readonly kind: 'define' }>,
  scope: Scope,
  resolve: Resolve,
): Filter => resolve(rest, withFunctions(scope, [selfOf(definition, scope)]));

const selfOf = (definition: Definition, scope: Scope): readonly [string, KnownFunction] => [
  `${definition.name}/${definition.params.length}`,
  { kind: 'defined', definition, scope },
];

/** A program's own functions hide builtins of the same name and arity. */
export const resolveCall = (
  name: string,
  args: readonly Syntax[],
  scope: Scope,
  resolve: Resolve,
): Filter => {
  const nameAndArity = `${name}/${args.length}`;
  const known = scope.functions.get(nameAndArity);
  if (known === undefined) return resolveBuiltin(nameAndArity, args, scope, resolve);
  if (known.kind === 'argument') return resolve(known.syntax, known.scope);
  if (scope.within.includes(known.definition)) return bailOut('recursion');
  const argumentsOf = args.map((syntax): KnownFunction => ({ kind: 'argument', syntax, scope }));
  return bodyOf(known.definition, known.scope, argumentsOf, resolve);
};

/** The function that is called, if it uses nothing from around it but other functions of which this holds. */
export const closedFunction = (syntax: Syntax, { functions }: Scope): FunctionCall | undefined => {
  const known = syntax.kind === 'call' ? functions.get(`${syntax.name}/${syntax.args.length}`) : undefined;
  if (known?.kind !== 'defined') return undefined;
  const { definition, scope: definedIn } = known;
  const isClosed =
    definition.params.length === 0 && definedIn.within.length === 0 && definedIn.variables.size === 0;
  return isClosed ? { definition, definedIn } : undefined;
};

const resolveBuiltin = (
  nameAndArity: string,
  args: readonly Syntax[],
  scope: Scope,
  resolve: Resolve,
): Filter => {
  const expand = supportedBuiltins.get(nameAndArity);
  if (expand === undefined) return bailOut(unsupportedBuiltins.get(nameAndArity) ?? nameAndArity);
  return expand(...args.map((arg) => () => resolve(arg, scope)));
};

/** `def f($a): …` is `def f(a): a as $a | …`. Of several such parameters, the first is the outermost loop. */
const bodyOf = (
  definition: Definition,
  definedIn: Scope,
  args: readonly KnownFunction[],
  resolve: Resolve,
): Filter => {
  const named = definition.params.flatMap((param, at): (readonly [string, KnownFunction])[] => {
    const arg = args[at];
    return arg === undefined ? [] : [[`${param.replace('$', '')}/0`, arg]];
  });
  const inside = withFunctions({ ...definedIn, within: [...definedIn.within, definition] }, [
    selfOf(definition, definedIn),
    ...named,
  ]);
  const cells = definition.params
    .filter((param) => param.startsWith('$'))
    .map((param): readonly [string, Cell] => [param.slice(1), { value: null }]);
  const body = resolve(definition.body, withVariables(inside, cells));
  return cells.reduceRight(
    (inner, [name, cell]) => bind(resolve({ kind: 'call', name, args: [] }, inside), cell, inner),
    body,
  );
};
