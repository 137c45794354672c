import { childrenOf } from '../../jq/in-process/parse/children.ts';
import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import { type Check, type CheckedProgram, findingAt } from './check.ts';

type Binary = Extract<Syntax, { readonly kind: 'binary' }>;

/** `.x != "A" or .x != "B"` is always true, and `.x == "A" and .x == "B"` never. */
export const twoValues: Check = (program) =>
  program.pieces.flatMap((piece) => {
    if (piece.kind !== 'binary') return [];
    const compares = comparisonsOf.get(piece.operator);
    if (compares === undefined) return [];
    const operands = operandsOf(piece, piece.operator);
    const [left, right] = operands.slice(-2);
    if (!isComparison(left, compares) || !isComparison(right, compares)) return [];
    if (!areDifferent(left, right, program)) return [];
    const all = operands.filter((operand) => isComparison(operand, compares));
    const areAll =
      all.length === operands.length && all.every(({ left: of }) => isSame(of, left.left, program));
    if (program.pieces.some((outer) => isLongerChain(outer, piece, right, compares, program))) return [];
    const subject = program.textOf(left.left);
    const values = (areAll ? all : [left, right]).map((side) => program.textOf(side.right));
    const always = compares === '!=';
    return findingAt(program, piece, {
      kind: 'two-values',
      message: always
        ? `${subject} is always different from one of ${values.join(', ')}, so this is always true`
        : `${subject} is never ${values.join(' and ')} at once, so this is never true`,
      // What else stands in the chain stays as it is.
      fix: areAll ? `(${subject} | IN(${values.join(', ')})${always ? ' | not' : ''})` : undefined,
    });
  });

/** What is always true with `or`, and never with `and`. */
const comparisonsOf: ReadonlyMap<string, string> = new Map([
  ['or', '!='],
  ['and', '=='],
]);

/** `a or b or c` is one finding. */
const isLongerChain = (
  outer: Syntax,
  piece: Binary,
  last: Binary,
  compares: string,
  program: CheckedProgram,
): boolean =>
  outer.kind === 'binary' &&
  outer.operator === piece.operator &&
  outer.left === piece &&
  isComparison(outer.right, compares) &&
  areDifferent(last, outer.right, program);

const operandsOf = (syntax: Syntax, operator: string): readonly Syntax[] =>
  syntax.kind === 'binary' && syntax.operator === operator
    ? [...operandsOf(syntax.left, operator), ...operandsOf(syntax.right, operator)]
    : [syntax];

const isComparison = (syntax: Syntax | undefined, operator: string): syntax is Binary =>
  syntax?.kind === 'binary' && syntax.operator === operator && isConstant(syntax.right);

const isConstant = ({ kind }: Syntax): boolean => ['string', 'number', 'constant'].includes(kind);

/** Of the same path, which has one value. */
const areDifferent = (one: Binary, other: Binary, program: CheckedProgram): boolean =>
  isSame(one.left, other.left, program) && program.textOf(one.right) !== program.textOf(other.right);

const isSame = (one: Syntax, other: Syntax, { textOf }: CheckedProgram): boolean =>
  isPath(one) && textOf(one) !== '' && textOf(one) === textOf(other);

const isPath = (syntax: Syntax): boolean =>
  (syntax.kind === 'identity' ||
    syntax.kind === 'variable' ||
    syntax.kind === 'index' ||
    syntax.kind === 'string') &&
  childrenOf(syntax).every(isPath);
