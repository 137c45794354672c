import { childrenOf } from '../../jq/in-process/parse/children.ts';
import { givesBoolean } from '../../jq/in-process/parse/comparisons.ts';
import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import { compileProgram, evaluate } from '../../jq/in-process/program.ts';
import type { ProgramFinding } from '../program-finding.ts';
import { textFunctions } from '../text-functions.ts';
import { type Check, type CheckedProgram, findingAt, type Pipe, withParentheses } from './check.ts';

/**
 * `A and .b | startswith("c")` is `(A and .b) | startswith("c")`: of all that jq has, `|` binds loosest, so that what
 * comes out of `and` goes through it, and that is true or false.
 */
export const parentheses: Check = (program) =>
  program.pieces.flatMap((piece) => {
    if (piece.kind !== 'pipe' || !isCondition(piece.left)) return [];
    const subject = subjectOf(piece.left);
    return subject === undefined ? pipedRecord(piece, program) : pipedValue(piece, subject, program);
  });

/** Gives true or false. */
const isCondition = (syntax: Syntax): boolean => {
  if (syntax.kind !== 'binary') return false;
  return syntax.operator === '//' ? isCondition(syntax.left) : givesBoolean(syntax.operator);
};

/** The last operand of `and` and `or`, where it is a value and no condition. */
const subjectOf = (left: Syntax): Syntax | undefined => {
  if (left.kind !== 'binary') return undefined;
  if (left.operator === '//') return subjectOf(left.left);
  if (left.operator !== 'and' && left.operator !== 'or') return undefined;
  const { right } = left;
  const value = right.kind === 'binary' && right.operator === '//' ? right.left : right;
  return value.kind === 'index' || value.kind === 'slice' || value.kind === 'variable' ? right : undefined;
};

const pipedValue = (pipe: Pipe, subject: Syntax, program: CheckedProgram): readonly ProgramFinding[] => {
  const { text, spanOf, textOf } = program;
  const [value, start] = [spanOf(subject), spanOf(pipe.right)?.start];
  const meant = operandsOf(pipe.right).map((operand) => ({ operand, end: spanOf(operand)?.end ?? 0 }));
  const others = meant.findIndex(
    ({ operand, end }, at) =>
      (at > 0 && readsRecord(operand)) ||
      !isWrongOnBooleans(
        at === 0 ? text.slice(start, end) : textOf(operand),
        firstOf(at === 0 ? pipe.right : operand),
      ),
  );
  const end = meant.at(others === -1 ? -1 : others - 1)?.end;
  if (others === 0 || value === undefined || start === undefined || end === undefined) return [];
  const { start: from, end: behind } = withParentheses(value, text);
  const isGrouped = /^\s*\)/.test(text.slice(behind));
  return findingAt(program, pipe, {
    kind: 'parentheses',
    message: `| binds loosest: ${text.slice(start, end)} gets true or false, what ${textOf(pipe.left)} gives, and not ${textOf(subject)}`,
  }).map((finding) =>
    isGrouped ? finding : { ...finding, span: { start: from, end }, fix: `(${text.slice(from, end)})` },
  );
};

/** `A | B and C` is `A | (B and C)`: B is meant, and C where it is about A, too. */
const operandsOf = (right: Syntax): readonly Syntax[] => {
  if (right.kind === 'pipe') return operandsOf(right.right);
  return right.kind === 'binary' && (right.operator === 'and' || right.operator === 'or')
    ? [...operandsOf(right.left), ...operandsOf(right.right)]
    : [right];
};

const readsRecord = (syntax: Syntax): boolean =>
  (syntax.kind === 'index' && syntax.target.kind === 'identity') || childrenOf(syntax).some(readsRecord);

const firstOf = (right: Syntax): Syntax =>
  right.kind === 'pipe' || right.kind === 'binary' ? firstOf(right.left) : right;

/** It fails on true and on false, or does not look which of them it is. */
const isWrongOnBooleans = (filter: string, first: Syntax): boolean => {
  if (first.kind === 'call' && first.name === 'error') return false;
  const program = compileProgram(filter);
  // It has variables or functions of the program.
  if (program === undefined) return first.kind === 'call' && textFunctions.has(first.name);
  const [yes, no] = [evaluate(program, true), evaluate(program, false)];
  if (yes?.kind === 'error' && no?.kind === 'error') return true;
  const isComparison = first.kind === 'identity' || (first.kind === 'call' && first.name === 'IN');
  return isComparison && yes?.kind === no?.kind && yes?.kind !== 'bail-out';
};

/** `.a == "b" | .c == "d"`, where the record is gone. */
const pipedRecord = (pipe: Pipe, program: CheckedProgram): readonly ProgramFinding[] => {
  const [left, right] = [program.textOf(pipe.left), program.textOf(pipe.right)];
  const rest = compileProgram(right);
  if (rest === undefined || isRaised(pipe.right)) return [];
  if ([true, false].some((value) => evaluate(rest, value)?.kind !== 'error')) return [];
  return findingAt(program, pipe, {
    kind: 'parentheses',
    message: `${left} gives true or false, and on that ${right} fails: select(…) passes the record on`,
    fix: `select(${left}) | ${right}`,
  });
};

const isRaised = (syntax: Syntax): boolean => {
  const last = syntax.kind === 'pipe' ? syntax.right : syntax;
  return last.kind === 'pipe' ? isRaised(last) : last.kind === 'call' && last.name === 'error';
};
