import type { Token } from './lexer.ts';
import type { Syntax } from './tree.ts';

/** Walks over tokens. What is expected and missing ends the parsing: throws NotUnderstood. */
export interface Reader {
  kind(): Token['kind'];
  /** Whether the next token is a symbol or keyword, and one of these. */
  at(...texts: readonly string[]): boolean;
  take(): Token;
  /** Takes the symbol or keyword if it is next. */
  accept(text: string): boolean;
  expect(text: string): void;
  expectKind(kind: Token['kind']): string;
  /** Reads with all of the grammar: a query (with `|`, `,`, `as` and `def`) or an expression (without). */
  query(): Syntax;
  expression(): Syntax;
}

interface Grammar {
  readonly query: (reader: Reader) => Syntax;
  readonly expression: (reader: Reader) => Syntax;
}

/** A text that jq refuses, or may refuse for all we know. Nobody reads the message: jq explains its errors itself. */
export class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood';
}

export const readerOf = (tokens: readonly Token[], grammar: Grammar): Reader => {
  let position = 0;
  const peek = (): Token => tokens[position] ?? { kind: 'end', text: '' };
  const reader: Reader = {
    kind: () => peek().kind,
    at: (...texts) =>
      (reader.kind() === 'symbol' || reader.kind() === 'keyword') && texts.includes(peek().text),
    take: () => {
      const token = peek();
      position += 1;
      return token;
    },
    accept: (text) => reader.at(text) && reader.take() !== undefined,
    expect: (text) => {
      if (!reader.accept(text)) throw new NotUnderstood(`expected ${text}, got ${peek().text}`);
    },
    expectKind: (kind) => {
      if (reader.kind() !== kind) throw new NotUnderstood(`expected a ${kind}, got ${peek().text}`);
      return reader.take().text;
    },
    query: () => grammar.query(reader),
    expression: () => grammar.expression(reader),
  };
  return reader;
};
