import { callsIn } from './in-process/parse/calls.ts';
import { parse } from './in-process/parse/parse.ts';
import type { Syntax } from './in-process/parse/syntax.ts';
import { UnsupportedProgram } from './in-process/parse/unsupported-program.ts';

/** Functions by name and number of arguments: `human/0`. */
export interface Definitions {
  readonly names: readonly string[];
  /** Those that the definitions call, also if they define them themselves. */
  readonly calls: readonly string[];
}

/** A program that begins with definitions and goes on with another program. */
export const afterDefinitions = (definitions: string, program: string): string =>
  // The blank line ends a comment, also one that ends in a backslash, which jq continues on the next line.
  `${definitions}\n\n${program}`;

/** What a text defines. `more`: it holds something else too. Undefined if it is not parsed. */
export const definitionsIn = (text: string): Definitions | 'more' | undefined => {
  // Definitions alone are no program.
  if (parsed(text) !== undefined) return 'more';
  const syntax = parsed(afterDefinitions(text, '.'));
  if (syntax === undefined) return undefined;
  const names: string[] = [];
  let rest = syntax;
  while (rest.kind === 'define') {
    const { name, params } = rest.definition;
    names.push(`${name}/${params.length}`);
    rest = rest.rest;
  }
  return rest.kind === 'identity' ? { names, calls: callsIn(syntax) } : 'more';
};

/** What may be the names of definitions in a text that is not parsed, with those inside of others. */
export const possibleNamesIn = (text: string): readonly string[] =>
  [...text.matchAll(/\bdef\s+(\w+)\s*(?:\(([^)]*)\))?/g)].map(
    ([, name, params]) => `${name}/${params === undefined ? 0 : params.split(';').length}`,
  );

/** A program that calls each of the functions, since jq does not check those that are not called. */
export const callingAll = (names: readonly string[]): string => ['.', ...names.map(callOf)].join(', ');

const callOf = (nameAndArity: string): string => {
  const [name, arity] = nameAndArity.split('/');
  const args = Array.from({ length: Number(arity) }, () => '.');
  return args.length === 0 ? `${name}` : `${name}(${args.join('; ')})`;
};

/** The functions that a program calls. Undefined if it is not parsed. */
export const functionsCalledBy = (program: string): readonly string[] | undefined => {
  const syntax = parsed(program);
  return syntax === undefined ? undefined : callsIn(syntax);
};

const parsed = (program: string): Syntax | undefined => {
  try {
    return parse(program);
  } catch (error) {
    // The stack overflows on what nests thousands of levels deep.
    if (error instanceof UnsupportedProgram || error instanceof RangeError) return undefined;
    throw error;
  }
};
