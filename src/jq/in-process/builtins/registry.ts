import type { Filter } from '../ir/filter.ts';
import { apply, array, map } from '../ir/make.ts';
import { collections, keyed } from './collections.ts';
import { formats } from './formats.ts';
import { handedOver } from './handed-over.ts';
import { objects } from './objects.ts';
import { quantifiers } from './quantifiers.ts';
import { ranges } from './ranges.ts';
import { regexes } from './regexes.ts';
import { scalars } from './scalars.ts';
import { selection } from './selection.ts';
import { strings } from './strings.ts';
import type { Expand, Functions } from './tables.ts';

const expandFunctions = (
  functions: Functions,
  prepare: (argument: () => Filter) => Filter,
): readonly (readonly [string, Expand])[] =>
  Object.entries(functions).map(([name, run]) => [name, (...args) => apply(run, ...args.map(prepare))]);

/** The builtins that we understand, by name and number of arguments. */
export const directBuiltins: ReadonlyMap<string, Expand> = new Map([
  ...Object.entries({ ...selection, ...quantifiers, ...ranges, ...regexes }),
  ...expandFunctions({ ...scalars, ...strings, ...collections, ...objects, ...formats }, (arg) => arg()),
  // jq defines these by `map([f])`.
  ...expandFunctions(keyed, (arg) => map(array(arg()))),
]);

export const isBuiltin = (nameAndArity: string): boolean =>
  directBuiltins.has(nameAndArity) || handedOver.has(nameAndArity);
