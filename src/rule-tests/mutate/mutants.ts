import { childrenOf } from '../../jq/in-process/parse/children.ts';
import { mapChildren } from '../../jq/in-process/parse/map-children.ts';
import { parseWithSpans } from '../../jq/in-process/parse/parse.ts';
import { print } from '../../jq/in-process/parse/print.ts';
import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import { UnsupportedProgram } from '../../jq/in-process/parse/unsupported-program.ts';
import { changesOf } from './changes.ts';

/** A program with one change, by which a good test should see that it means something else. */
export interface Mutant {
  readonly program: string;
  /** What was changed, such as `without: .errorCode == null`. */
  readonly words: string;
  /** Where, in UTF-16 units from the start of the program. */
  readonly at: number;
}

/**
 * The mutants of a program, in the order of its text. Those of what it outputs are left out unless `ofOutput`: no test
 * can see them that expects no output. Undefined for a program that is not parsed in-process.
 */
export const mutantsOf = (
  text: string,
  { ofOutput }: { readonly ofOutput: boolean },
): readonly Mutant[] | undefined => {
  const parsed = parsedOrNot(text);
  if (parsed === undefined) return undefined;
  const { syntax: program, spans } = parsed;
  const output = ofOutput ? undefined : outputIn(program);
  const seen = new Set([print(program)]);
  return piecesIn(program, output)
    .flatMap((piece) => changesOf(piece).map((change) => ({ piece, change })))
    .map(({ piece, change: { to, words, part = piece } }) => ({
      program: print(replaced(program, piece, to)),
      words,
      at: spans.get(part)?.start ?? 0,
    }))
    .filter(({ program: mutant }) => !seen.has(mutant) && seen.add(mutant))
    .toSorted((a, b) => a.at - b.at);
};

const parsedOrNot = (text: string): ReturnType<typeof parseWithSpans> | undefined => {
  try {
    return parseWithSpans(text);
  } catch (error) {
    // The stack overflows on what nests thousands of levels deep.
    if (error instanceof UnsupportedProgram || error instanceof RangeError) return undefined;
    throw error;
  }
};

/** What a program builds at its end from a record that has matched; undefined if it builds nothing. */
const outputIn = (syntax: Syntax): Syntax | undefined => {
  switch (syntax.kind) {
    case 'pipe':
      return isBuilt(syntax.right) ? syntax.right : outputIn(syntax.right);
    case 'bind':
      return outputIn(syntax.body);
    case 'define':
      return outputIn(syntax.rest);
    default:
      return undefined;
  }
};

const isBuilt = ({ kind }: Syntax): boolean => kind === 'object' || kind === 'array' || kind === 'string';

/** A piece of syntax with everything in it, but without one of its parts. */
const piecesIn = (syntax: Syntax, except: Syntax | undefined): readonly Syntax[] =>
  syntax === except ? [] : [syntax, ...childrenOf(syntax).flatMap((child) => piecesIn(child, except))];

const replaced = (syntax: Syntax, piece: Syntax, by: Syntax): Syntax =>
  syntax === piece ? by : mapChildren(syntax, (child) => replaced(child, piece, by));
