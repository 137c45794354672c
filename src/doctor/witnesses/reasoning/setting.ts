import type { Definition, Syntax } from '../../../jq/in-process/parse/syntax.ts';
import type { Knowledge } from './knowledge.ts';
import type { Given, Outcomes } from './outcome.ts';
import type { Watch } from './watch.ts';

/** What a piece of a program is evaluated with. */
export interface Setting {
  readonly input: Given;
  readonly knowledge: Knowledge;
  readonly variables: ReadonlyMap<string, Given>;
  readonly functions: ReadonlyMap<string, Closure>;
  readonly depth: number;
  /** Gets what the program does with values. */
  readonly watch: Watch | undefined;
  readonly effort: { left: number };
  readonly follow: (syntax: Syntax, setting: Setting) => Outcomes;
}

export interface Closure {
  readonly definition: Definition;
  readonly functions: Setting['functions'];
  readonly variables: Setting['variables'];
}
