import { fieldAt } from '../../catalogue/fields.ts';
import { childrenOf } from '../../jq/in-process/parse/children.ts';
import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import type { Check, CheckedProgram } from './check.ts';

interface Pipe {
  readonly left: Syntax;
  readonly right: Syntax;
}

/** `["A", "B"] | index(.eventName)`: behind the `|`, `.` is the list, which has no fields. */
export const listAsInput: Check = (program) =>
  program.pieces.flatMap((piece) => {
    if (piece.kind !== 'pipe' || !isListOfTexts(piece.left)) return [];
    const field = fieldReadOn(piece.right, program);
    const [pipe, read] = [program.spanOf(piece), field && program.spanOf(field)];
    if (field === undefined || pipe === undefined || read === undefined) return [];
    const text = program.textOf(field);
    const message = `behind the |, . is the list, so ${text} fails: IN compares ${text} with each of it`;
    const fix = fixOf(piece, text, program);
    return fix === undefined
      ? [{ kind: 'in-list', level: 'error', span: read, message }]
      : [
          {
            kind: 'in-list',
            level: 'error',
            span: { start: pipe.start, end: fix.end },
            message,
            fix: fix.text,
          },
        ];
  });

const isListOfTexts = (syntax: Syntax): boolean =>
  syntax.kind === 'array' && syntax.items !== undefined && isTexts(syntax.items);

const isTexts = (syntax: Syntax): boolean =>
  syntax.kind === 'comma' ? isTexts(syntax.left) && isTexts(syntax.right) : syntax.kind === 'string';

/** A field of the record that is looked for in what the pipe gives. */
const fieldReadOn = (syntax: Syntax, program: CheckedProgram): Syntax | undefined => {
  if (syntax.kind === 'index') {
    if (syntax.target.kind === 'index') return fieldReadOn(syntax.target, program) && syntax;
    const isRead = syntax.target.kind === 'identity' && syntax.key.kind === 'string' && !syntax.optional;
    return isRead && fieldAt(program.textOf(syntax).slice(1)) !== undefined ? syntax : undefined;
  }
  const isFollowed =
    (syntax.kind === 'call' && takesSame.has(syntax.name)) || ['array', 'binary'].includes(syntax.kind);
  if (syntax.kind === 'pipe') return fieldReadOn(syntax.left, program);
  if (!isFollowed) return undefined;
  return childrenOf(syntax)
    .map((child) => fieldReadOn(child, program))
    .find((found) => found !== undefined);
};

const takesSame = new Set(['index', 'rindex', 'indices', 'contains', 'inside', 'any', 'all', 'IN', 'select']);

/** Of `index(.x)`, `contains([.x])` and `any(. == .x)`. */
const fixOf = (
  { left, right }: Pipe,
  field: string,
  { textOf, spanOf }: CheckedProgram,
): { readonly text: string; readonly end: number } | undefined => {
  const call = right.kind === 'pipe' ? right.left : right;
  const end = spanOf(call)?.end;
  const [arg] = call.kind === 'call' ? call.args : [];
  if (call.kind !== 'call' || arg === undefined || end === undefined) return undefined;
  const written = textOf(arg).replaceAll(/[[\]\s]/g, '');
  const isPlain =
    (['index', 'rindex', 'indices', 'contains'].includes(call.name) && written === field) ||
    (call.name === 'any' && [`.==${field}`, `${field}==.`].includes(written));
  return isPlain ? { text: `${field} | IN(${textOf(left).slice(1, -1).trim()})`, end } : undefined;
};
