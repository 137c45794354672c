import type { JsonValue } from '../json.ts';
import type { JsonCursor } from './json-cursor.ts';
import { closeBrace, closeBracket, colon, comma, openBrace, openBracket } from './scan-values.ts';
import { contentsBesideLists } from './shapes/contents.ts';
import { type ListName, listNamed, topList } from './shapes/lists.ts';
import { neighbourWithList } from './shapes/neighbours.ts';

/** A part of a document that has a list. */
export type ListPiece =
  /** Complete entries with commas between them. They are only valid until the next piece is requested. */
  | { readonly kind: 'entries'; readonly list: ListName; readonly bytes: Uint8Array }
  /** A document of another service has a list, which is skipped, or there is a record beside the lists. */
  | { readonly kind: 'neighbour' | 'broken'; readonly what: string };

/**
 * Finds the entries of a document's lists, without parsing them, in pieces of about `pieceBytes` bytes. Throws
 * SyntaxError where the JSON around the entries is broken or ends too early, after every complete entry before that.
 */
export const scanLists = async function* (json: JsonCursor, pieceBytes: number): AsyncGenerator<ListPiece> {
  if ((await json.peek()) === openBracket) yield* entriesOf(json, topList, pieceBytes);
  else yield* membersOf(json, pieceBytes);
};

const membersOf = async function* (json: JsonCursor, pieceBytes: number): AsyncGenerator<ListPiece> {
  await json.take(openBrace, 'a log file to be an object');
  let hasMore = (await json.peek()) !== closeBrace;
  while (hasMore) {
    const key = await json.takeString();
    await json.take(colon);
    yield* memberOf(json, key, pieceBytes);
    hasMore = (await json.peek()) === comma;
    if (hasMore) await json.take(comma);
  }
  await json.take(closeBrace);
};

const memberOf = async function* (
  json: JsonCursor,
  key: string,
  pieceBytes: number,
): AsyncGenerator<ListPiece> {
  const list = listNamed(key);
  const what = neighbourWithList(key);
  const isArray = (await json.peek()) === openBracket;
  if (list !== undefined && (isArray || list.ofRecords)) yield* entriesOf(json, list, pieceBytes);
  else if (what !== undefined && isArray) {
    yield { kind: 'neighbour', what };
    await json.skipValue();
  } else if (contentsBesideLists({ [key]: await takeOther(json) }).length > 0)
    yield { kind: 'broken', what: 'a document with a record beside its list' };
};

/** Other members are not needed. But if one is broken, Records may be inside it. */
const takeOther = async (json: JsonCursor): Promise<JsonValue> => {
  json.setMark();
  await json.takeValues(0);
  try {
    return JSON.parse(Buffer.from(json.sinceMark()).toString()) as JsonValue; // it returns nothing else
  } catch {
    throw new SyntaxError('what stands beside Records is not JSON');
  }
};

/** The entries of an array. `null` has none. */
const entriesOf = async function* (
  json: JsonCursor,
  list: ListName,
  pieceBytes: number,
): AsyncGenerator<ListPiece> {
  const piece = (bytes: Uint8Array): ListPiece => ({ kind: 'entries', list, bytes });
  if ((await json.peek()) !== openBracket) {
    await json.takeNull(`${list.name} to be an array`);
    return yield piece(new Uint8Array());
  }
  await json.take(openBracket);
  json.setMark();
  try {
    while ((await json.takeValues(pieceBytes)) === comma) {
      yield piece(json.sinceMark());
      await json.take(comma);
      json.setMark();
    }
  } catch (error) {
    yield piece(json.wholeSinceMark());
    throw error;
  }
  yield piece(json.sinceMark());
  await json.take(closeBracket);
};
