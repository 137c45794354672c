import { isComparison } from '../../jq/in-process/parse/comparisons.ts';
import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import { type Check, type CheckedProgram, findingAt, withParentheses } from './check.ts';

type Binary = Extract<Syntax, { readonly kind: 'binary' }>;

/** `.a // "" == "x"` is `.a // ("" == "x")`: jq compares the default, and where the field is there, it is not compared. */
export const comparedDefault: Check = (program) =>
  program.pieces.flatMap((piece) => {
    if (!isDefault(piece) || isDefault(piece.right)) return [];
    const comparison = firstOf(piece.right);
    if (!isComparing(comparison) || !isLiteral(comparison.left)) return [];
    const field = lastOf(outermost(piece, program).left);
    const [from, to] = [program.spanOf(field), program.spanOf(comparison.left)];
    if (from === undefined || to === undefined) return [];
    const { start } = withParentheses(from, program.text);
    const meant = program.text.slice(start, to.end);
    return findingAt(program, piece, {
      kind: 'parentheses',
      message: `// binds looser than ${comparison.operator}: jq compares ${program.textOf(comparison.left)} with ${program.textOf(comparison.right)}, and ${program.textOf(field)} with nothing`,
      fix: `(${meant})`,
    }).map((finding) => ({ ...finding, span: { start, end: to.end } }));
  });

const isDefault = (syntax: Syntax): syntax is Binary => syntax.kind === 'binary' && syntax.operator === '//';

const isComparing = (syntax: Syntax): syntax is Binary =>
  syntax.kind === 'binary' && isComparison(syntax.operator);

const isLiteral = ({ kind }: Syntax): boolean => ['string', 'number', 'constant', 'array'].includes(kind);

const isJunction = (syntax: Syntax): syntax is Binary =>
  syntax.kind === 'binary' && (syntax.operator === 'and' || syntax.operator === 'or');

/** What stands right behind `//`. */
const firstOf = (syntax: Syntax): Syntax => (isJunction(syntax) ? firstOf(syntax.left) : syntax);

/** What stands right before `//`. */
const lastOf = (syntax: Syntax): Syntax => (isJunction(syntax) ? lastOf(syntax.right) : syntax);

/** `.a // .b // "c"` is `.a // (.b // "c")`. */
const outermost = (piece: Binary, program: CheckedProgram): Binary => {
  const outer = program.pieces.filter(isDefault).find(({ right }) => right === piece);
  return outer === undefined ? piece : outermost(outer, program);
};
