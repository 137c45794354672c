import type { Syntax } from '../parse/syntax.ts';
import { Raised } from '../values/signals.ts';
import { bodyOf, decisionOf, holds, isCallOf, lastOutput, partOf } from './decision.ts';
import { isPath, isWhat, literalOf } from './paths.ts';
import { shortened, shown } from './shown.ts';
import type { Source } from './source.ts';
import type { Step } from './trace.ts';

/** A line about a piece of a program and what it gave. */
export interface Line {
  readonly depth: number;
  /** Of a condition, whether it holds; `value` for what is none. */
  readonly mark: 'holds' | 'does not hold' | 'failed' | 'bailed out' | 'not reached' | 'value';
  readonly text: string;
  readonly note: string;
  /** Whether it decided the outcome of the program. */
  readonly isDecisive: boolean;
}

/** The tree of a program with the values of its parts, a line for each condition. */
export const linesOf = (root: Step, source: Source): readonly Line[] => {
  const decision = decisionOf(root);
  const writer: Writer = { source, decision };
  const lines = statement(root, 0, true, writer);
  const decisive = decision.findLast((step) => lines.some(({ of }) => of.includes(step)));
  const at = decisive === undefined ? -1 : lines.findLastIndex(({ of }) => of.includes(decisive));
  return lines.map(({ of, ...line }, index) => ({ ...line, isDecisive: index === at }));
};

interface Draft extends Omit<Line, 'isDecisive'> {
  /** The steps that it shows. */
  readonly of: readonly Step[];
}

interface Writer {
  readonly source: Source;
  readonly decision: readonly Step[];
}

type Lines = readonly Draft[];

/** What is evaluated in turn needs no line of its own: pipes, definitions, variables. */
const statement = (step: Step, depth: number, isTest: boolean, writer: Writer): Lines => {
  const { syntax } = step;
  const part = (child: Syntax, test: boolean): Lines =>
    step.steps
      .filter((inner) => inner.syntax === child)
      .flatMap((inner) => statement(inner, depth, test, writer));
  switch (syntax.kind) {
    case 'define':
      return part(syntax.rest, isTest);
    case 'bind': {
      const source = partOf(step, syntax.source);
      const bound = source === undefined ? [] : line(source, depth, false, writer);
      return [...bound, ...repeated(step, syntax.body, depth, isTest, writer)];
    }
    case 'pipe':
      return isOneLine(step)
        ? line(step, depth, isTest, writer)
        : [
            ...part(syntax.left, false),
            ...repeated(step, syntax.right, depth, isTest, writer),
            ...notReached(step, syntax.right, depth, writer),
          ];
    default:
      return line(step, depth, isTest, writer);
  }
};

/** The evaluations of a part: all below one another, or for several inputs a few of them. */
const repeated = (step: Step, part: Syntax, depth: number, isTest: boolean, writer: Writer): Lines => {
  const all = step.steps.filter(({ syntax }) => syntax === part);
  const [first] = all;
  if (first === undefined || all.length === 1)
    return first === undefined ? [] : statement(first, depth, isTest, writer);
  const decisive = all.findLast((one) => writer.decision.includes(one));
  const chosen = [...new Set([...(decisive === undefined ? [] : [decisive]), ...all])].slice(0, maxRepeated);
  const more = all.length - chosen.length;
  return [
    ...chosen.flatMap(
      (one): Lines => [
        note(depth, `${all.indexOf(one) + 1} of ${all.length}:`, shown(one.input)),
        ...statement(one, depth + 1, isTest, writer),
      ],
    ),
    ...(more > 0 ? [note(depth, `… and ${more} more`, '')] : []),
  ];
};

const maxRepeated = 3;

const note = (depth: number, text: string, more: string): Draft => ({
  depth,
  mark: 'value',
  text,
  note: more,
  of: [],
});

const notReached = (step: Step, part: Syntax, depth: number, { source }: Writer): Lines =>
  step.thrown !== undefined || partOf(step, part) !== undefined || literalOf(part) !== undefined
    ? []
    : [{ ...note(depth, shortened(source.textOf(part), maxText), ''), mark: 'not reached' }];

const maxText = 90;

/** A line, and below it the lines of the parts whose values do not fit on it. */
const line = (step: Step, depth: number, isTest: boolean, writer: Writer): Lines => {
  const { syntax } = step;
  const { source } = writer;
  if (source.textOf(syntax) === '')
    return step.steps.flatMap((part) => statement(part, depth, isTest, writer));
  if (isTrivial(step)) return [];
  if (isJunction(syntax)) return junction(step, syntax, depth, writer);
  const parts = partsOf(step, writer);
  const isInline = parts.every((part) => isValue(part)) && parts.length <= 3 && isUnrepeated(parts);
  const mark = markOf(step, isTest);
  const own: Draft = {
    depth,
    mark,
    text: isCallOf(syntax, 'select') ? 'select(…)' : shortened(source.textOf(syntax), maxText),
    note: [
      ...(isInline && !isEqualToLiteral(step) ? parts.map((part) => described(part, writer)) : []),
      ...resultOf(step, mark, source),
    ]
      .filter((text) => text !== '')
      .join(', '),
    of: isInline ? [step, ...parts, ...inside(step)] : [step],
  };
  return [own, ...(isInline ? [] : below(step, depth + 1, isTest, writer))];
};

/** `.a == "x"`, if it holds: the value is written there. */
const isEqualToLiteral = (step: Step): boolean =>
  step.syntax.kind === 'binary' &&
  step.syntax.operator === '==' &&
  holds(step) &&
  literalOf(step.syntax.right) !== undefined;

