import { type Chunks, createJsonCursor, type JsonCursor } from './json-cursor.ts';
import { closeBrace, closeBracket, colon, comma, openBrace, openBracket } from './scan-values.ts';

/**
 * Finds the entries of `Records` in the JSON of a log file that comes in chunks, without parsing them. Several
 * documents may follow each other, as when gzip files are joined. A piece is about `pieceBytes` bytes of complete
 * entries with commas between them, and only valid until the next one is requested. Throws SyntaxError if a document
 * has no Records and is no digest, or where the JSON around the entries is broken or ends too early, after every
 * complete entry before that.
 */
export const scanRecords = async function* (chunks: Chunks, pieceBytes: number): AsyncGenerator<Uint8Array> {
  const json = createJsonCursor(chunks);
  await json.takeByteOrderMark();
  do {
    if ((await json.peek()) === openBracket) yield* entriesOf(json, pieceBytes, 'an array');
    else yield* membersOf(json, pieceBytes);
  } while ((await json.peek()) !== undefined);
};

const membersOf = async function* (json: JsonCursor, pieceBytes: number): AsyncGenerator<Uint8Array> {
  await json.take(openBrace, 'a log file to be an object');
  let isKnown = false;
  let hasMore = (await json.peek()) !== closeBrace;
  while (hasMore) {
    const key = await json.takeString();
    isKnown ||= isRecordsKey(key) || key === digestKey;
    await json.take(colon);
    if (isRecordsKey(key)) yield* entriesOf(json, pieceBytes, `${key} to be an array`);
    else await takeOther(json);
    hasMore = (await json.peek()) === comma;
    if (hasMore) await json.take(comma);
  }
  await json.take(closeBrace);
  if (!isKnown) throw new SyntaxError('expected a log file to have Records');
};

/** Other members are not needed. But if one is broken, Records may be inside it. */
const takeOther = async (json: JsonCursor): Promise<void> => {
  json.setMark();
  await json.takeValues(0);
  try {
    JSON.parse(Buffer.from(json.sinceMark()).toString());
  } catch {
    throw new SyntaxError('what stands beside Records is not JSON');
  }
};

/** The entries of an array. `null` has none. */
const entriesOf = async function* (
  json: JsonCursor,
  pieceBytes: number,
  expected: string,
): AsyncGenerator<Uint8Array> {
  if ((await json.peek()) !== openBracket) return json.takeNull(expected);
  await json.take(openBracket);
  json.setMark();
  try {
    while ((await json.takeValues(pieceBytes)) === comma) {
      yield json.sinceMark();
      await json.take(comma);
      json.setMark();
    }
  } catch (error) {
    yield json.wholeSinceMark();
    throw error;
  }
  yield json.sinceMark();
  await json.take(closeBracket);
};

/** The original accepts the key in any case, with U+017F for an s as in Unicode case folding. */
export const isRecordsKey = (key: string): boolean => key.replaceAll('ſ', 's').toLowerCase() === 'records';

/** A digest has this key instead of Records (CloudTrail User Guide, "CloudTrail digest file structure"). */
export const digestKey = 'logFiles';
