import type { Condition } from './condition.ts';

export type Lines = readonly string[];

/** Columns. */
export const width = 100;

export type Some = Extract<Condition, { readonly kind: 'some' }>;

/** Whether one value is compared with constants, which needs no `any`. */
export const isPlain = ({ of, tests }: Some): boolean => of.isOne && tests.every((test) => 'equals' in test);

/** `.eventName == "A"`, or `(.eventName | IN("A", "B"))`. */
export const plainLines = (some: Some, room: number, isNegated: boolean): Lines => {
  const [only = '', ...others] = literalsOf(some);
  if (others.length === 0) return [`${some.of.jq} ${isNegated ? '!=' : '=='} ${only}`];
  const [open, close] = [`(${some.of.jq} | `, isNegated ? ' | not)' : ')'];
  return enclosed(open, oneOf([only, ...others], room - open.length - close.length), close);
};

/** `any(.resources[]; …)`. */
export const someLines = (some: Some, room: number): Lines => {
  if (isPlain(some)) return plainLines(some, room, false);
  const open = `any(${some.of.jq}; `;
  const [only = [], ...others] = testsOf(some, room - open.length);
  const line = `${open}${[only, ...others].flat().join(' or ')})`;
  if ([only, ...others].every(({ length }) => length === 1) && line.length <= room) return [line];
  if (others.length === 0 && only.length > 1) return enclosed(open, only, ')');
  const tests = [only, ...others].flatMap(([first = '', ...rest], at) => [
    at === 0 ? first : `or ${first}`,
    ...rest,
  ]);
  return ['any(', ...indented([`${some.of.jq};`, ...tests]), ')'];
};

const testsOf = (some: Some, room: number): readonly Lines[] => {
  const literals = literalsOf(some);
  const [only, ...others] = literals;
  const equality = others.length === 0 ? [`. == ${only}`] : oneOf(literals, room);
  return [
    ...(only === undefined ? [] : [equality]),
    ...some.tests.flatMap((test) => ('jq' in test ? [test.jq.split('\n')] : [])),
  ];
};

const literalsOf = ({ tests }: Some): readonly string[] => [
  ...new Set(tests.flatMap((test) => ('equals' in test ? [test.equals] : []))),
];

/** `IN(…)`, over several lines when there is no room for it in one. */
const oneOf = (literals: readonly string[], room: number): Lines => {
  const line = `IN(${literals.join(', ')})`;
  return line.length < room ? [line] : ['IN(', ...indented(filled(literals)), ')'];
};

export const enclosed = (open: string, [first = '', ...rest]: Lines, close: string): Lines => {
  const lines = [open + first, ...rest];
  return [...lines.slice(0, -1), `${lines.at(-1)}${close}`];
};

const filled = (words: readonly string[]): Lines => {
  const lines: string[] = [];
  for (const [at, word] of words.entries()) {
    const text = at === words.length - 1 ? word : `${word},`;
    const longer = `${lines.at(-1)} ${text}`;
    if (lines.length === 0 || longer.length > width - 10) lines.push(text);
    else lines[lines.length - 1] = longer;
  }
  return lines;
};

export const indented = (lines: Lines): Lines => lines.map((line) => `  ${line}`);

/** Whether a line can stand beside others in one. */
export const isWhole = (line: string): boolean => !line.startsWith(' ') && !/[(;]$/.test(line);
