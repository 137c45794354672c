import { tokensOf } from './lexer.ts';
import { readPatterns } from './patterns.ts';
import { type Reader, readerOf } from './reader.ts';
import type { Spans } from './spans.ts';
import { type Definition, type Operator, operators, type Syntax } from './syntax.ts';
import { readTerm } from './terms.ts';
import { UnsupportedProgram } from './unsupported-program.ts';

/**
 * Parses a program by jq's grammar. Throws UnsupportedProgram for what jq refuses, and for what is not supported:
 * modules, and characters that do not reach jq as they are (NUL, lone surrogates) or that may come from those (U+FFFD).
 */
export const parse = (text: string): Syntax => parseWithSpans(text).syntax;

/** The same, and where each piece of the syntax stands in the text. */
export const parseWithSpans = (text: string): { readonly syntax: Syntax; readonly spans: Spans } => {
  const tokens = isSupported(text) && !text.includes('\0') ? tokensOf(text) : undefined;
  if (tokens === undefined || !tokens.every((token) => isSupported(token.text))) {
    throw new UnsupportedProgram('not supported tokens');
  }
  const reader = readerOf(tokens, { query: readQuery, expression: readExpression });
  const syntax = readQuery(reader);
  reader.expectKind('end');
  return { syntax, spans: reader.spans };
};

const isSupported = (text: string): boolean => text.isWellFormed() && !text.includes('\ufffd');

/** `|` binds loosest and to the right. The bodies of `as`, `def` and `label` reach as far right as possible. */
const readQuery = (reader: Reader): Syntax => {
  const start = reader.start();
  const left = readCommas(reader);
  return reader.accept('|') ? reader.placed(start, { kind: 'pipe', left, right: readQuery(reader) }) : left;
};

const readCommas = (reader: Reader): Syntax => {
  const start = reader.start();
  let left = readOperand(reader);
  while (reader.accept(',')) left = reader.placed(start, { kind: 'comma', left, right: readOperand(reader) });
  return left;
};

const readOperand = (reader: Reader): Syntax => {
  const start = reader.start();
  if (reader.accept('def')) {
    const definition = readDefinition(reader);
    return reader.placed(start, { kind: 'define', definition, rest: readQuery(reader) });
  }
  if (reader.accept('label')) {
    const name = reader.expectKind('variable');
    reader.expect('|');
    return reader.placed(start, { kind: 'label', name, body: readQuery(reader) });
  }
  const source = readExpression(reader);
  if (!reader.accept('as')) return source;
  const patterns = readPatterns(reader);
  reader.expect('|');
  return reader.placed(start, { kind: 'bind', source, patterns, body: readQuery(reader) });
};

const readDefinition = (reader: Reader): Definition => {
  const name = reader.expectKind('name');
  const params: string[] = [];
  if (reader.accept('(')) {
    do {
      params.push(reader.kind() === 'variable' ? `$${reader.take().text}` : reader.expectKind('name'));
    } while (reader.accept(';'));
    reader.expect(')');
  }
  reader.expect(':');
  const body = readQuery(reader);
  reader.expect(';');
  return { name, params, body };
};

/** Binary operators: the operands of each rank are expressions of the next tighter rank. */
const readExpression = (reader: Reader, level = 0): Syntax => {
  const rank = ranks[level];
  if (rank === undefined) return readTerm(reader);
  const start = reader.start();
  let left = readExpression(reader, level + 1);
  for (;;) {
    const operator = takeOperator(reader, rank.operators);
    if (operator === undefined) return left;
    const right = readExpression(reader, rank.associates === 'right' ? level : level + 1);
    left = reader.placed(start, { kind: 'binary', operator, left, right });
    if (rank.associates !== 'left') return left;
  }
};

const takeOperator = (reader: Reader, ofRank: readonly Operator[]): Operator | undefined => {
  if (!reader.at(...ofRank)) return undefined;
  const { text } = reader.take();
  return operators.find((operator) => operator === text);
};

/** From loosest to tightest. `1 == 1 == 1` is a syntax error, and so is `.a = .b = 1`. */
export const ranks: readonly {
  readonly associates: 'left' | 'right' | 'not';
  readonly operators: readonly Operator[];
}[] = [
  { associates: 'right', operators: ['//'] },
  { associates: 'not', operators: ['=', '|=', '+=', '-=', '*=', '/=', '%=', '//='] },
  { associates: 'left', operators: ['or'] },
  { associates: 'left', operators: ['and'] },
  { associates: 'not', operators: ['==', '!=', '<', '<=', '>', '>='] },
  { associates: 'left', operators: ['+', '-'] },
  { associates: 'left', operators: ['*', '/', '%'] },
];
