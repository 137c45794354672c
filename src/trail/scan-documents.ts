import { messageOf } from '../errors.ts';
import type { JsonValue } from '../json.ts';
import { type Chunks, createJsonCursor, type JsonCursor, unexpected } from './json-cursor.ts';
import { parseBytes } from './parse-bytes.ts';
import { type ListPiece, scanLists } from './scan-lists.ts';
import { openBrace, openBracket, quote } from './scan-values.ts';
import type { OtherContent } from './shapes/content.ts';
import { describeText } from './shapes/texts.ts';

/** A part of a file. */
export type Piece = ListPiece | Document | OtherContent;

export interface Document {
  readonly kind: 'document';
  readonly value: JsonValue;
  /** How many bytes it had. */
  readonly size: number;
}

/**
 * Finds the JSON documents in a file that comes in chunks: one, or several that are joined, one a line, or in lines of
 * text. Small documents are parsed; of others the entries of their lists are found, in pieces of about `pieceBytes`
 * bytes. A broken document costs itself, or at least its line: the next one may begin in the next line. Throws the
 * error of the chunks after everything before it, and RangeError where a piece is larger than any record.
 */
export const scanDocuments = async function* (chunks: Chunks, pieceBytes: number): AsyncGenerator<Piece> {
  const json = createJsonCursor(chunks);
  try {
    const head = await json.head(headBytes);
    if (beginsAsJson(head)) yield* scanJson(json, pieceBytes);
    else yield* scanText(json, head, pieceBytes);
  } catch (error) {
    throw json.failure()?.error ?? error;
  }
  const failure = json.failure();
  if (failure !== undefined) throw failure.error;
};

const headBytes = 1000;

/**
 * Whether a file should be JSON. The lines of logs may begin with a date in brackets, and configs with a name in
 * brackets.
 */
