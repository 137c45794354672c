import type { Span } from '../../jq/in-process/parse/spans.ts';
import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import type { ProgramFinding } from '../program-finding.ts';
import type { Comparison, Facts } from '../reading/facts.ts';
import type { CallsAt } from '../reading/parameters.ts';

/** A program as checks look at it. */
export interface CheckedProgram {
  readonly text: string;
  readonly syntax: Syntax;
  /** Every piece of it, outer ones first. */
  readonly pieces: readonly Syntax[];
  readonly facts: Facts;
  /** The calls for which a piece matters. */
  readonly callsAt: CallsAt;
  spanOf(piece: Syntax): Span | undefined;
  /** Without the parentheses around it; empty if it is not written as such. */
  textOf(piece: Syntax): string;
}

/** Looks for one kind of mistake. One that is not sure finds nothing. */
export type Check = (program: CheckedProgram) => readonly ProgramFinding[];

/** A finding about a piece of the program, which is a warning unless the rest says otherwise. */
export const findingAt = (
  program: CheckedProgram,
  piece: Syntax,
  finding: Omit<ProgramFinding, 'span' | 'level' | 'fix'> & {
    readonly level?: ProgramFinding['level'];
    readonly fix?: string | undefined;
  },
): readonly ProgramFinding[] => {
  const span = program.spanOf(piece);
  const { fix, level = 'warning', ...rest } = finding;
  return span === undefined ? [] : [{ ...rest, level, span, ...(fix !== undefined && { fix }) }];
};

/** As jq writes it. */
export const written = (value: string | number | boolean | null): string => JSON.stringify(value);

/** `(.a // "" | startswith("b"))` for what is compared with `==`, negated for `!=`. Undefined where nothing is written so. */
export const asBeginning = (
  { syntax, subjectSyntax }: Comparison,
  beginning: string,
  { textOf }: CheckedProgram,
): string | undefined => {
  const subject = subjectSyntax === undefined ? '' : textOf(subjectSyntax);
  if (subject === '' || syntax.kind !== 'binary' || !['==', '!='].includes(syntax.operator)) return undefined;
  return `(${subject} // "" | startswith(${written(beginning)})${syntax.operator === '!=' ? ' | not' : ''})`;
};

/** With the pairs of parentheses that stand around it. */
export const withParentheses = ({ start, end }: Span, text: string): Span => {
  const [open] = /\(\s*$/.exec(text.slice(0, start)) ?? [];
  const [close] = /^\s*\)/.exec(text.slice(end)) ?? [];
  return open === undefined || close === undefined
    ? { start, end }
    : withParentheses({ start: start - open.length, end: end + close.length }, text);
};

export type Pipe = Extract<Syntax, { readonly kind: 'pipe' | 'comma' }>;

/** The pipe into a filter, as in `.a | f` and in `.a | f | not`. */
export const pipeInto = (filter: Syntax, { pieces }: CheckedProgram): Pipe | undefined =>
  pieces.find(
    (piece): piece is Pipe =>
      piece.kind === 'pipe' &&
      (piece.right === filter || (piece.right.kind === 'pipe' && piece.right.left === filter)),
  );
