import { LogFileError, messageOf } from '../errors.ts';
import {
  hasSurrogateEscape,
  isJsonArray,
  isJsonObject,
  type JsonValue,
  parseJson,
  wellFormed,
} from '../json.ts';
import type { CloudTrailRecord } from './record.ts';
import { scanRecords } from './scan-records.ts';

/** Some records of a log file in their order, and the problems of entries that are no records. */
export interface RecordBatch {
  readonly records: readonly CloudTrailRecord[];
  readonly problems: readonly LogFileError[];
}

/** An entry of `Records`, or why it is not JSON. */
type Entry = JsonValue | SyntaxError;

/** Throws SyntaxError. Invalid UTF-8 and lone surrogates become U+FFFD, as in the original. */
export const parseBytes = (bytes: Uint8Array): JsonValue => {
  const text = utf8.decode(bytes);
  const value = parseJson(text);
  return hasSurrogateEscape(text) ? wellFormed(value) : value;
};

const utf8 = new TextDecoder();

/** Parses entries with commas between them. A broken one does not stop the others. */
export const parseEntries = async (piece: Uint8Array): Promise<readonly Entry[]> => {
  const array = Buffer.concat([Buffer.from('['), piece, Buffer.from(']')]);
  try {
    return parseBytes(array) as readonly JsonValue[]; // it has brackets
  } catch {
    const entries: Entry[] = [];
    for await (const entry of scanRecords([array], 0)) entries.push(parseEntry(entry));
    return entries;
  }
};

/** `before` is the number of entries before these in the log file. */
export const batchOf = (uri: string, entries: readonly Entry[], before: number): RecordBatch => {
  if (entries.every(isRecord)) return { records: entries, problems: [] };
  const problems = entries.flatMap((entry, index) =>
    isRecord(entry) ? [] : new LogFileError(uri, `entry ${before + index} of Records is ${describe(entry)}`),
  );
  return { records: entries.filter(isRecord), problems };
};

/** A whole log file in a list, as `jq -s` writes it, is no record: no rule would match anything in it. */
const isRecord = (entry: Entry): entry is CloudTrailRecord =>
  isJsonObject(entry) && !(entry instanceof SyntaxError) && !isJsonArray(entry.Records);

const parseEntry = (bytes: Uint8Array): Entry => {
  try {
    return parseBytes(bytes);
  } catch (error) {
    // V8 quotes the text, and records must not get into the log.
    return new SyntaxError(messageOf(error).replace(/, (\.{3})?".*"(\.{3})? is not valid JSON$/s, ''));
  }
};

const describe = (entry: Entry): string => {
  if (entry instanceof SyntaxError) return `not JSON: ${entry.message}`;
  return isJsonObject(entry) ? 'a log file with Records of its own, expected a record' : 'not an object';
};
