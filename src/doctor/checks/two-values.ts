import { childrenOf } from '../../jq/in-process/parse/children.ts';
import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import { type Check, type CheckedProgram, findingAt } from './check.ts';

type Binary = Extract<Syntax, { readonly kind: 'binary' }>;

/** `.x != "A" or .x != "B"` is always true, and `.x == "A" and .x == "B"` never. */
export const twoValues: Check = (program) =>
  program.pieces.flatMap((piece) => {
    if (piece.kind !== 'binary') return [];
    const compares = { or: '!=', and: '==' }[piece.operator as string];
    if (compares === undefined) return [];
    const [left, right] = [lastOperand(piece.left, piece.operator), piece.right];
    if (!isComparison(left, compares) || !isComparison(right, compares)) return [];
    if (!areDifferent(left, right, program)) return [];
    const subject = program.textOf(left.left);
    const values = [left, right].map((side) => program.textOf(side.right));
    const always = compares === '!=';
    return findingAt(program, piece, {
      kind: 'two-values',
      message: always
        ? `${subject} is always different from ${values.join(' or from ')}, so this is always true`
        : `${subject} is never both ${values.join(' and ')}, so this is never true`,
      // What stands before them in a chain stays as it is.
      fix:
        left === piece.left ? `(${subject} | IN(${values.join(', ')})${always ? ' | not' : ''})` : undefined,
    });
  });

const lastOperand = (syntax: Syntax, operator: string): Syntax =>
  syntax.kind === 'binary' && syntax.operator === operator ? syntax.right : syntax;

const isComparison = (syntax: Syntax, operator: string): syntax is Binary =>
  syntax.kind === 'binary' && syntax.operator === operator && isConstant(syntax.right);

const isConstant = ({ kind }: Syntax): boolean => ['string', 'number', 'constant'].includes(kind);

/** Of the same path, which has one value. */
const areDifferent = (one: Binary, other: Binary, { textOf }: CheckedProgram): boolean =>
  isPath(one.left) &&
  textOf(one.left) !== '' &&
  textOf(one.left) === textOf(other.left) &&
  textOf(one.right) !== textOf(other.right);

const isPath = (syntax: Syntax): boolean =>
  (syntax.kind === 'identity' ||
    syntax.kind === 'variable' ||
    syntax.kind === 'index' ||
    syntax.kind === 'string') &&
  childrenOf(syntax).every(isPath);
