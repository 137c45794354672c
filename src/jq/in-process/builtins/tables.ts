import type { Run } from '../ir/builtin.ts';
import type { Filter } from '../ir/filter.ts';

/** What a call of a builtin stands for. Arguments hold cells, so each use of one resolves it anew. */
export type Expand = (...args: readonly (() => Filter)[]) => Filter;

/** By name and number of arguments, as in `has/1`. */
export interface Functions {
  readonly [nameAndArity: string]: Run;
}

/** Builtins that stand for filters made of others. */
export interface Macros {
  readonly [nameAndArity: string]: Expand;
}
