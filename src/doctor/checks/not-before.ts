import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import { type Check, findingAt } from './check.ts';

/** `not .errorCode`: `not` takes no argument, so this looks for a field in a boolean. */
export const notBefore: Check = (program) =>
  program.pieces.flatMap((piece) => {
    if (piece.kind !== 'index' && piece.kind !== 'each') return [];
    const call = baseOf(piece);
    if (call.kind !== 'call' || call.name !== 'not' || call.args.length > 0) return [];
    if (program.pieces.some((outer) => 'target' in outer && outer.target === piece)) return [];
    const path = program.textOf(piece).replace(/^not\s*/, '');
    return findingAt(program, piece, {
      kind: 'not-before',
      level: 'error',
      message: `not stands behind what it negates: this fails on every record`,
      fix: `(${path} | not)`,
    });
  });

const baseOf = (syntax: Syntax): Syntax => ('target' in syntax ? baseOf(syntax.target) : syntax);
