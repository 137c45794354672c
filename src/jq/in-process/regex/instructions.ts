import type { CharacterSet } from './character-sets.ts';
import type { Assertion, Syntax } from './syntax.ts';

/** A step of a nondeterministic automaton. The others are positions in a program. */
type Instruction =
  | { readonly kind: 'character'; readonly set: number; readonly next: number }
  | { readonly kind: 'condition'; readonly bit: number; readonly holds: boolean; readonly next: number }
  | { readonly kind: 'choice'; readonly preferred: number; readonly other: number }
  | { readonly kind: 'save'; readonly slot: number; readonly next: number }
  | { readonly kind: 'match' };

export interface Program {
  readonly instructions: readonly Instruction[];
  readonly start: number;
}

/** What must hold at a position. A look must not hold another that comes after it. */
export type Condition =
  | { readonly kind: Exclude<Assertion, 'no word boundary'> }
  | { readonly kind: 'look'; readonly direction: 'ahead' | 'behind'; readonly program: Program };

/** What the programs of a regex have in common. */
export interface Shared {
  readonly sets: CharacterSet[];
  readonly conditions: Condition[];
}

/** `backward` matches the reversed text, and saves no captures. Undefined when the program is too large. */
export const programOf = (
  syntax: Syntax,
  shared: Shared,
  direction: 'forward' | 'backward' = 'forward',
): Program | undefined => {
  const writer: Writer = { instructions: [], shared, direction };
  try {
    const start = write(writer, syntax, add(writer, { kind: 'match' }));
    return { instructions: writer.instructions, start };
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    throw error;
  }
};

interface Writer {
  readonly instructions: Instruction[];
  readonly shared: Shared;
  readonly direction: 'forward' | 'backward';
}

class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

const maxInstructions = 2000;

const maxConditions = 30;

const add = ({ instructions }: Writer, instruction: Instruction): number => {
  if (instructions.length >= maxInstructions) throw new TooLarge();
  return instructions.push(instruction) - 1;
};

/** Writes what matches the syntax and then goes on at `next`. Gives its position. */
const write = (writer: Writer, syntax: Syntax, next: number): number => {
  switch (syntax.kind) {
    case 'set':
      return add(writer, { kind: 'character', set: numberOf(writer.shared.sets, syntax.set), next });
    case 'assertion':
      return writeAssertion(writer, syntax.assertion, next);
    case 'look':
      return writeLook(writer, syntax, next);
    case 'sequence': {
      const parts = writer.direction === 'forward' ? syntax.parts.toReversed() : syntax.parts;
      return parts.reduce((to, part) => write(writer, part, to), next);
    }
    case 'either': {
      const starts = syntax.branches.map((branch) => write(writer, branch, next));
      return starts.reduceRight((other, preferred) => add(writer, { kind: 'choice', preferred, other }));
    }
    case 'group':
      return writeGroup(writer, syntax, next);
    case 'repeat':
      return writeRepeat(writer, syntax, next);
  }
};

const numberOf = (sets: CharacterSet[], set: CharacterSet): number => {
  const known = sets.findIndex(({ source }) => source === set.source);
  return known === -1 ? sets.push(set) - 1 : known;
};

const writeAssertion = (writer: Writer, assertion: Assertion, next: number): number => {
  const holds = assertion !== 'no word boundary';
  const kind = holds ? assertion : 'word boundary';
  const { conditions } = writer.shared;
  const known = conditions.findIndex((condition) => condition.kind === kind);
  return add(writer, {
    kind: 'condition',
    bit: 1 << (known === -1 ? addCondition(conditions, { kind }) : known),
    holds,
    next,
  });
};

const addCondition = (conditions: Condition[], condition: Condition): number => {
  if (conditions.length >= maxConditions) throw new TooLarge();
  return conditions.push(condition) - 1;
};

const writeLook = (
  writer: Writer,
  { direction, negated, inner }: Extract<Syntax, { readonly kind: 'look' }>,
  next: number,
): number => {
  const program = programOf(inner, writer.shared, direction === 'ahead' ? 'backward' : 'forward');
  if (program === undefined) throw new TooLarge();
  const number = addCondition(writer.shared.conditions, { kind: 'look', direction, program });
  return add(writer, { kind: 'condition', bit: 1 << number, holds: !negated, next });
};

const writeGroup = (
  writer: Writer,
  { inner, capture }: Extract<Syntax, { readonly kind: 'group' }>,
  next: number,
): number => {
  if (capture === undefined || writer.direction === 'backward') return write(writer, inner, next);
  const end = add(writer, { kind: 'save', slot: 2 * capture.number + 1, next });
  return add(writer, { kind: 'save', slot: 2 * capture.number, next: write(writer, inner, end) });
};

/** `a{2,4}` is written as `aa(a(a)?)?`, and `a{2,}` as `aa+`. */
const writeRepeat = (
  writer: Writer,
  { inner, quantifier }: Extract<Syntax, { readonly kind: 'repeat' }>,
  next: number,
): number => {
  const { min, max, lazy } = quantifier;
  const choose = (again: number): Instruction =>
    lazy
      ? { kind: 'choice', preferred: next, other: again }
      : { kind: 'choice', preferred: again, other: next };
  let start = next;
  let needed = min;
  if (max === undefined) {
    const loop = add(writer, { kind: 'match' });
    const again = write(writer, inner, loop);
    writer.instructions[loop] = choose(again);
    start = min === 0 ? loop : again;
    needed = Math.max(0, min - 1);
  } else {
    for (let times = min; times < max; times += 1) start = add(writer, choose(write(writer, inner, start)));
  }
  for (; needed > 0; needed -= 1) start = write(writer, inner, start);
  return start;
};
