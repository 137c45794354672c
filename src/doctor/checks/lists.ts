import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import { fieldOf, type Values } from '../reading/values.ts';
import { type Check, type CheckedProgram, findingAt } from './check.ts';

/** `IN(["A", "B"])`, `.x == ["A", "B"]`, `.x | inside(["A"])`: a field of text is compared with a whole array. */
export const lists: Check = (program) => [
  ...arraysInIN(program),
  ...arraysAroundText(program),
  ...arraysComparedWithText(program),
];

const arraysInIN: Check = (program) =>
  program.facts.calls.flatMap(({ syntax, input, args }) => {
    const [set, subject] = syntax.args.length === 2 ? [syntax.args[1], args[0]] : [syntax.args[0], input];
    if (syntax.name !== 'IN' || set?.kind !== 'array' || subject === undefined || !isText(subject)) return [];
    return findingAt(program, set, {
      kind: 'in-list',
      level: 'error',
      message: 'IN takes values, not an array: this compares text with the whole array, and is never true',
      fix: itemsOf(set, program),
    });
  });

const arraysAroundText: Check = (program) =>
  program.facts.calls.flatMap(({ syntax, input, args }) => {
    const [set] = syntax.args;
    if (!['inside', 'in'].includes(syntax.name) || set === undefined || !isOneText(input)) return [];
    const items = itemsAmong(set, args[0] ?? [], program);
    if (items === undefined) return [];
    return findingAt(program, syntax, {
      kind: 'in-list',
      level: 'error',
      message: `${syntax.name} fails on text, where it is to be one of several: IN compares it with each of some values`,
      fix: `IN(${items})`,
    });
  });

/** What a list, or several texts, have in it. */
const itemsAmong = (set: Syntax, values: Values, program: CheckedProgram): string | undefined => {
  if (set.kind === 'array') return itemsOf(set, program);
  if (set.kind === 'comma') return program.textOf(set);
  const isList = values.length > 0 && values.every(({ kind }) => kind === 'list');
  return isList && set.kind === 'variable' ? `${program.textOf(set)}[]` : undefined;
};

/** Text, or what a parameter's name says to be one: `.requestParameters.userName` is no list. */
const isOneText = (values: Values): boolean =>
  values.length > 0 &&
  values.every(
    (value) => isText([value]) || (value.kind === 'field' && /\.\w*(?:Name|Id|Arn)$/.test(value.path)),
  );

const arraysComparedWithText: Check = (program) =>
  program.pieces.flatMap((piece) => {
    if (piece.kind !== 'binary' || (piece.operator !== '==' && piece.operator !== '!=')) return [];
    const reads = program.facts.reads.filter(({ syntax }) => syntax === piece.left);
    const isOfText = reads.length > 0 && isText(reads.map(({ path }) => ({ kind: 'field', path })));
    if (piece.right.kind !== 'array' || !isOfText) return [];
    const negation = piece.operator === '!=' ? ' | not' : '';
    return findingAt(program, piece, {
      kind: 'in-list',
      message: `${program.textOf(piece.left)} is text, never an array: this is ${negation === '' ? 'never' : 'always'} true`,
      fix: `(${program.textOf(piece.left)} | IN(${itemsOf(piece.right, program)})${negation})`,
    });
  });

/** What is sure to be no array. */
const isText = (values: Values): boolean =>
  values.length > 0 &&
  values.every((value) =>
    value.kind === 'field' ? fieldOf(value)?.type === 'string' : ['text', 'literal'].includes(value.kind),
  );

/** Without the brackets. */
const itemsOf = (array: Syntax, { textOf }: CheckedProgram): string => textOf(array).slice(1, -1).trim();
