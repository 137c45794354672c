import { print } from '../../jq/in-process/parse/print.ts';
import type { Operator, StringSyntax, Syntax } from '../../jq/in-process/parse/syntax.ts';
import { widerRegexes } from './regexes.ts';

/** One change of a piece of syntax that makes the program mean something else. */
export interface Change {
  readonly to: Syntax;
  /** What was changed, with the text before it if the piece alone does not show it. */
  readonly words: string;
  /** The part that the change is about, if it is not the whole piece. */
  readonly part?: Syntax;
}

/** Every change of this piece itself; those of its parts are theirs. */
export const changesOf = (syntax: Syntax): readonly Change[] => {
  switch (syntax.kind) {
    case 'binary':
      return changesOfOperator(syntax);
    case 'comma':
      return isList(syntax) ? droppedSides({ ...syntax, kind: 'comma' }) : [];
    case 'pipe':
      return isCall(syntax.right, 'not', 0)
        ? [{ to: syntax.left, words: `without: not`, part: syntax.right }]
        : [];
    case 'if':
      return [{ to: { ...syntax, condition: not(syntax.condition) }, ...negated(syntax.condition) }];
    case 'call':
      return changesOfCall(syntax);
    default:
      return [];
  }
};

type Binary = Extract<Syntax, { kind: 'binary' }>;
type Comma = Extract<Syntax, { left: Syntax }> & { readonly kind: 'comma' };
type Call = Extract<Syntax, { kind: 'call' }>;

const changesOfOperator = (syntax: Binary): readonly Change[] => {
  const { operator, left, right } = syntax;
  if (operator === 'and' || operator === 'or') return droppedSides(syntax);
  if (operator === '//') return [dropped(right, left, `without: // ${short(right)}`)];
  return (otherOperators[operator] ?? []).map((other) => {
    const to: Syntax = { ...syntax, operator: other };
    return { to, words: `${short(syntax)} → ${short(to)}` };
  });
};

/** The opposite, and for an order also the other side of the boundary. */
const otherOperators: Readonly<Partial<Record<Operator, readonly Operator[]>>> = {
  '==': ['!='],
  '!=': ['=='],
  '<': ['>=', '<='],
  '<=': ['>', '<'],
  '>': ['<=', '>='],
  '>=': ['<', '>'],
};

/** Of `(.a and .b) and .c`, the sides of the inner `and` are dropped one by one: both at once would say less. */
const droppedSides = (syntax: Binary | Comma): readonly Change[] =>
  [
    { side: syntax.left, other: syntax.right },
    { side: syntax.right, other: syntax.left },
  ]
    .filter(({ side }) => !isSameKind(side, syntax))
    .map(({ side, other }) => dropped(side, other));

const isSameKind = (side: Syntax, syntax: Syntax): boolean =>
  side.kind === 'binary' && syntax.kind === 'binary'
    ? side.operator === syntax.operator
    : side.kind === 'comma' && syntax.kind === 'comma';

const dropped = (part: Syntax, to: Syntax, words = `without: ${short(part)}`): Change => ({
  to,
  words,
  part,
});

const changesOfCall = (call: Call): readonly Change[] => {
  const [first, flags] = call.args;
  if (first === undefined) return [];
  if (call.name === 'select') {
    return [
      { to: { ...call, args: [not(first)] }, ...negated(first) },
      { to: { kind: 'identity' }, words: `without: ${short(call)}` },
    ];
  }
  const other = swapped[call.name];
  return [
    ...(other === undefined
      ? []
      : [{ to: { ...call, name: other }, words: `${call.name}(…) → ${other}(…)` }]),
    ...(isText(first) ? changesOfText(call, first) : []),
    ...(takesRegex.has(call.name) && flags !== undefined && isText(flags)
      ? [{ to: { ...call, args: [first] }, words: `without the flags ${short(flags)}`, part: flags }]
      : []),
  ];
};

const swapped: Readonly<Record<string, string | undefined>> = { any: 'all', all: 'any' };

/** Changes of the literal that a call compares text with. */
const changesOfText = (call: Call, literal: StringSyntax): readonly Change[] => {
  const text = literal.parts.join('');
  const others = takesRegex.has(call.name)
    ? widerRegexes(text)
    : takesText.has(call.name) && text !== ''
      ? ['']
      : [];
  return others.map((other) => {
    const replaced: Syntax = { ...literal, parts: [other] };
    return {
      to: { ...call, args: [replaced, ...call.args.slice(1)] },
      words: `${short(literal)} → ${short(replaced)}`,
      part: literal,
    };
  });
};

const takesRegex: ReadonlySet<string> = new Set(['test', 'match', 'capture', 'scan']);
const takesText: ReadonlySet<string> = new Set(['startswith', 'endswith', 'contains']);

const isCall = (syntax: Syntax, name: string, args: number): syntax is Call =>
  syntax.kind === 'call' && syntax.name === name && syntax.args.length === args;

/** Text without interpolations. */
const isText = (syntax: Syntax): syntax is StringSyntax =>
  syntax.kind === 'string' &&
  syntax.format === 'text' &&
  syntax.parts.every((part) => typeof part === 'string');

/** Only of literals: `IN("A", "B")`. */
const isList = (syntax: Syntax): boolean =>
  syntax.kind === 'comma'
    ? isList(syntax.left) && isList(syntax.right)
    : syntax.kind === 'number' || syntax.kind === 'constant' || isText(syntax);

const not = (condition: Syntax): Syntax => ({
  kind: 'pipe',
  left: condition,
  right: { kind: 'call', name: 'not', args: [] },
});

const negated = (condition: Syntax): Pick<Change, 'words' | 'part'> => ({
  words: `negated: ${short(condition)}`,
  part: condition,
});

/** On one line of a terminal. */
const short = (syntax: Syntax): string => {
  const text = print(syntax).replaceAll(/\s+/g, ' ');
  return text.length > maxShown ? `${text.slice(0, maxShown - 1).toWellFormed()}…` : text;
};

const maxShown = 90;
