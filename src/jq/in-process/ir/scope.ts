import type { Definition, Syntax } from '../parse/syntax.ts';
import type { Cell, Filter } from './filter.ts';

/** The names that are known at a place in a program. */
export interface Scope {
  /** By name and number of arguments. */
  readonly functions: ReadonlyMap<string, KnownFunction>;
  readonly variables: ReadonlyMap<string, Cell>;
  /** The functions whose bodies surround the place: a call of one of these is recursion. */
  readonly within: readonly Definition[];
}

export type KnownFunction =
  | { readonly kind: 'defined'; readonly definition: Definition; readonly scope: Scope }
  /** An argument, whose names are resolved in the scope of the call. */
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
