import type { Definition, Pattern, Syntax } from '../../jq/in-process/parse/syntax.ts';
import { type Facts, noteReads } from './facts.ts';
import { elementsOf, fieldsOf, oneOf, type Values } from './values.ts';

/** What is known where a piece of a program stands. */
export interface Scope {
  readonly facts: Facts;
  readonly input: Values;
  readonly variables: ReadonlyMap<string, Values>;
  /** By name and number of arguments. A parameter of a function is a function, too. */
  readonly functions: ReadonlyMap<string, Closure>;
  /** Whether the program matches when this piece does not hold. Undefined when that is not known. */
  readonly excludes: boolean | undefined;
  /** How many calls of functions it is in. */
  readonly depth: number;
}

interface Closure {
  readonly params: readonly string[];
  readonly body: Syntax;
  /** Where the function is defined. Undefined: in the scope that it is itself part of. */
  readonly scope: Scope | undefined;
}

export const onInput = (scope: Scope, input: Values): Scope => ({ ...scope, input });

export const negated = (scope: Scope): Scope => ({
  ...scope,
  excludes: scope.excludes === undefined ? undefined : !scope.excludes,
});

export const undecided = (scope: Scope): Scope => ({ ...scope, excludes: undefined });

export const withDefinition = (scope: Scope, { name, params, body }: Definition): Scope => ({
  ...scope,
  functions: new Map(scope.functions).set(`${name}/${params.length}`, { params, body, scope }),
});

/** `keysOf` gives the values of a key in an object pattern. */
export const withPatterns = (
  scope: Scope,
  patterns: readonly Pattern[],
  values: Values,
  keysOf: (key: Syntax) => Values,
): Scope => {
  const variables = new Map(scope.variables);
  const bind = (name: string, to: Values): void => {
    variables.set(name, patterns.length > 1 ? oneOf(variables.get(name) ?? [], to) : to);
  };
  const take = (pattern: Pattern, from: Values): void => {
    if (pattern.kind === 'name') bind(pattern.name, from);
    else if (pattern.kind === 'array') for (const item of pattern.items) take(item, elementsOf(from));
    else
      for (const { key, name, value } of pattern.entries) {
        const keys = keysOf(key);
        noteReads(key, from, keys, scope.facts);
        const field = fieldsOf(from, keys);
        if (name !== undefined) bind(name, field);
        if (value !== undefined) take(value, field);
      }
  };
  for (const pattern of patterns) take(pattern, values);
  return { ...scope, variables };
};
