import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import { type Check, type CheckedProgram, findingAt } from './check.ts';

type Binary = Extract<Syntax, { readonly kind: 'binary' }>;

/** `.eventName == "A" or "B"`: text is true, whatever the record. */
export const literalOperand: Check = (program) =>
  program.pieces.flatMap((piece) => {
    if (!isJunction(piece) || !(isLiteral(piece.right) || isLiteral(piece.left))) return [];
    if (program.pieces.some((outer) => isChainOf(piece, outer) || isSetTo(piece, outer))) return [];
    const literal = isLiteral(piece.right) ? piece.right : piece.left;
    const effect = piece.operator === 'or' ? 'so this is always true' : 'so this part does nothing';
    const { first, fix } = fixOf(piece, program);
    const start = program.spanOf(first)?.start;
    return findingAt(program, piece, {
      kind: 'literal-operand',
      message: `${program.textOf(literal)} alone is always true, ${effect}`,
      fix,
    }).map((finding) => ({ ...finding, span: { ...finding.span, start: start ?? finding.span.start } }));
  });

const isJunction = (syntax: Syntax): syntax is Binary =>
  syntax.kind === 'binary' && (syntax.operator === 'or' || syntax.operator === 'and');

const isLiteral = (syntax: Syntax): boolean => syntax.kind === 'string' || syntax.kind === 'number';

/** `a or "b" or "c"` is one finding. */
const isChainOf = (piece: Binary, outer: Syntax): boolean =>
  isJunction(outer) && outer.operator === piece.operator && outer.left === piece && isLiteral(outer.right);

/** Of `.a = "b" and .c`, the `=` is the mistake. */
const isSetTo = (piece: Binary, outer: Syntax): boolean =>
  outer.kind === 'binary' && outer.operator === '=' && outer.right === piece;

/**
 * `A == "x" or "y" or "z"` becomes `A | IN("x", "y", "z")`, and what stands before it with `and` stays: people mean
 * `B and (A == "x" or A == "y")`.
 */
const fixOf = (
  piece: Binary,
  { textOf, spanOf }: CheckedProgram,
): { readonly first: Syntax; readonly fix?: string | undefined } => {
  const [first = piece, ...others] = operandsOf(piece, piece.operator);
  const compared = piece.operator === 'or' ? lastOf(first, 'and') : first;
  if (compared.kind !== 'binary' || !others.every(isLiteral)) return { first: piece };
  if (compared.operator !== '==' && compared.operator !== '!=') return { first: piece };
  if (!isLiteral(compared.right)) return { first: piece };
  const list = [compared.right, ...others].map(textOf).join(', ');
  const not = compared.operator === '!=' ? ' | not' : '';
  const isWhole = compared === first;
  // Of `(a and .b == "x") or "y"`, nobody knows where the rest belongs.
  if (!isWhole && spanOf(first)?.start !== spanOf(piece)?.start) return { first: piece };
  return { first: isWhole ? piece : compared, fix: `(${textOf(compared.left)} | IN(${list})${not})` };
};

const lastOf = (syntax: Syntax, operator: string): Syntax =>
  syntax.kind === 'binary' && syntax.operator === operator ? lastOf(syntax.right, operator) : syntax;

const operandsOf = (syntax: Syntax, operator: string): readonly Syntax[] =>
  syntax.kind === 'binary' && syntax.operator === operator
    ? [...operandsOf(syntax.left, operator), ...operandsOf(syntax.right, operator)]
    : [syntax];
