import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import { type Check, type CheckedProgram, findingAt } from './check.ts';

/** `.Records[] | …` and `.detail.eventName`: copied from programs for whole log files or for events of EventBridge. */
export const wrapper: Check = (program) =>
  program.facts.reads.flatMap(({ syntax, path }) => {
    if (syntax.kind !== 'index' || (path !== 'Records' && path !== 'detail')) return [];
    const whole = program.pieces.find((piece) => isElementsOf(piece, syntax)) ?? syntax;
    // `(.Records[]? // .)` takes both.
    if (program.pieces.some((piece) => isTried(piece, [syntax, whole]))) return [];
    const { piece, fix } = fixOf(whole, whole === syntax && path === 'Records', program);
    return findingAt(program, piece, {
      kind: path === 'Records' ? 'records-wrapper' : 'detail-wrapper',
      level: 'error',
      message:
        path === 'Records'
          ? 'a rule gets one record at a time, not the log file around it: no record has .Records'
          : 'a rule gets the record itself, not the event of EventBridge around it: no record has .detail',
      fix,
    });
  });

/** `.Records[] | …` and `.Records | map(…)` go over the records, of which a rule has one. */
const fixOf = (
  whole: Syntax,
  isList: boolean,
  program: CheckedProgram,
): { readonly piece: Syntax; readonly fix?: string | undefined } => {
  const pipe = program.pieces.find((piece) => piece.kind === 'pipe' && piece.left === whole);
  if (pipe?.kind !== 'pipe') {
    const end = program.spanOf(whole)?.end ?? program.text.length;
    return { piece: whole, fix: /^\.[\w"]/.test(program.text.slice(end)) ? '' : '.' };
  }
  if (!isList) return { piece: pipe, fix: program.textOf(pipe.right) };
  const [of] = pipe.right.kind === 'call' && overItems.has(pipe.right.name) ? pipe.right.args : [];
  return of === undefined ? { piece: whole } : { piece: pipe, fix: program.textOf(of) };
};

const overItems: ReadonlySet<string> = new Set(['map', 'any', 'all']);

const isElementsOf = (piece: Syntax, target: Syntax): boolean =>
  (piece.kind === 'each' || (piece.kind === 'index' && piece.key.kind === 'number')) &&
  piece.target === target;

const isTried = (piece: Syntax, tried: readonly Syntax[]): boolean => {
  if (tried.includes(piece)) return 'optional' in piece && piece.optional;
  if (piece.kind === 'try') return tried.includes(piece.body);
  return piece.kind === 'binary' && piece.operator === '//' && tried.includes(piece.left);
};
