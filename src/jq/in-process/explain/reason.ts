import { isComparison } from '../parse/comparisons.ts';
import type { Syntax } from '../parse/syntax.ts';
import { reasonOfComparison, valueIn } from './comparison.ts';
import { bodyOf, decisionOf, holds, isCallOf, lastOutput, partOf } from './decision.ts';
import { isPath, isWhat, literalOf } from './paths.ts';
import { maxText, shortened, shown } from './shown.ts';
import type { Source } from './source.ts';
import type { Step } from './trace.ts';

/**
 * Why a step gives no truthy output, or why it does, and what would have to be different: `.eventName is "CreateUser",
 * the rule wants "CreateAccessKey"`.
 */
export const reasonOf = (root: Step, source: Source, input?: string): string => {
  const chain = decisionOf(root);
  const decider = chain.at(-1) ?? root;
  return reasonOfDecider(decider, subjectOf(chain, source, input), source);
};

/** What the last step of a chain is evaluated on: `.a` in `.a | test("x")`. Undefined where that is the whole input. */
const subjectOf = (
  chain: readonly Step[],
  { textOf }: Source,
  input: string | undefined,
): string | undefined => {
  const { lefts, fromStart } = climb(chain);
  const texts = [...(fromStart && input !== undefined ? [input] : []), ...lefts.map(textOf)];
  return texts.length === 0 ? undefined : shortened(texts.join(' | '), maxText);
};

/** The filters through which the input of the last step came, as far as they stand in the chain. */
export const inputsOf = (chain: readonly Step[]): readonly Syntax[] => climb(chain).lefts;

/** The same, and whether the first of them is evaluated on the whole input. */
export const climb = (
  chain: readonly Step[],
): { readonly lefts: readonly Syntax[]; readonly fromStart: boolean } => {
  const lefts: Syntax[] = [];
  for (let at = chain.length - 2; at >= 0; at -= 1) {
    const [parent, child] = [chain[at], chain[at + 1]];
    if (parent?.syntax.kind === 'pipe' && parent.syntax.right === child?.syntax) {
      if (!isCallOf(parent.syntax.left, 'select')) lefts.unshift(parent.syntax.left);
    } else if (parent?.input !== child?.input) return { lefts, fromStart: false };
  }
  return { lefts, fromStart: true };
};

/** Why a match is one: the condition that decided, or all of them. */
export const reasonOfMatch = (root: Step, source: Source): string => {
  const decider = decisionOf(root).at(-1) ?? root;
  const { syntax } = decider;
  const text = shortened(source.textOf(syntax), maxText);
  if (syntax.kind === 'binary' && syntax.operator === 'and') return 'all of its conditions hold';
  if (literalOf(syntax) !== undefined || syntax.kind === 'identity' || lastOutput(decider) === undefined)
    return 'it has no condition';
  return lastOutput(decider) === true && !isPath(syntax)
    ? `${text} holds`
    : `${text} ${isWhat(decider, source.textOf)}`;
};

const reasonOfDecider = (step: Step, subject: string | undefined, source: Source): string => {
  const { syntax } = step;
  const text = shortened(source.textOf(syntax), maxText);
  if (syntax.kind === 'binary') {
    if (syntax.operator === 'or' || syntax.operator === 'and')
      return reasonOfSides(step, syntax, subject, source);
    if (isComparison(syntax.operator))
      return reasonOfComparison(step, { ...syntax, operator: syntax.operator }, subject, source);
  }
  if (syntax.kind === 'call' && bodyOf(step) === undefined) {
    const called = reasonOfCall(step, syntax, subject, source);
    if (called !== undefined) return called;
  }
  if (syntax.kind === 'pipe') return reasonOfLoop(step, syntax, source);
  if (isPath(syntax)) {
    const what = `${text === '' ? 'the input' : text} ${isWhat(step, source.textOf)}`;
    if (syntax.kind === 'identity')
      return subject === undefined ? what : `${subject} ${isWhat(step, source.textOf)}`;
    if (step.outputs.length === 0) return `${what}, so that nothing comes out`;
    return `${what}, the rule wants ${holds(step) ? 'null or false' : 'a value other than null and false'}`;
  }
  return `${text} gives ${shown(lastOutput(step))}`;
};

/** Both sides of an `and` that holds, or of an `or` that does not. */
const reasonOfSides = (step: Step, syntax: Junction, subject: string | undefined, source: Source): string => {
  if (syntax.operator === 'and') return 'all of its conditions hold';
  const sides = alternativesOf(step, syntax);
  const choices = sides.map((side) => choiceIn(side, subject, source));
  const [first] = choices;
  if (first !== undefined && choices.every((choice) => choice?.of === first.of))
    return `${first.what}, the rule wants one of ${shortened(choices.map((choice) => choice?.literal).join(', '), maxText)}`;
  const more = sides.length - maxSides;
  const reasons = [
    ...sides.slice(0, maxSides).map((side) => reasonOf(side, source, subject)),
    ...(more > 0 ? [`${more} more`] : []),
  ].join('; or ');
  return `the rule wants one of ${sides.length} alternatives: ${reasons}`;
};

const maxSides = 3;

type Junction = Extract<Syntax, { readonly kind: 'binary' }>;

