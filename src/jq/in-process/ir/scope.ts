import type { Definition, Syntax } from '../parse/tree.ts';
import type { Cell, Filter } from './filter.ts';

/** What names mean at some place of a program. */
export interface Scope {
  /** By name and number of arguments. */
  readonly functions: ReadonlyMap<string, KnownFunction>;
  readonly variables: ReadonlyMap<string, Cell>;
  /** The functions in whose bodies the place is: who calls one of these calls itself. */
  readonly within: readonly Definition[];
}

export type KnownFunction =
  | { readonly kind: 'defined'; readonly definition: Definition; readonly scope: Scope }
  /** A parameter: the argument, which means what it means where the call is. */
  | { readonly kind: 'argument'; readonly syntax: Syntax; readonly scope: Scope };

export const outermost: Scope = { functions: new Map(), variables: new Map(), within: [] };

export const withFunctions = (
  scope: Scope,
  functions: readonly (readonly [nameAndArity: string, KnownFunction])[],
): Scope => ({ ...scope, functions: new Map([...scope.functions, ...functions]) });

export const withVariables = (scope: Scope, variables: readonly (readonly [string, Cell])[]): Scope => ({
  ...scope,
  variables: new Map([...scope.variables, ...variables]),
});

export type Resolve = (syntax: Syntax, scope: Scope) => Filter;
