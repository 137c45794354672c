import type { JsonValue } from '../../../json.ts';
import type { Syntax } from '../parse/syntax.ts';
import { isTruthy } from '../values/kinds.ts';
import type { Step } from './trace.ts';

/** From the program down to the step that decided its outcome: each is a part of the one before it. */
export const decisionOf = (root: Step): readonly [Step, ...Step[]] => {
  const chain: [Step, ...Step[]] = [root];
  for (let next = deciderIn(root); next !== undefined; next = deciderIn(next)) chain.push(next);
  return chain;
};

export const lastOutput = (step: Step): JsonValue | undefined => step.outputs.at(-1);

export const holds = (step: Step): boolean => isTruthy(lastOutput(step) ?? null);

/** The last evaluation of a part of a step. */
export const partOf = (step: Step, part: Syntax | undefined): Step | undefined =>
  step.steps.findLast(({ syntax }) => syntax === part);

/** The part of a step that decided what the step gives. Undefined where that was several of them, or the step itself. */
const deciderIn = (step: Step): Step | undefined => {
  const { syntax } = step;
  if (step.thrown !== undefined) return step.steps.findLast(({ thrown }) => thrown === step.thrown);
  switch (syntax.kind) {
    case 'define':
      return partOf(step, syntax.rest);
    case 'bind':
      return partOf(step, syntax.body) ?? partOf(step, syntax.source);
    case 'pipe':
      return deciderInPipe(step, syntax.left, syntax.right);
    case 'comma':
      return step.steps.at(-1);
    case 'try':
      return partOf(step, syntax.body)?.thrown === undefined ? partOf(step, syntax.body) : undefined;
    case 'binary':
      return deciderInBinary(step, syntax);
    case 'if':
      return branchIn(step, syntax) ?? partOf(step, syntax.condition);
    case 'call':
      return deciderInCall(step, syntax.name, syntax.args);
    default:
      return undefined;
  }
};

const deciderInPipe = (step: Step, left: Syntax, right: Syntax): Step | undefined => {
  const [last, ...others] = step.steps.filter(({ syntax }) => syntax === right).toReversed();
  if (last === undefined || isCallOf(right, 'not')) return partOf(step, left);
  // Each of them could have given the output.
  if (others.length > 0 && step.outputs.length === 0) return undefined;
  // What follows a select only says what the output is.
  return holds(last) && isCallOf(left, 'select') ? partOf(step, left) : last;
};

const deciderInBinary = (
  step: Step,
  { operator, left, right }: Extract<Syntax, { readonly kind: 'binary' }>,
): Step | undefined => {
  switch (operator) {
    case 'and':
      return holds(step) ? undefined : (partOf(step, right) ?? partOf(step, left));
    case 'or':
      return holds(step) ? (partOf(step, right) ?? partOf(step, left)) : undefined;
    case '//':
      return partOf(step, right) ?? partOf(step, left);
    default:
      return undefined;
  }
};

/** The branch that was taken, unless it is a constant: then the condition decided. */
const branchIn = (step: Step, { yes, no }: Extract<Syntax, { readonly kind: 'if' }>): Step | undefined => {
  const branch = partOf(step, no) ?? partOf(step, yes);
  return branch === undefined || isConstant(branch.syntax) ? undefined : branch;
};

const isConstant = (syntax: Syntax): boolean =>
  syntax.kind === 'constant' || syntax.kind === 'identity' || isCallOf(syntax, 'empty');

const deciderInCall = (step: Step, name: string, args: readonly Syntax[]): Step | undefined => {
  const body = bodyOf(step);
  if (body !== undefined) return body;
  const last = partOf(step, args.at(-1));
  switch (`${name}/${args.length}`) {
    case 'select/1':
    case 'first/1':
      return last;
    case 'any/1':
    case 'any/2':
      return holds(step) ? last : undefined;
    case 'all/1':
    case 'all/2':
      return holds(step) ? undefined : last;
    default:
      return undefined;
  }
};

/** What a call of the program's own function evaluates. A builtin evaluates nothing but its arguments. */
export const bodyOf = ({ syntax, steps }: Step): Step | undefined =>
  syntax.kind === 'call' ? steps.findLast((part) => !syntax.args.includes(part.syntax)) : undefined;

export const isCallOf = (syntax: Syntax, name: string): boolean =>
  syntax.kind === 'call' && syntax.name === name;
