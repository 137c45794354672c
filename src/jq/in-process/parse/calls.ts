import { childrenOf } from './children.ts';
import { parse } from './parse.ts';
import type { Syntax } from './syntax.ts';
import { UnsupportedProgram } from './unsupported-program.ts';

/**
 * The functions that a program calls, by name and number of arguments. Of a program that is not parsed, every word in it
 * with the numbers of arguments that builtins have.
 */
export const callsOf = (program: string): readonly string[] => {
  try {
    return callsIn(parse(program));
  } catch (error) {
    // The stack overflows on what nests thousands of levels deep.
    if (!(error instanceof UnsupportedProgram || error instanceof RangeError)) throw error;
    return (program.match(/\w+/g) ?? []).flatMap((word) => [0, 1, 2, 3].map((count) => `${word}/${count}`));
  }
};

/** By name and number of arguments. */
export const callsIn = (syntax: Syntax): readonly string[] => [
  ...(syntax.kind === 'call' ? [`${syntax.name}/${syntax.args.length}`] : []),
  ...childrenOf(syntax).flatMap(callsIn),
];
