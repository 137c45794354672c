import { type JsonValue, parseJson } from './json.ts';

/** Parses one document, which has at most so many values. Throws SyntaxError. */
type Parse = (document: string, values: number) => JsonValue;

/**
 * The JSON documents in a text, or a SyntaxError for what is none: one document, one a line, or several with or without
 * anything between them. A broken one costs itself, or its line.
 */
export const documentsIn = function* (
  text: string,
  parse: Parse = parseJson,
): Generator<JsonValue | SyntaxError> {
  for (const piece of piecesOf(text)) {
    const document = parsed(piece, parse);
    if (!(document instanceof SyntaxError) || !piece.text.includes('\n')) yield document;
    // Brackets that do not fit each other may hold the lines of good documents.
    else for (const part of piecesOf(piece.text, { ofOneLine: true })) yield parsed(part, parse);
  }
};

const parsed = ({ text, values }: Piece, parse: Parse): JsonValue | SyntaxError => {
  if (!beginsAsJson.test(text)) return noJson;
  try {
    return parse(text, values);
  } catch (error) {
    if (error instanceof SyntaxError) return error;
    throw error;
  }
};

/** A text may be a million words. Each error of JSON.parse takes as long as to parse many values. */
const beginsAsJson = /^([{["]|(true|false|null|-?\d[\d.eE+-]*)\s*$)/;
const noJson = new SyntaxError('Unexpected token, expected JSON');

/** What is a document if it is JSON at all. */
interface Piece {
  readonly text: string;
  /** One, and one more for each comma and each bracket that opens: an array or object has no more values. */
  readonly values: number;
}

/**
 * Every character is looked at once or twice: after an array or object that does not end, each must end in the line in
 * which it begins.
 */
const piecesOf = function* (text: string, { ofOneLine } = { ofOneLine: false }): Generator<Piece> {
  const scanner = createScanner(text);
  for (let at = scanner.skipSeparators(0); at < text.length; ) {
    const lineEnd = scanner.lineEnd(at);
    const { end, values } = scanner.scan(at, ofOneLine ? lineEnd : text.length);
    yield { text: text.slice(at, end ?? lineEnd), values };
    // The scanner has moved to the end of the text, and only moves forward.
    if (end === undefined && !ofOneLine) return yield* piecesOf(text.slice(lineEnd), { ofOneLine: true });
    at = scanner.skipSeparators(end ?? lineEnd);
  }
};

/** The `end` of a piece is undefined if it does not end before the limit. */
interface Scan {
  readonly end: number | undefined;
  readonly values: number;
}

/** Its methods are called with positions that only grow. */
const createScanner = (text: string) => {
  const lineBreak = createFinder(text, '\n');
  const quotes = createFinder(text, '"');

  /** JSON has no line breaks in strings. */
  const endOfString = (from: number, limit: number): number | undefined => {
    for (let at = quotes(from + 1); at < limit; at = quotes(at + 1)) {
      if (lineBreak(from) < at) return undefined;
      let backslashes = 0;
      while (text.charCodeAt(at - 1 - backslashes) === backslash) backslashes += 1;
      if (backslashes % 2 === 0) return at + 1;
    }
    return undefined;
  };

  const scanBrackets = (from: number, limit: number): Scan => {
    let nesting = 0;
    let values = 1;
    for (let at = from; at < limit; at += 1) {
      const char = text.charCodeAt(at);
      if (char === quote) {
        const end = endOfString(at, limit);
        if (end === undefined) return { end, values };
        at = end - 1;
      } else if (char === comma) values += 1;
      else if (char === openBrace || char === openBracket) {
        values += 1;
        nesting += 1;
      } else if (char === closeBrace || char === closeBracket) {
        nesting -= 1;
        if (nesting === 0) return { end: at + 1, values };
      }
    }
    return { end: undefined, values };
  };

  /** A number, a word, or what is no JSON, such as what a logger writes before it. */
  const endOfOther = (from: number): number => {
    let at = from + 1;
    while (at < text.length && !'{[\n'.includes(text.charAt(at))) at += 1;
    return at;
  };

  return {
    lineEnd: lineBreak,

    /** White space, a comma, a byte order mark, or the record separator of RFC 7464. */
    skipSeparators: (from: number): number => {
      let at = from;
      while (at < text.length && ' \t\r\n,\ufeff\u001e\u0000'.includes(text.charAt(at))) at += 1;
      return at;
    },

    scan: (from: number, limit: number): Scan => {
      const first = text.charCodeAt(from);
      if (first === openBrace || first === openBracket) return scanBrackets(from, limit);
      return { end: first === quote ? endOfString(from, limit) : endOfOther(from), values: 1 };
    },
  };
};

/** Finds where a text is next, from positions that only grow. The end if it is nowhere. */
const createFinder = (text: string, wanted: string): ((from: number) => number) => {
  let found = -1;
  return (from) => {
    if (found < from) {
      const next = text.indexOf(wanted, from);
      found = next === -1 ? text.length : next;
    }
    return found;
  };
};

const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const comma = 0x2c;
const quote = 0x22;
const backslash = 0x5c;
