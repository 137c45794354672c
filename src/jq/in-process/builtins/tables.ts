import type { Run } from '../ir/builtin.ts';
import type { Filter } from '../ir/filter.ts';

/** Expands a call of a builtin. Arguments are functions because each use of one needs cells of its own. */
export type Expand = (...args: readonly (() => Filter)[]) => Filter;

/** By name and number of arguments, as in `has/1`. */
export interface Functions {
  readonly [nameAndArity: string]: Run;
}

/** Builtins that expand into other filters. */
export interface Macros {
  readonly [nameAndArity: string]: Expand;
}
