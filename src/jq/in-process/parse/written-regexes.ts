import { parse } from './parser.ts';
import { NotUnderstood } from './reader.ts';
import type { Syntax } from './tree.ts';

/** A regex that a program holds as a text, with its flags. */
export interface WrittenRegex {
  readonly pattern: string;
  readonly flags: string | null;
}

/** The regexes of a program that are written out, but for those whose errors it catches. */
export const writtenRegexes = (program: string): readonly WrittenRegex[] => {
  if (!mentionsRegex.test(program) || defines.test(program)) return [];
  try {
    return regexesIn(parse(program));
  } catch (error) {
    // What we do not read, or what nests thousands deep, is left as it is.
    if (error instanceof NotUnderstood || error instanceof RangeError) return [];
    throw error;
  }
};

/** Most programs have none, and are not read a second time. What is defined may be called where errors are caught. */
const mentionsRegex = /test|match|capture|scan|split|sub/;
const defines = /\bdef\b/;
const takesRegex = /^(?:(?:test|match|capture|scan|splits)\/[12]|split\/2|g?sub\/[23])$/;

/** A part of a program's syntax, or anything else in it. */
const regexesIn = (part: unknown): readonly WrittenRegex[] => {
  if (typeof part !== 'object' || part === null) return [];
  const syntax = part as Partial<Syntax>; // everything in the tree with a kind of these is one
  if (syntax.kind === 'try') return regexesIn(syntax.handler);
  if (syntax.kind === 'binary' && syntax.operator === '//') return regexesIn(syntax.right);
  const own = syntax.kind === 'call' ? regexOf(syntax.name ?? '', syntax.args ?? []) : [];
  return [...own, ...Object.values(part).flatMap(regexesIn)];
};

const regexOf = (name: string, args: readonly Syntax[]): readonly WrittenRegex[] => {
  if (!takesRegex.test(`${name}/${args.length}`)) return [];
  const [pattern, flags] = [args[0], args[name.endsWith('sub') ? 2 : 1]].map((arg) => arg && textOf(arg));
  const hasOtherFlags = flags === undefined && args.length === (name.endsWith('sub') ? 3 : 2);
  return pattern === undefined || hasOtherFlags ? [] : [{ pattern, flags: flags ?? null }];
};

const textOf = (syntax: Syntax): string | undefined =>
  syntax.kind === 'string' &&
  syntax.format === 'text' &&
  syntax.parts.every((part) => typeof part === 'string')
    ? syntax.parts.join('')
    : undefined;
