import type { Condition, Definition } from './condition.ts';
import { enclosed, indented, isPlain, isWhole, type Lines, plainLines, someLines, width } from './lines.ts';

/** A jq program that gives the truth of a condition, laid out for people: the functions that it needs come first. */
export const programOf = (condition: Condition): string => {
  const definitions = [...new Set(definitionsIn(condition).flatMap(withNeeded))];
  return [...definitions.map(({ jq }) => `${jq}\n`), linesOf(condition, width).join('\n')].join('\n');
};

const withNeeded = (definition: Definition): readonly Definition[] => [
  ...(definition.uses ?? []).flatMap(withNeeded),
  definition,
];

const definitionsIn = (condition: Condition): readonly Definition[] => {
  switch (condition.kind) {
    case 'jq':
      return condition.uses;
    case 'some':
      return [
        ...condition.of.uses,
        ...condition.tests.flatMap((test) => ('jq' in test ? (test.uses ?? []) : [])),
      ];
    case 'within':
      return [...condition.of.uses, ...definitionsIn(condition.is)];
    case 'not':
      return definitionsIn(condition.of);
    case 'all':
    case 'any':
    case 'exactly':
      return condition.of.flatMap(definitionsIn);
  }
};

const linesOf = (condition: Condition, room: number): Lines => {
  switch (condition.kind) {
    case 'jq':
      return condition.jq.split('\n');
    case 'some':
      return someLines(condition, room);
    case 'within':
      return withinLines(condition, room);
    case 'not':
      return condition.of.kind === 'some' && isPlain(condition.of)
        ? plainLines(condition.of, room, true)
        : [...linesOf(condition.of, room), '| not'];
    case 'all':
      return joined(condition.of, 'and', room);
    case 'any':
      return joined(condition.of, 'or', room);
    case 'exactly':
      return countLines(condition, room);
  }
};

const joined = (parts: readonly Condition[], operator: 'and' | 'or', room: number): Lines =>
  parts.flatMap((part, at) => {
    const [first = '', ...rest] = operandLines(part, room - 4);
    return [at === 0 ? first : `${operator} ${first}`, ...rest];
  });

/** With parentheses around what would not hold together beside `and` and `or`. */
const operandLines = (condition: Condition, room: number): Lines => {
  if (holdsTogether(condition)) return linesOf(condition, room);
  const inside = linesOf(condition, room - 2);
  const line = `(${inside.join(' ')})`;
  return inside.every(isWhole) && line.length <= room ? [line] : ['(', ...indented(inside), ')'];
};

const holdsTogether = (condition: Condition): boolean =>
  condition.kind === 'some' ||
  condition.kind === 'within' ||
  condition.kind === 'exactly' ||
  condition.kind === 'jq' ||
  (condition.kind === 'not' && condition.of.kind === 'some' && isPlain(condition.of));

const withinLines = ({ of, is }: Extract<Condition, { readonly kind: 'within' }>, room: number): Lines => {
  const inside = linesOf(is, room - 2);
  const line = `any(${of.jq}; ${inside.join(' ')})`;
  return inside.every(isWhole) && line.length <= room
    ? [line]
    : ['any(', ...indented([`${of.jq};`, ...inside]), ')'];
};

const countLines = ({ count, of }: Extract<Condition, { readonly kind: 'exactly' }>, room: number): Lines => {
  const parts = of.map((part) => operandLines(part, room - 3));
  const items = parts.flatMap((lines, at) => (at === parts.length - 1 ? lines : enclosed('', lines, ',')));
  return ['([', ...indented(items), `] | map(select(.)) | length == ${count})`];
};