const beginsAsJson = (head: Uint8Array): boolean => {
  const text = Buffer.from(head).toString().replace(leadingSeparators, '');
  if (text.startsWith('{')) return /^\{\s*(["}]|$)/.test(text);
  if (text.startsWith('['))
    return /^\[[\s[]*([{"\]]|$|(true|false|null|-?\d[\d.eE+-]*)\s*([,\]]|$))/.test(text);
  return text === '' || /^"\s*[[{]/.test(text);
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 7464 separates documents by one
const leadingSeparators = /^[\s\uFEFF,\x1E]+/;

const scanJson = async function* (json: JsonCursor, pieceBytes: number): AsyncGenerator<Piece> {
  const attempts = { left: maxAttempts };
  for (let byte = await json.toDocument(); byte !== undefined; byte = await json.toDocument()) {
    if (isOneOf(byte, openBrace, openBracket, quote)) yield* scanDocument(json, pieceBytes, attempts);
    else {
      yield broken(unexpected(byte, 'another document').message);
      await json.toNextLine();
    }
  }
};

/**
 * How often a document that does not end, or is broken, may be looked at beyond its line. So bytes are not read again
 * and again where every line is the begin of a document without an end.
 */
const maxAttempts = 16;

interface Attempts {
  left: number;
}

/** Moves over the document that begins here. */
const scanDocument = async function* (
  json: JsonCursor,
  pieceBytes: number,
  attempts: Attempts,
): AsyncGenerator<Piece> {
  const isInLine = attempts.left === 0;
  const end = isInLine ? await json.takeInLine() : await json.takeWhole();
  const value = end === 'whole' ? parsed(json.sinceMark()) : undefined;
  if (value !== undefined) return yield { kind: 'document', value, size: json.sinceMark().length };
  if (isInLine) {
    yield broken('the document is broken, or goes on in another line');
    await json.toNextLine();
  } else if (end === 'large') yield* scanLarge(json, pieceBytes, attempts);
  else yield* scanBroken(json, end, pieceBytes, attempts);
};

/** A document that does not end where it should, or does but is broken: of its list there may be good entries. */
const scanBroken = async function* (
  json: JsonCursor,
  end: 'whole' | 'cut off',
  pieceBytes: number,
  attempts: Attempts,
): AsyncGenerator<Piece> {
  const bytes = end === 'whole' ? json.sinceMark() : json.loadedSinceMark();
  const within = createJsonCursor([bytes]);
  let hasList = false;
  try {
    for await (const piece of scanLists(within, pieceBytes)) {
      hasList = true;
      yield piece;
    }
  } catch (error) {
    // Where the chunks failed, that is why the document is cut off.
    if (end === 'whole' || json.failure() === undefined) yield broken(messageOf(error));
  }
  if (end === 'whole' && (hasList || !bytes.includes(newline))) return;
  attempts.left -= 1;
  const next = nextLineWithDocument(bytes, hasList ? within.wholeBytes() : 0);
  json.moveBehindMark(next ?? (hasList ? bytes.length : 0));
  if (next === undefined && !hasList) await json.toNextLine();
};

/** A document that is too large to parse: its list is read entry by entry. Without one, it is skipped. */
const scanLarge = async function* (
  json: JsonCursor,
  pieceBytes: number,
  attempts: Attempts,
): AsyncGenerator<Piece> {
  const bytes = json.loadedSinceMark();
  if (await beginsWithList(bytes, pieceBytes)) return yield* scanLists(json, pieceBytes);
  const next = nextLineWithDocument(bytes, 0);
  if (next === undefined) {
    await json.skipValue();
    return yield { kind: 'document', value: {}, size: 0 };
  }
  attempts.left -= 1;
  yield broken('the document does not end before another one begins');
  json.moveBehindMark(next);
};

const beginsWithList = async (bytes: Uint8Array, pieceBytes: number): Promise<boolean> => {
  try {
    const { done } = await scanLists(createJsonCursor([bytes]), pieceBytes).next();
    return done !== true;
  } catch {
    return false;
  }
};

/** Where the next line begins that is a document by itself. */
const nextLineWithDocument = (bytes: Uint8Array, from: number): number | undefined => {
  for (let at = bytes.indexOf(newline, from); at !== -1; at = bytes.indexOf(newline, at + 1)) {
    const lineEnd = bytes.indexOf(newline, at + 1);
    const line = bytes.subarray(at + 1, lineEnd === -1 ? bytes.length : lineEnd);
    if (line[0] === openBrace && parsed(line) !== undefined) return at + 1;
  }
  return undefined;
};

/** Objects in text: lines of a log that have a date and other words before the record, or behind it. */
const scanText = async function* (
  json: JsonCursor,
  head: Uint8Array,
  pieceBytes: number,
): AsyncGenerator<Piece> {
  const content = describeText(head);
  yield content;
  if (content.kind === 'neighbour') return yield* scanLines(json, pieceBytes);
  const attempts = { left: maxAttempts };
  for (let byte = await json.toBrace(); byte !== undefined; byte = await json.toBrace()) {
    const end = attempts.left === 0 ? await json.takeInLine() : await json.takeWhole();
    const value = end === 'whole' ? parsed(json.sinceMark()) : undefined;
    if (value !== undefined) yield { kind: 'document', value, size: json.sinceMark().length };
    else {
      if (looksLikeObject(json.loadedSinceMark())) yield { kind: 'unknown', what: 'not JSON' };
      if (end === 'whole' && !json.sinceMark().includes(newline)) continue;
      attempts.left = Math.max(0, attempts.left - 1);
      json.moveBehindMark(0);
      await json.toNextLine();
    }
  }
};

/**
 * Documents that begin a line in the log of another service. Further on in its lines is what anybody may have written
 * who sent it a request, but line breaks are escaped there.
 */
const scanLines = async function* (json: JsonCursor, pieceBytes: number): AsyncGenerator<Piece> {
  const attempts = { left: maxAttempts };
  for (let byte = await json.toDocument(); byte !== undefined; byte = await json.toDocument()) {
    if (isOneOf(byte, openBrace, openBracket)) yield* scanDocument(json, pieceBytes, attempts);
    else await json.toNextLine();
  }
};

/** Braces are in many texts. */
const looksLikeObject = (bytes: Uint8Array): boolean =>
  /^\{\s*"/.test(Buffer.from(bytes.subarray(0, 100)).toString('latin1'));

const newline = 0x0a;

const parsed = (bytes: Uint8Array): JsonValue | undefined => {
  try {
    return parseBytes(bytes);
  } catch {
    return undefined;
  }
};

const broken = (message: string): Piece => ({ kind: 'broken', what: `broken: ${message}` });

const isOneOf = (byte: number, ...bytes: readonly number[]): boolean => bytes.includes(byte);