/** Of `a or b or c`, which is `(a or b) or c`. */
const alternativesOf = (step: Step, { left, right }: Junction): readonly Step[] =>
  [left, right].flatMap((side) => {
    const part = partOf(step, side);
    if (part === undefined) return [];
    return side.kind === 'binary' && side.operator === 'or' ? alternativesOf(part, side) : [part];
  });

/** `.a == "x"`, with what `.a` is. */
const choiceIn = (
  step: Step,
  subject: string | undefined,
  source: Source,
): { readonly of: string; readonly what: string; readonly literal: string } | undefined => {
  const { syntax } = step;
  if (syntax.kind !== 'binary' || syntax.operator !== '==' || !isPath(syntax.left)) return undefined;
  const [left, literal] = [partOf(step, syntax.left), literalOf(syntax.right)];
  if (left === undefined || literal === undefined) return undefined;
  const of = (syntax.left.kind === 'identity' ? subject : undefined) ?? source.textOf(syntax.left);
  return { of, what: `${of} ${isWhat(left, source.textOf)}`, literal: shown(literal) };
};

/** A filter on several inputs, of which none comes to anything. */
const reasonOfLoop = (
  step: Step,
  { left, right }: Extract<Syntax, { readonly kind: 'pipe' | 'comma' }>,
  source: Source,
): string => {
  const tried = step.steps.filter(({ syntax }) => syntax === right);
  return `none of the ${tried.length} outputs of ${shortened(source.textOf(left), maxText)} comes through${ofTried(tried, source)}`;
};

/** Of each if they are few, and else of the one that came nearest. */
const ofTried = (tried: readonly Step[], source: Source): string => {
  if (tried.length === 0) return '';
  if (tried.length <= ordinals.length)
    return `: ${tried.map((step, at) => `of the ${ordinals[at]}, ${reasonOf(step, source)}`).join('; ')}`;
  const sizes = tried.map(sizeOf);
  const nearest = sizes.indexOf(Math.max(...sizes));
  const step = tried[nearest];
  return step === undefined ? '' : `: of the nearest, number ${nearest + 1}, ${reasonOf(step, source)}`;
};

const ordinals = ['first', 'second', 'third'];

/** How many parts were evaluated: an `and` goes on only while its conditions hold. */
const sizeOf = ({ steps }: Step): number => steps.reduce((sum, step) => sum + sizeOf(step), 1);

const reasonOfCall = (
  step: Step,
  { name, args }: Extract<Syntax, { readonly kind: 'call' }>,
  subject: string | undefined,
  source: Source,
): string | undefined => {
  const text = shortened(source.textOf(step.syntax), maxText);
  const what = `${subject ?? 'the input'} is ${shown(step.input)}`;
  const to = holds(step) ? 'it not to' : 'it to';
  const arg = args[0] === undefined ? '' : shownArgument(step, args[0], source);
  switch (`${name}/${args.length}`) {
    case 'test/1':
    case 'test/2':
      return `${what}, the rule wants ${to} match the regex ${arg}`;
    case 'startswith/1':
      return `${what}, the rule wants ${to} start with ${arg}`;
    case 'endswith/1':
      return `${what}, the rule wants ${to} end with ${arg}`;
    case 'contains/1':
      return `${what}, the rule wants ${to} contain ${arg}`;
    case 'inside/1':
      return `${what}, the rule wants ${to} be inside ${arg}`;
    case 'in/1':
      return `${what}, the rule wants ${holds(step) ? 'no' : 'a'} key of ${arg}`;
    case 'has/1':
      return `${what}, the rule wants ${to} have ${arg}`;
    case 'IN/1':
      return `${what}, the rule wants ${holds(step) ? 'none of' : 'one of'} ${shortened(args[0] === undefined ? '' : source.textOf(args[0]), maxText)}`;
    case 'any/0':
    case 'any/1':
    case 'any/2':
    case 'all/0':
    case 'all/1':
    case 'all/2':
      return reasonOfQuantifier(step, name, args, subject, source);
    case 'empty/0':
      return 'empty gives no output';
    default:
      return `${text} gives ${shown(lastOutput(step))}${subject === undefined ? '' : ` (${what})`}`;
  }
};

const shownArgument = (step: Step, arg: Syntax, source: Source): string => {
  const value = valueIn(step, arg);
  return value === undefined ? shortened(source.textOf(arg), maxText) : shown(value);
};

const reasonOfQuantifier = (
  step: Step,
  name: string,
  args: readonly Syntax[],
  subject: string | undefined,
  source: Source,
): string => {
  const condition = args.at(-1);
  const items = args.length === 2 && args[0] !== undefined ? source.textOf(args[0]) : `${subject ?? '.'}[]`;
  const tried = step.steps.filter(({ syntax }) => syntax === condition);
  const test = condition === undefined ? '.' : source.textOf(condition);
  if (condition !== undefined && tried.length === 0)
    return `${shortened(items, maxText)} gives nothing to look at`;
  const which = `${condition === undefined ? '' : `${tried.length} `}outputs of ${shortened(items, maxText)}`;
  return name === 'any'
    ? `none of the ${which} has a true ${shortened(test, maxText)}${ofTried(tried, source)}`
    : `all ${which} have a true ${shortened(test, maxText)}`;
};
