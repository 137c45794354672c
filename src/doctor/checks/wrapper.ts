import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import { type Check, findingAt } from './check.ts';

/** `.Records[] | …` and `.detail.eventName`: copied from programs for whole log files or for events of EventBridge. */
export const wrapper: Check = (program) =>
  program.facts.reads.flatMap(({ syntax, path }) => {
    if (syntax.kind !== 'index' || (path !== 'Records' && path !== 'detail')) return [];
    const whole = program.pieces.find((piece) => isElementsOf(piece, syntax)) ?? syntax;
    // `(.Records[]? // .)` takes both.
    if (program.pieces.some((piece) => isTried(piece, [syntax, whole]))) return [];
    const end = program.spanOf(whole)?.end;
    const isFollowed = end !== undefined && /^\.[\w"]/.test(program.text.slice(end));
    return findingAt(program, whole, {
      kind: path === 'Records' ? 'records-wrapper' : 'detail-wrapper',
      level: 'error',
      message:
        path === 'Records'
          ? 'a rule gets one record at a time, not the log file around it: no record has .Records'
          : 'a rule gets the record itself, not the event of EventBridge around it: no record has .detail',
      fix: isFollowed ? '' : '.',
    });
  });

const isElementsOf = (piece: Syntax, target: Syntax): boolean =>
  (piece.kind === 'each' || (piece.kind === 'index' && piece.key.kind === 'number')) &&
  piece.target === target;

const isTried = (piece: Syntax, tried: readonly Syntax[]): boolean => {
  if (tried.includes(piece)) return 'optional' in piece && piece.optional;
  if (piece.kind === 'try') return tried.includes(piece.body);
  return piece.kind === 'binary' && piece.operator === '//' && tried.includes(piece.left);
};
