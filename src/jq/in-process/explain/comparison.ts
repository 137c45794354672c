import type { JsonValue } from '../../../json.ts';
import { type Comparison, mirrored, opposite } from '../parse/comparisons.ts';
import type { Syntax } from '../parse/syntax.ts';
import { typeOf } from '../values/kinds.ts';
import { holds, lastOutput, partOf } from './decision.ts';
import { isWhat, literalOf } from './paths.ts';
import { maxText, shortened, shown } from './shown.ts';
import type { Source } from './source.ts';
import type { Step } from './trace.ts';

/** `.a is 1, the rule wants more than 2`, of a comparison that decided: the rule wants the opposite of what it gave. */
export const reasonOfComparison = (
  step: Step,
  { left, right, operator }: Sides,
  subject: string | undefined,
  source: Source,
): string => {
  const isMirrored = literalOf(left) !== undefined && literalOf(right) === undefined;
  const [first, second] = isMirrored ? [right, left] : [left, right];
  const asked = isMirrored ? mirrored[operator] : operator;
  const wanted = words[holds(step) ? opposite[asked] : asked];
  const what = describe(step, first, subject, source);
  const literal = literalOf(second);
  const others = partOf(step, second)?.outputs ?? [];
  if (others.length > 1 && asked === '==' && !holds(step))
    return `${what}, the rule wants one of ${shortened(others.map(shown).join(', '), maxText)}`;
  if (literal === undefined)
    return `${what} and ${describe(step, second, subject, source)}, the rule wants the first to be ${wanted('the second')}`;
  const hint = hintFor(valueIn(step, first), literal, asked);
  return `${what}, the rule wants ${wanted(shown(literal))}${hint}`;
};

interface Sides {
  readonly left: Syntax;
  readonly right: Syntax;
  readonly operator: Comparison;
}

const words = {
  '==': (other: string) => other,
  '!=': (other: string) => `anything but ${other}`,
  '<': (other: string) => `less than ${other}`,
  '<=': (other: string) => `${other} or less`,
  '>': (other: string) => `more than ${other}`,
  '>=': (other: string) => `${other} or more`,
} as const;

const describe = (step: Step, part: Syntax, subject: string | undefined, source: Source): string => {
  const evaluated = partOf(step, part);
  const text =
    part.kind === 'identity' && subject !== undefined ? subject : shortened(source.textOf(part), maxText);
  return evaluated === undefined
    ? `${text} is ${shown(literalOf(part))}`
    : `${text} ${isWhat(evaluated, source.textOf)}`;
};

/** What a part gave. Literals are not always evaluated. */
export const valueIn = (step: Step, part: Syntax): JsonValue | undefined => {
  const evaluated = partOf(step, part);
  return evaluated === undefined ? literalOf(part) : lastOutput(evaluated);
};

/** What is easily overlooked in two values that seem to be alike. */
const hintFor = (value: JsonValue | undefined, literal: JsonValue, operator: Comparison): string => {
  if (value === null || value === undefined || literal === null) return '';
  const [kind, wanted] = [typeOf(value), typeOf(literal)];
  if (kind !== wanted) {
    if (operator !== '==' && operator !== '!=') return ` (jq orders ${kind} and ${wanted} by type)`;
    return typeof value !== 'object' && String(value) === String(literal)
      ? ` (a ${kind} and a ${wanted} are never equal)`
      : '';
  }
  if (typeof value !== 'string' || typeof literal !== 'string' || value === literal) return '';
  if (value.toLowerCase() === literal.toLowerCase()) return ' (they differ in case)';
  return value.trim() === literal.trim() ? ' (they differ in white space)' : '';
};
