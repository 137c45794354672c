import { givesBoolean } from '../parse/comparisons.ts';
import type { Syntax } from '../parse/syntax.ts';
import { Raised } from '../values/signals.ts';
import { bodyOf, holds, isCallOf, lastOutput, partOf } from './decision.ts';
import { isPath, isWhat, literalOf } from './paths.ts';
import { shortened } from './shown.ts';
import type { Source } from './source.ts';
import type { Step } from './trace.ts';

/** Of a condition, whether it holds; `value` for what is none. */
export type Mark = 'holds' | 'does not hold' | 'failed' | 'bailed out' | 'not reached' | 'value';

/** The parts whose values fit on the line of a step. Undefined if they need lines of their own. */
export const partsOnLine = (step: Step, source: Source): readonly Step[] | undefined => {
  const parts = partsOf(step, source);
  if (step.syntax.kind === 'pipe' && !isOneLine(step)) return undefined;
  const fit = parts.length <= 3 && parts.every(isValue) && isUnrepeated(parts);
  const isTooLong =
    parts.length > 1 && parts.map((part) => described(part, source)).join(', ').length > maxNote;
  // A select has its condition below it.
  const hasCondition = isCallOf(step.syntax, 'select') && parts.some(({ syntax }) => !isPath(syntax));
  return fit && !isTooLong && !hasCondition ? parts : undefined;
};

const maxNote = 100;

/** The values of the parts that are on the line of a step, and its own. */
export const noteOn = (step: Step, parts: readonly Step[], mark: Mark, source: Source): string => {
  const values = isEqualToLiteral(step) ? [] : parts.map((part) => described(part, source));
  const alternative = noteOnAlternative(step, parts, values, source);
  if (alternative !== undefined) return alternative;
  const own = resultOf(step, mark, source).filter(
    (text) => text !== 'nothing' || !values.some((value) => value.endsWith(' nothing')),
  );
  return [...values, ...own].filter((text) => text !== '').join(', ');
};

/** Of `.a // ""`, which of both it gives: `.a is null, so ""`, or `.a is 1`. */
const noteOnAlternative = (
  step: Step,
  parts: readonly Step[],
  values: readonly string[],
  source: Source,
): string | undefined => {
  const { syntax, outputs } = step;
  if (syntax.kind !== 'binary' || syntax.operator !== '//' || step.thrown !== undefined) return undefined;
  if (outputs.length !== 1 || values.length === 0) return undefined;
  const takesLeft = partOf(step, syntax.right) === undefined && literalOf(syntax.left) === undefined;
  const isShown = parts.some((part) => part.syntax === syntax.right) || (takesLeft && holds(step));
  return isShown
    ? values.join(', ')
    : `${values.join(', ')}, so ${isWhat(step, source.textOf).replace(/^(?:is|gives) /, '')}`;
};

/** `.a == "x"`, if it holds: the value is written there. */
const isEqualToLiteral = ({ syntax, ...step }: Step): boolean =>
  syntax.kind === 'binary' &&
  syntax.operator === '==' &&
  holds({ syntax, ...step }) &&
  literalOf(syntax.right) !== undefined;

/** The parts whose values are worth a look. */
const partsOf = (step: Step, source: Source): readonly Step[] => {
  if (isPath(step.syntax)) return [];
  if (step.syntax.kind === 'pipe') {
    const last = lastStage(step.syntax);
    return stagesOf(step).filter((part) => part.syntax !== last && !isTrivial(part));
  }
  return step.steps.filter((part) => !isTrivial(part) && source.textOf(part.syntax) !== '');
};

/** `.a | f | g`, if each passes on at most one output. */
const stagesOf = (step: Step): readonly Step[] =>
  step.syntax.kind === 'pipe' ? step.steps.flatMap(stagesOf) : [step];

/** What the pipe gives. It is not there where something before it failed or gave nothing. */
const lastStage = (syntax: Syntax): Syntax => (syntax.kind === 'pipe' ? lastStage(syntax.right) : syntax);

const isUnrepeated = (parts: readonly Step[]): boolean =>
  new Set(parts.map(({ syntax }) => syntax)).size === parts.length;

/** Whether a pipe passes on one value from path to path and call to call. */
export const isOneLine = (step: Step): boolean => {
  const stages = stagesOf(step);
  return (
    stages.every((stage) => isTrivial(stage) || isValue(stage)) && isUnrepeated(stages) && stages.length <= 4
  );
};

/** A path, or a call or the like without parts that need lines of their own. */
const isValue = (step: Step): boolean =>
  isPath(step.syntax) ||
  (!isJunction(step) &&
    !isCallOf(step.syntax, 'select') &&
    step.syntax.kind !== 'pipe' &&
    bodyOf(step) === undefined &&
    step.steps.every((part) => isTrivial(part)));

const isJunction = ({ syntax }: Step): boolean =>
  syntax.kind === 'binary' && (syntax.operator === 'and' || syntax.operator === 'or');

/** Whether its value is written in the program. */
export const isTrivial = ({ syntax, steps }: Step): boolean =>
  syntax.kind === 'identity' ||
  syntax.kind === 'format' ||
  (syntax.kind === 'array' && steps.length === 0) ||
  literalOf(syntax) !== undefined;

const described = (step: Step, source: Source): string => {
  const text = shortened(source.textOf(step.syntax), 60);
  return step.thrown === undefined ? `${text} ${isWhat(step, source.textOf)}` : causeIn(step, source);
};

/** The value on which a path failed. */
const causeIn = (step: Step, source: Source): string => {
  const inner = step.steps.find((part) => part.thrown === step.thrown);
  if (inner !== undefined) return causeIn(inner, source);
  const [target] = step.steps;
  return target === undefined ? '' : `${source.textOf(target.syntax)} ${isWhat(target, source.textOf)}`;
};

/** Of a condition, whether it holds. */
export const markOf = (step: Step, isTest: boolean): Mark => {
  if (step.thrown !== undefined) return step.thrown instanceof Raised ? 'failed' : 'bailed out';
  if (!isTest && !isTestCall(step.syntax)) return 'value';
  return holds(step) ? 'holds' : 'does not hold';
};

/** A condition that is true or false says so by its mark. */
const resultOf = (step: Step, mark: Mark, source: Source): readonly string[] => {
  const { syntax } = step;
  if (mark === 'bailed out' || isCallOf(syntax, 'select')) return [];
  if (mark === 'failed') return isPath(syntax) ? [causeIn(step, source)] : [];
  const value = lastOutput(step);
  if (mark !== 'value' && !isPath(syntax) && typeof value === 'boolean' && step.outputs.length === 1)
    return [];
  return [isWhat(step, source.textOf).replace(/^(?:is|gives) /, '')];
};

/** Whether it gives true or false, or lets its input through or not. */
export const isTestCall = (syntax: Syntax): boolean => {
  switch (syntax.kind) {
    case 'call':
      return testCalls.has(syntax.name);
    case 'binary':
      return givesBoolean(syntax.operator);
    case 'pipe':
      return isTestCall(syntax.right);
    default:
      return false;
  }
};

const testCalls: ReadonlySet<string> = new Set(
  'select test startswith endswith contains inside has in IN any all isempty not'.split(' '),
);

/** Whether a part decides what is done, rather than being a value. */
export const isTestPart = (syntax: Syntax, part: Syntax, isTest: boolean): boolean => {
  if (syntax.kind === 'if') return isTest || part === syntax.condition;
  if (syntax.kind === 'call' && (syntax.name === 'any' || syntax.name === 'all'))
    return part === syntax.args.at(-1);
  return false;
};
