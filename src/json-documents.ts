import { type JsonValue, parseJson } from './json.ts';

/** A JSON document of a text, or why something in it is none. */
export type Document = JsonValue | SyntaxError;

/**
 * The JSON documents in a text: one, one a line, or several with or without anything between them. A broken one costs
 * itself, or its line; only where lines are broken too, documents of several lines behind it are broken as well.
 */
export const documentsIn = function* (
  text: string,
  parse: (text: string) => JsonValue = parseJson,
): Generator<Document> {
  const whole = parsed(text, parse);
  if (!(whole instanceof SyntaxError)) yield whole;
  else for (const piece of piecesOf(text)) yield* documentsOf(piece, parse);
};

/** If brackets do not fit each other, a piece that is no document may hold the lines of others. */
const documentsOf = function* (piece: string, parse: (text: string) => JsonValue): Generator<Document> {
  const document = parsed(piece, parse);
  if (!(document instanceof SyntaxError) || !piece.includes('\n')) yield document;
  else for (const part of piecesOf(piece, { withinLines: true })) yield parsed(part, parse);
};

const parsed = (text: string, parse: (text: string) => JsonValue): Document => {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return error;
    throw error;
  }
};

/**
 * Pieces that are documents if they are JSON at all. Every character is read at most twice: once an array or object
 * does not end, those after it must end in the line in which they begin.
 */
const piecesOf = function* (text: string, { withinLines } = { withinLines: false }): Generator<string> {
  let oneLine = withinLines;
  let lineEnd = -1;
  for (let at = skipSeparators(text, 0); at < text.length; at = skipSeparators(text, at)) {
    if (at > lineEnd) lineEnd = endOfLine(text, at);
    const end = endOfPiece(text, at, oneLine ? lineEnd : text.length);
    oneLine ||= end === undefined;
    yield text.slice(at, end ?? lineEnd);
    at = end ?? lineEnd;
  }
};

/** White space, a comma, or the record separator of RFC 7464. */
const skipSeparators = (text: string, from: number): number => {
  let at = from;
  while (at < text.length && separators.includes(text.charAt(at))) at += 1;
  return at;
};

const separators = ' \t\r\n,\u001e\u0000\ufeff';

const endOfLine = (text: string, from: number): number => {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
};

/** Undefined if it does not end before `limit`. */
const endOfPiece = (text: string, from: number, limit: number): number | undefined => {
  const first = text.charAt(from);
  if (first === '"') return endOfString(text, from, limit);
  return first === '{' || first === '[' ? endOfBrackets(text, from, limit) : endOfScalar(text, from);
};

/** JSON has no line breaks in strings. */
const endOfString = (text: string, from: number, limit: number): number | undefined => {
  for (let at = from + 1; at < limit; at += 1) {
    const char = text.charCodeAt(at);
    if (char === quote) return at + 1;
    if (char === lineBreak) return undefined;
    if (char === backslash) at += 1;
  }
  return undefined;
};

const endOfBrackets = (text: string, from: number, limit: number): number | undefined => {
  let nesting = 0;
  for (let at = from; at < limit; at += 1) {
    const char = text.charCodeAt(at);
    if (char === openBrace || char === openBracket) nesting += 1;
    else if (char === closeBrace || char === closeBracket) {
      nesting -= 1;
      if (nesting === 0) return at + 1;
    } else if (char === quote) {
      const end = endOfString(text, at, limit);
      if (end === undefined) return undefined;
      at = end - 1;
    }
  }
  return undefined;
};

/** A number, a word, or what is no JSON, such as what a logger writes before it. */
const endOfScalar = (text: string, from: number): number => {
  let at = from + 1;
  while (at < text.length && !'{[\n'.includes(text.charAt(at))) at += 1;
  return at;
};

const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const quote = 0x22;
const backslash = 0x5c;
const lineBreak = 0x0a;
