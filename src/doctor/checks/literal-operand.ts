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
    return findingAt(program, piece, {
      kind: 'literal-operand',
      message: `${program.textOf(literal)} alone is always true, ${effect}`,
      fix: fixOf(piece, program),
    });
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

/** `A == "x" or "y" or "z"` becomes `A | IN("x", "y", "z")`. */
const fixOf = (piece: Binary, { textOf }: CheckedProgram): string | undefined => {
  const [first, ...others] = operandsOf(piece, piece.operator);
  if (first?.kind !== 'binary' || !others.every(isLiteral)) return undefined;
  if (first.operator !== '==' && first.operator !== '!=') return undefined;
  if (!isLiteral(first.right)) return undefined;
  const list = [first.right, ...others].map(textOf).join(', ');
  return `(${textOf(first.left)} | IN(${list})${first.operator === '!=' ? ' | not' : ''})`;
};

const operandsOf = (syntax: Syntax, operator: string): readonly Syntax[] =>
  syntax.kind === 'binary' && syntax.operator === operator
    ? [...operandsOf(syntax.left, operator), ...operandsOf(syntax.right, operator)]
    : [syntax];
