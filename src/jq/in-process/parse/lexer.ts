import type { Span } from './spans.ts';

export interface Token {
  readonly kind:
    | 'symbol'
    | 'keyword'
    | 'name'
    | 'field'
    | 'variable'
    | 'location'
    | 'number'
    | 'format'
    | 'string-start'
    | 'string-text'
    | 'string-end'
    | 'interpolation-start'
    | 'interpolation-end'
    | 'end';
  readonly text: string;
  /** Where it stands in the program: `[start, end)` in UTF-16 units. */
  readonly span: Span;
}

/** Undefined when the text has something that jq refuses or that is not supported. */
export const tokensOf = (text: string): readonly Token[] | undefined => {
  const tokens: Token[] = [];
  const closers: string[] = [];
  let position = 0;
  while (position < text.length) {
    const read = closers.at(-1) === '"' ? readInString(text, position) : readToken(text, position);
    if (read === undefined) return undefined;
    const kind = balance(read, closers);
    if (kind === undefined) return undefined;
    const end = position + read.length;
    if (kind !== 'layout') tokens.push({ kind, text: read.text, span: { start: position, end } });
    position = end;
  }
  const end: Token = { kind: 'end', text: '', span: { start: position, end: position } };
  return closers.length === 0 ? [...tokens, end] : undefined;
};

interface Read {
  readonly kind: Token['kind'] | 'layout';
  readonly text: string;
  /** Characters read. The text of a token differs: it has no sigil, and its escapes are decoded. */
  readonly length: number;
}

/**
 * As in jq's lexer, the longest match wins: `?//` is always one token, `..5` is `..` and `5`. Names in modules (`a::b`)
 * are not supported.
 */
const readToken = (text: string, position: number): Read | undefined => {
  for (const [kind, pattern, sigil] of patterns) {
    const matched = matchAt(pattern, text, position);
    if (matched === undefined) continue;
    const { length } = matched;
    if (kind === 'name' && keywords.has(matched)) return { kind: 'keyword', text: matched, length };
    if (matched === '$__loc__') return { kind: 'location', text: matched, length };
    return { kind, text: matched.slice(sigil), length };
  }
  return undefined;
};

const patterns: readonly (readonly [kind: Read['kind'], pattern: RegExp, sigil: number])[] = [
  ['layout', /[ \r\n\t]+/y, 0],
  // A comment that ends in a backslash goes on in the next line.
  ['layout', /#(?:\\(?:\\|\r?\n)|(?!\r?\n)[\s\S])*(?:\r?\n)?/y, 0],
  ['field', /\.[a-zA-Z_][a-zA-Z_0-9]*/y, 1],
  ['number', /(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?/y, 0],
  ['name', /[a-zA-Z_][a-zA-Z_0-9]*/y, 0],
  ['variable', /\$[a-zA-Z_][a-zA-Z_0-9]*/y, 1],
  ['format', /@[a-zA-Z0-9_]+/y, 1],
  ['string-start', /"/y, 0],
  ['symbol', /\?\/\/|\/\/=|!=|==|\/\/|\|=|\+=|-=|\*=|\/=|%=|<=|>=|\.\.|[.?=;,:|+\-*/%<>[\]{}()]/y, 0],
];

const keywords: ReadonlySet<string> = new Set(
  'as import include module def if then else elif and or end reduce foreach try catch label break'.split(' '),
);

const readInString = (text: string, position: number): Read | undefined => {
  if (text.startsWith('"', position)) return { kind: 'string-end', text: '"', length: 1 };
  if (text.startsWith('\\(', position)) return { kind: 'interpolation-start', text: '(', length: 2 };
  const plain = matchAt(/[^\\"]+/y, text, position);
  if (plain !== undefined) return { kind: 'string-text', text: plain, length: plain.length };
  const escapes = matchAt(/(?:\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})+/y, text, position);
  if (escapes === undefined) return undefined;
  return { kind: 'string-text', text: String(JSON.parse(`"${escapes}"`)), length: escapes.length };
};

const matchAt = (pattern: RegExp, text: string, position: number): string | undefined => {
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0];
};

/** Tracks what is open: a `)` that ends an interpolation is another token than one that ends a group. */
const balance = ({ kind, text }: Read, closers: string[]): Read['kind'] | undefined => {
  if (kind === 'layout') return kind;
  const opens = kind === 'interpolation-start' ? '\\)' : closerOf.get(text);
  if (opens !== undefined && kind !== 'string-text' && kind !== 'string-end') closers.push(opens);
  else if (kind === 'string-end') closers.pop();
  else if (kind === 'symbol' && closing.has(text)) {
    const expected = closers.pop();
    if (expected === '\\)' && text === ')') return 'interpolation-end';
    return expected === text ? kind : undefined;
  }
  return kind;
};

const closerOf: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
  ['"', '"'],
]);

const closing: ReadonlySet<string> = new Set([')', ']', '}']);
