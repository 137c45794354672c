import { childrenOf } from '../../jq/in-process/parse/children.ts';
import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import { type Check, findingAt } from './check.ts';

/** `.eventName | startswith("Create", "Delete")` gives two outputs, of which only the first counts. */
export const firstOutput: Check = (program) => [
  ...alternatives(program),
  ...outside(program.syntax).flatMap((piece) => {
    const text = program.textOf(piece);
    if (piece.kind === 'call' && tests.has(piece.name) && piece.args[0]?.kind === 'comma')
      return findingAt(program, piece, {
        kind: 'first-output',
        message: 'this gives an output for each of its texts, and only the first one counts',
        fix: `any(${text}; .)`,
      });
    if (piece.kind !== 'binary' || piece.operator !== '==' || piece.right.kind !== 'comma') return [];
    return findingAt(program, piece, {
      kind: 'first-output',
      message: 'this gives an output for each of the values, and only the first one counts',
      fix: `(${program.textOf(piece.left)} | IN(${program.textOf(piece.right)}))`,
    });
  }),
];

/** `.eventName == ("A" // "B")` compares with "A" only. */
const alternatives: Check = (program) =>
  program.pieces.flatMap((piece) => {
    if (piece.kind !== 'binary' || (piece.operator !== '==' && piece.operator !== '!=')) return [];
    const { left, right, operator } = piece;
    if (right.kind !== 'binary' || right.operator !== '//') return [];
    if (right.left.kind !== 'string' || right.right.kind !== 'string') return [];
    const list = [right.left, right.right].map(program.textOf).join(', ');
    return findingAt(program, piece, {
      kind: 'first-output',
      message: `// gives its right side only where the left one is null or false: this compares with ${program.textOf(right.left)} alone`,
      fix: `(${program.textOf(left)} | IN(${list})${operator === '!=' ? ' | not' : ''})`,
    });
  });

const tests: ReadonlySet<string> = new Set(['startswith', 'endswith', 'contains', 'test']);

/** The pieces whose outputs are the program's, and not those of `select(…)`, `any(…)` or `[…]`. */
const outside = (syntax: Syntax): readonly Syntax[] => {
  if (syntax.kind === 'array' || syntax.kind === 'define') return [];
  if (syntax.kind === 'call') return [syntax];
  return [syntax, ...childrenOf(syntax).flatMap(outside)];
};
