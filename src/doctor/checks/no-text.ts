import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import type { Comparison } from '../reading/facts.ts';
import { fieldOf, isField, isLiteral, type Values } from '../reading/values.ts';
import { type Check, type CheckedProgram, findingAt, pipeInto, withParentheses } from './check.ts';

/** `.readOnly | test("false")`: functions of texts fail on booleans and numbers. */
export const noText: Check = (program) =>
  program.facts.comparisons.flatMap((comparison) => {
    const { how, subject, syntax } = comparison;
    if (how === '==' || how === '<' || syntax.kind !== 'call') return [];
    const type = typeOf(subject);
    if (type !== 'boolean' && type !== 'number') return [];
    const piped = pipeInto(syntax, program);
    const left = piped && program.spanOf(piped.left);
    const start = left && withParentheses(left, program.text).start;
    const text = piped === undefined ? 'its input' : program.textOf(withoutDefault(piped.left));
    return findingAt(program, syntax, {
      kind: 'wrong-type',
      message: `${text} is a ${type}: ${syntax.name} fails on it, which is for text`,
      fix: piped === undefined ? undefined : fixOf(comparison, type, text, program),
    }).map((finding) => ({ ...finding, span: { ...finding.span, start: start ?? finding.span.start } }));
  });

/** Of `.readOnly // ""`, that of the field. */
const typeOf = (values: Values): string | undefined => {
  const types = values
    .filter((value) => !(isLiteral(value) && typeof value.value === 'string'))
    .map((value) => (isField(value) ? fieldOf(value)?.type : value.kind));
  return types.every((type) => type === types[0]) ? types[0] : undefined;
};

const withoutDefault = (syntax: Syntax): Syntax =>
  syntax.kind === 'binary' && syntax.operator === '//' ? syntax.left : syntax;

const fixOf = (
  { literal, syntax }: Comparison,
  type: string,
  subject: string,
  { textOf }: CheckedProgram,
): string | undefined => {
  if (type === 'number') return `${subject} | tostring | ${textOf(syntax)}`;
  const value = /^\^?(true|false)\$?$/i.exec(String(literal.value))?.[1]?.toLowerCase();
  return value === undefined ? undefined : `${subject} == ${value}`;
};
