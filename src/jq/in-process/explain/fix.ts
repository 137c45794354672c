import type { JsonValue } from '../../../json.ts';
import type { Syntax } from '../parse/syntax.ts';
import { compileProgram, evaluate } from '../program.ts';
import { isCallOf } from './decision.ts';
import { isPath, literalOf } from './paths.ts';
import { inputsOf } from './reason.ts';
import type { Source } from './source.ts';
import type { Step } from './trace.ts';

/**
 * What to write instead of the piece that failed, so that the program does not fail on the input: the first of a few
 * usual ways with which it really does not. Undefined if there is none.
 */
export const fixOf = (
  chain: readonly Step[],
  source: Source,
  input: JsonValue,
): { readonly instead: string; readonly of: string } | undefined => {
  for (const { piece, text } of possibleFixes(chain, source)) {
    const span = source.spanOf(piece);
    if (span === undefined) continue;
    const changed = source.text.slice(0, span.start) + text + source.text.slice(span.end);
    const program = compileProgram(changed);
    if (program === undefined) continue;
    const kind = evaluate(program, input)?.kind;
    if (kind !== 'error' && kind !== 'bail-out') return { instead: text, of: source.textOf(piece) };
  }
  return undefined;
};

export interface Candidate {
  readonly piece: Syntax;
  readonly text: string;
}

/** What may be written instead of the piece that failed, or of what it is evaluated on, the most usual first. */
export const possibleFixes = (chain: readonly Step[], source: Source): readonly Candidate[] => {
  const failed = chain.at(-1);
  if (failed === undefined) return [];
  const { syntax } = failed;
  // A program that raises an error itself means to fail.
  if (isCallOf(syntax, 'error')) return [];
  const text = source.textOf(syntax);
  const quiet: Candidate = { piece: syntax, text: isTerm(syntax) ? `${text}?` : `(${text})?` };
  if (syntax.kind === 'index' || syntax.kind === 'slice' || syntax.kind === 'each') return [quiet];
  if (syntax.kind === 'binary') {
    const sides = [syntax.left, syntax.right].flatMap((side) =>
      literalOf(side) === undefined
        ? defaults.map((value) => ({ piece: side, text: `(${inParentheses(side, source)} // ${value})` }))
        : [],
    );
    return [...sides, { piece: syntax, text: `(${text})?` }];
  }
  const guards = guardsFor(failed.input);
  const left = inputsOf(chain).at(-1);
  const withGuards = guards.map(
    (guard): Candidate =>
      left === undefined
        ? { piece: syntax, text: `(${guardOf('.', guard)} | ${text})` }
        : { piece: left, text: `(${guardOf(inParentheses(left, source), guard)})` },
  );
  // What fails on a string, such as `tonumber`, fails on what the string says.
  return typeof failed.input === 'string' ? [quiet, ...withGuards] : [...withGuards, quiet];
};

const defaults = ['""', '[]', '{}', '0'];

const guarded = ['strings // ""', 'arrays // []', 'objects // {}', 'numbers // 0'];

/** What takes a string, such as `test`, takes a number and a boolean as text. */
const guardsFor = (input: JsonValue): readonly string[] => {
  if (input === null) return defaults;
  return typeof input === 'number' || typeof input === 'boolean' ? ['tostring', ...guarded] : guarded;
};

const guardOf = (subject: string, guard: string): string =>
  defaults.includes(guard) ? `${subject} // ${guard}` : `${subject} | ${guard}`;

const inParentheses = (syntax: Syntax, source: Source): string =>
  isTerm(syntax) ? source.textOf(syntax) : `(${source.textOf(syntax)})`;

/** What may be written before `//` or `?` as it is. */
const isTerm = (syntax: Syntax): boolean => isPath(syntax) || syntax.kind === 'call';
