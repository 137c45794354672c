import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import { type Check, findingAt } from './check.ts';

/** `=` sets a field, and gives the changed record, which is always true. */
export const assignment: Check = (program) => {
  const { syntax, facts, textOf } = program;
  return [syntax, ...facts.conditions].map(decidingPart).flatMap((piece) => {
    if (piece.kind !== 'binary' || piece.operator !== '=') return [];
    if (piece === decidingPart(syntax) && syntax !== piece) return [];
    const [text, left] = [textOf(piece), textOf(piece.left)];
    const at = text.indexOf('=', text.indexOf(left) + left.length);
    return findingAt(program, piece, {
      kind: 'assignment',
      message: `= sets ${left || 'a field'} instead of comparing it, so this is always true`,
      fix: `${text.slice(0, at)}==${text.slice(at + 1)}`,
    });
  });
};

/** What comes out of a pipe decides. */
const decidingPart = (syntax: Syntax): Syntax =>
  syntax.kind === 'pipe' ? decidingPart(syntax.right) : syntax;
