import type { JsonValue } from '../../../json.ts';
import type { Definition } from '../parse/syntax.ts';
import type { Builtin } from './builtin.ts';
import type { Scope } from './scope.ts';

/**
 * The intermediate representation: a program with resolved names. Calls of its own functions are inlined, variables
 * are cells, and many builtins are expanded into simpler filters.
 */
export type Filter = Kind & {
  /** A call of a function that uses nothing from around it: no parameters, and no variables. */
  readonly calls?: FunctionCall;
};

export interface FunctionCall {
  readonly definition: Definition;
  readonly definedIn: Scope;
}

type Kind =
  | { readonly kind: 'identity' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'recurse' }
  | { readonly kind: 'literal'; readonly value: JsonValue }
  | { readonly kind: 'variable'; readonly cell: Cell }
  | { readonly kind: 'index'; readonly target: Filter; readonly key: Filter; readonly optional: boolean }
  | { readonly kind: 'each'; readonly target: Filter; readonly optional: boolean }
  | {
      readonly kind: 'pipe' | 'comma' | 'and' | 'or' | 'alternative';
      readonly left: Filter;
      readonly right: Filter;
    }
  | { readonly kind: 'equal'; readonly left: Filter; readonly right: Filter; readonly negated: boolean }
  | { readonly kind: 'if'; readonly condition: Filter; readonly yes: Filter; readonly no: Filter }
  | { readonly kind: 'try'; readonly body: Filter; readonly handler: Filter }
  | { readonly kind: 'first'; readonly of: Filter }
  | { readonly kind: 'array'; readonly items: Filter }
  | { readonly kind: 'object'; readonly entries: readonly { readonly key: Filter; readonly value: Filter }[] }
  | { readonly kind: 'bind'; readonly source: Filter; readonly to: Binding; readonly body: Filter }
  | {
      readonly kind: 'reduce';
      readonly source: Filter;
      readonly to: Binding;
      readonly init: Filter;
      readonly update: Filter;
    }
  | {
      readonly kind: 'foreach';
      readonly source: Filter;
      readonly to: Binding;
      readonly init: Filter;
      readonly update: Filter;
      readonly extract: Filter;
    }
  | { readonly kind: 'paths'; readonly of: Filter }
  | { readonly kind: 'update'; readonly paths: Filter; readonly update: Filter }
  | { readonly kind: 'builtin'; readonly builtin: Builtin; readonly args: readonly Filter[] }
  | { readonly kind: 'bail-out'; readonly reason: string };

/** Holds the value of a variable while its body is evaluated. One is enough, since recursion is not supported. */
export interface Cell {
  value: JsonValue;
}

/** Where the value before `as` goes: into one cell, or destructured into parts, in the order in which jq does that. */
export type Binding = Cell | readonly BindingPart[];

export const isCell = (binding: Binding): binding is Cell => 'value' in binding;

export interface BindingPart {
  readonly key: string | number;
  readonly cell: Cell | undefined;
  readonly parts: Binding | undefined;
}
