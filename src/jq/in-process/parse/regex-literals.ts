import { childrenOf } from './children.ts';
import { parse } from './parse.ts';
import type { Syntax } from './syntax.ts';
import { UnsupportedProgram } from './unsupported-program.ts';

/** A regex that a program contains as a string literal, with its flags. */
export interface RegexLiteral {
  readonly pattern: string;
  readonly flags: string | null;
}

/** The regex literals of a program, without those whose errors it catches. None of a program that is not parsed. */
export const regexLiteralsOf = (program: string): readonly RegexLiteral[] => {
  if (!callsRegexBuiltin.test(program) || hasDefinition.test(program)) return [];
  try {
    return literalsIn(parse(program));
  } catch (error) {
    // The stack overflows on what nests thousands of levels deep.
    if (error instanceof UnsupportedProgram || error instanceof RangeError) return [];
    throw error;
  }
};

/** Spares most programs a second parse. */
const callsRegexBuiltin = /test|match|capture|scan|split|sub/;
/** The body of a definition may be called where errors are caught. */
const hasDefinition = /\bdef\b/;
const takesRegex = /^(?:(?:test|match|capture|scan|splits)\/[12]|split\/2|g?sub\/[23])$/;

const literalsIn = (syntax: Syntax): readonly RegexLiteral[] => {
  // What `try` and the left side of `//` raise is caught.
  if (syntax.kind === 'try') return syntax.handler === undefined ? [] : literalsIn(syntax.handler);
  if (syntax.kind === 'binary' && syntax.operator === '//') return literalsIn(syntax.right);
  const own = syntax.kind === 'call' ? literalOf(syntax.name, syntax.args) : [];
  return [...own, ...childrenOf(syntax).flatMap(literalsIn)];
};

const literalOf = (name: string, args: readonly Syntax[]): readonly RegexLiteral[] => {
  if (!takesRegex.test(`${name}/${args.length}`)) return [];
  const flagsAt = name.endsWith('sub') ? 2 : 1;
  const [pattern, flags] = [args[0], args[flagsAt]].map((arg) => arg && stringLiteral(arg));
  const hasComputedFlags = flags === undefined && args.length > flagsAt;
  return pattern === undefined || hasComputedFlags ? [] : [{ pattern, flags: flags ?? null }];
};

const stringLiteral = (syntax: Syntax): string | undefined =>
  syntax.kind === 'string' &&
  syntax.format === 'text' &&
  syntax.parts.every((part) => typeof part === 'string')
    ? syntax.parts.join('')
    : undefined;
