import type { Syntax } from '../parse/syntax.ts';
import { bodyOf, decisionOf, isCallOf, partOf } from './decision.ts';
import {
  isOneLine,
  isTestCall,
  isTestPart,
  isTrivial,
  type Mark,
  markOf,
  noteOn,
  partsOnLine,
} from './line-notes.ts';
import { literalOf } from './paths.ts';
import { shortened, shown } from './shown.ts';
import type { Source } from './source.ts';
import type { Step } from './trace.ts';

/** A line about a piece of a program and what it gave. */
export interface Line {
  readonly depth: number;
  /** Of a condition, whether it holds; `value` for what is none. */
  readonly mark: Mark;
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
  switch (syntax.kind) {
    case 'define':
      return repeated(step, syntax.rest, depth, isTest, writer);
    case 'bind': {
      const source = partOf(step, syntax.source);
      const bound = source === undefined ? [] : line(source, depth, false, writer);
      return [...bound, ...repeated(step, syntax.body, depth, isTest, writer)];
    }
    case 'pipe':
      return isOneLine(step) && partsOnLine(step, writer.source) !== undefined
        ? line(step, depth, isTest, writer)
        : stages(step, syntax, depth, isTest, writer);
    default:
      return line(step, depth, isTest, writer);
  }
};

/** A pipe, with a line or more for each of its two sides. */
const stages = (
  step: Step,
  { left, right }: { readonly left: Syntax; readonly right: Syntax },
  depth: number,
  isTest: boolean,
  writer: Writer,
): Lines => [
  ...step.steps
    .filter(({ syntax }) => syntax === left)
    .flatMap((part) => statement(part, depth, false, writer)),
  ...repeated(step, right, depth, isTest, writer),
  ...notReached(step, right, depth, writer),
];

/** The evaluations of a part: all below one another, or for several inputs a few of them. */
const repeated = (step: Step, part: Syntax, depth: number, isTest: boolean, writer: Writer): Lines => {
  const all = step.steps.filter(({ syntax }) => syntax === part);
  const [first] = all;
  if (first === undefined) return [];
  // Of several evaluations on one input, as for each output of another part, all are alike.
  if (all.every(({ input }) => input === first.input)) return statement(first, depth, isTest, writer);
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
  const parts = partsOnLine(step, source);
  const mark = markOf(step, isTest);
  const own: Draft = {
    depth,
    mark,
    text: isCallOf(syntax, 'select') ? 'select(…)' : shortened(source.textOf(syntax), maxText),
    note: noteOn(step, parts ?? [], mark, source),
    of: parts === undefined ? [step] : [step, ...parts, ...inside(step)],
  };
  return [own, ...(parts === undefined ? below(step, depth + 1, isTest, writer) : [])];
};

/** The steps of a pipe that is shown on one line. */
const inside = (step: Step): readonly Step[] =>
  step.syntax.kind === 'pipe' ? step.steps.flatMap((part) => [part, ...inside(part)]) : [];

/** `all of` or `one of`, and below it the conditions. */
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

/** The lines of the parts of a step. `select(a and b)` has those of `a` and `b`. */
const below = (step: Step, depth: number, isTest: boolean, writer: Writer): Lines => {
  const { syntax } = step;
  const body = bodyOf(step);
  if (body !== undefined) return statement(body, depth, isTestCall(syntax), writer);
  if (syntax.kind === 'pipe') return stages(step, syntax, depth, isTest, writer);
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