/** The steps of a pipe that is shown on one line. */
const inside = (step: Step): readonly Step[] =>
  step.syntax.kind === 'pipe' ? step.steps.flatMap((part) => [part, ...inside(part)]) : [];

/** `a and b and c` has no line of its own where it is all there is, as in `select(a and b and c)`. */
const junction = (step: Step, syntax: Junction, depth: number, writer: Writer): Lines => [
  {
    ...note(depth, syntax.operator === 'and' ? 'all of' : 'one of', ''),
    mark: markOf(step, true),
    of: [step],
  },
  ...sidesOf(step, syntax, depth + 1, writer),
];

type Junction = Extract<Syntax, { readonly kind: 'binary' }>;

const isJunction = (syntax: Syntax): syntax is Junction =>
  syntax.kind === 'binary' && (syntax.operator === 'and' || syntax.operator === 'or');

/** The conditions of `a and b and c`, which is `(a and b) and c`, next to one another. */
const sidesOf = (step: Step, { operator, left, right }: Junction, depth: number, writer: Writer): Lines => {
  const side = (syntax: Syntax): Lines => {
    const part = partOf(step, syntax);
    if (part === undefined) return notReached(step, syntax, depth, writer);
    return isJunction(syntax) && syntax.operator === operator
      ? sidesOf(part, syntax, depth, writer)
      : line(part, depth, true, writer);
  };
  return [...side(left), ...side(right)];
};

const below = (step: Step, depth: number, isTest: boolean, writer: Writer): Lines => {
  const { syntax } = step;
  const body = bodyOf(step);
  if (body !== undefined) return statement(body, depth, isTestCall(syntax), writer);
  if (syntax.kind === 'pipe') return statement(step, depth, true, writer);
  if (isCallOf(syntax, 'select')) {
    const [condition] = step.steps;
    if (condition === undefined) return [];
    return isJunction(condition.syntax) && condition.syntax.operator === 'and'
      ? sidesOf(condition, condition.syntax, depth, writer)
      : line(condition, depth, true, writer);
  }
  const parts = [...new Set(step.steps.map((part) => part.syntax))];
  return parts.flatMap((part) => repeated(step, part, depth, isTestPart(syntax, part, isTest), writer));
};

/** The parts whose values are worth a look. */
const partsOf = (step: Step, writer: Writer): readonly Step[] => {
  if (isPath(step.syntax)) return [];
  if (step.syntax.kind === 'pipe')
    return stagesOf(step)
      .slice(0, -1)
      .filter((part) => !isTrivial(part));
  return step.steps.filter((part) => !isTrivial(part) && writer.source.textOf(part.syntax) !== '');
};

/** `.a | f | g`, if each passes on at most one output. */
const stagesOf = (step: Step): readonly Step[] =>
  step.syntax.kind === 'pipe' ? step.steps.flatMap(stagesOf) : [step];

const isUnrepeated = (parts: readonly Step[]): boolean =>
  new Set(parts.map(({ syntax }) => syntax)).size === parts.length;

const isOneLine = (step: Step): boolean => {
  const stages = stagesOf(step);
  return (
    stages.every((stage) => isTrivial(stage) || isValue(stage)) && isUnrepeated(stages) && stages.length <= 4
  );
};

/** A path, or a call or the like without parts that need lines of their own. */
const isValue = (step: Step): boolean =>
  isPath(step.syntax) ||
  (!isJunction(step.syntax) &&
    !isCallOf(step.syntax, 'select') &&
    step.syntax.kind !== 'pipe' &&
    bodyOf(step) === undefined &&
    step.steps.every((part) => isTrivial(part)));

const isTrivial = ({ syntax }: Step): boolean =>
  syntax.kind === 'identity' || syntax.kind === 'format' || literalOf(syntax) !== undefined;

const described = (step: Step, { source }: Writer): string => {
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

const markOf = (step: Step, isTest: boolean): Line['mark'] => {
  if (step.thrown !== undefined) return step.thrown instanceof Raised ? 'failed' : 'bailed out';
  if (!isTest && !isTestCall(step.syntax)) return 'value';
  return holds(step) ? 'holds' : 'does not hold';
};

/** A condition that is true or false says so by its mark. */
const resultOf = (step: Step, mark: Line['mark'], source: Source): readonly string[] => {
  const { syntax } = step;
  if (mark === 'bailed out' || isCallOf(syntax, 'select')) return [];
  if (mark === 'failed') return isPath(syntax) ? [causeIn(step, source)] : [];
  const value = lastOutput(step);
  if (mark !== 'value' && !isPath(syntax) && typeof value === 'boolean' && step.outputs.length === 1)
    return [];
  return [isWhat(step, source.textOf).replace(/^(?:is|gives) /, '')];
};

/** Whether it gives true or false, or lets its input through or not. */
const isTestCall = (syntax: Syntax): boolean => {
  switch (syntax.kind) {
    case 'call':
      return testCalls.has(syntax.name);
    case 'binary':
      return ['and', 'or', '==', '!=', '<', '<=', '>', '>='].includes(syntax.operator);
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
const isTestPart = (syntax: Syntax, part: Syntax, isTest: boolean): boolean => {
  if (syntax.kind === 'if') return isTest || part === syntax.condition;
  if (syntax.kind === 'call' && (syntax.name === 'any' || syntax.name === 'all'))
    return part === syntax.args.at(-1);
  return false;
};
