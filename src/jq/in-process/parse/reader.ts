import type { Token } from './lexer.ts';
import type { Span, Spans } from './spans.ts';
import type { Syntax } from './syntax.ts';
import { UnsupportedProgram } from './unsupported-program.ts';

/** Reads tokens one by one. Throws UnsupportedProgram when an expected one is missing. */
export interface Reader {
  kind(): Token['kind'];
  /** Whether the next token is a symbol or keyword, and one of these. */
  at(...texts: readonly string[]): boolean;
  take(): Token;
  /** Takes the symbol or keyword if it is next. */
  accept(text: string): boolean;
  expect(text: string): void;
  expectKind(kind: Token['kind']): string;
  /** Parses a query (which may have `|`, `,`, `as` and `def`) or an expression (which may not). */
  query(): Syntax;
  expression(): Syntax;
  /** Where the next token starts. */
  start(): number;
  /** Notes where a piece of syntax stands: from `start` to the last token that was taken. */
  placed<Piece extends Syntax>(start: number, piece: Piece): Piece;
  readonly spans: Spans;
}

interface Grammar {
  readonly query: (reader: Reader) => Syntax;
  readonly expression: (reader: Reader) => Syntax;
}

export const readerOf = (tokens: readonly Token[], grammar: Grammar): Reader => {
  let position = 0;
  let lastEnd = 0;
  const spans = new Map<Syntax, Span>();
  const last = tokens.at(-1);
  if (last === undefined) throw new RangeError('expected tokens with an end');
  const peek = (): Token => tokens[position] ?? last;
  const reader: Reader = {
    kind: () => peek().kind,
    at: (...texts) =>
      (reader.kind() === 'symbol' || reader.kind() === 'keyword') && texts.includes(peek().text),
    take: () => {
      const token = peek();
      position += 1;
      lastEnd = token.span.end;
      return token;
    },
    accept: (text) => reader.at(text) && reader.take() !== undefined,
    expect: (text) => {
      if (!reader.accept(text)) throw new UnsupportedProgram(`expected ${text}, got ${peek().text}`);
    },
    expectKind: (kind) => {
      if (reader.kind() !== kind) throw new UnsupportedProgram(`expected a ${kind}, got ${peek().text}`);
      return reader.take().text;
    },
    query: () => grammar.query(reader),
    expression: () => grammar.expression(reader),
    start: () => peek().span.start,
    placed: (start, piece) => {
      if (!spans.has(piece)) spans.set(piece, { start, end: lastEnd });
      return piece;
    },
    spans,
  };
  return reader;
};
