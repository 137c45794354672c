import type { Filter } from '../ir/filter.ts';
import { apply, array, map } from '../ir/make.ts';
import { collections, keyed } from './collections.ts';
import { clock, dates } from './dates.ts';
import { formats } from './formats.ts';
import { objects } from './objects.ts';
import { quantifiers } from './quantifiers.ts';
import { ranges } from './ranges.ts';
import { regexes } from './regexes.ts';
import { scalars } from './scalars.ts';
import { selection } from './selection.ts';
import { strings } from './strings.ts';
import type { Expand, Functions } from './tables.ts';
import { unsupportedBuiltins } from './unsupported.ts';

const expandFunctions = (
  functions: Functions,
  prepare: (argument: () => Filter) => Filter,
): readonly (readonly [string, Expand])[] =>
  Object.entries(functions).map(([name, run]) => [name, (...args) => apply(run, ...args.map(prepare))]);

/** The builtins that are evaluated in-process, by name and number of arguments. */
export const supportedBuiltins: ReadonlyMap<string, Expand> = new Map([
  ...Object.entries({ ...selection, ...quantifiers, ...ranges, ...regexes, ...clock }),
  ...expandFunctions({ ...scalars, ...strings, ...collections, ...objects, ...formats, ...dates }, (arg) =>
    arg(),
  ),
  // jq defines these with `map([f])`.
  ...expandFunctions(keyed, (arg) => map(array(arg()))),
]);

export const isBuiltin = (nameAndArity: string): boolean =>
  supportedBuiltins.has(nameAndArity) || unsupportedBuiltins.has(nameAndArity);
