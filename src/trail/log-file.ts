import { LogFileError, messageOf } from '../errors.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../json.ts';
import { batchOf, parseBytes, parseEntries, type RecordBatch } from './entries.ts';
import { inflateInChunks, inflateWhole } from './inflate.ts';
import type { LogFileBytes, LogFileSource } from './log-file-source.ts';
import { batchesInMemory } from './records-in-memory.ts';
import { digestKey, isRecordsKey, scanRecords } from './scan-records.ts';

/** Bytes of uncompressed JSON. */
interface Sizes {
  /** The largest log file that is read. CloudTrail's largest are 50 MB of gzip, about 450 MB of JSON. */
  readonly maxBytes: number;
  /** Up to this size, which most log files have, a file is parsed at once. */
  readonly wholeBytes: number;
  /** A larger or a broken file is parsed in pieces of this size. */
  readonly pieceBytes: number;
}

const defaultSizes: Sizes = { maxBytes: 2 ** 30, wholeBytes: 2 ** 24, pieceBytes: 2 ** 18 };

/**
 * Reads a log file: gzip or plain JSON, an object with `Records` or an array of records. A digest has none. Throws
 * LogFileError where it cannot be read any further, after everything before that.
 */
export const readRecords = async function* (
  source: LogFileSource,
  signal: AbortSignal,
  sizes: Sizes = defaultSizes,
): AsyncGenerator<RecordBatch> {
  if (source.kind === 'records') yield* batchesInMemory(source, signal);
  else yield* readBytes(source, signal, sizes);
};

const readBytes = async function* (
  { uri, read }: LogFileBytes,
  signal: AbortSignal,
  sizes: Sizes,
): AsyncGenerator<RecordBatch> {
  const bytes = await read(signal);
  if (bytes.length === 0) throw new LogFileError(uri, 'is empty: expected gzip or JSON');
  const entries = readWhole(bytes, sizes);
  if (entries !== undefined) yield batchOf(uri, entries, 0);
  else yield* readInPieces(uri, bytes, signal, sizes);
};

/**
 * Undefined if the file is large or broken: it is then read in pieces, which shows what is good and where it breaks.
 */
const readWhole = (bytes: Uint8Array, sizes: Sizes): readonly JsonValue[] | undefined => {
  const inflated = inflateWhole(bytes, sizes.wholeBytes);
  try {
    return inflated === undefined ? undefined : entriesIn(parseBytes(inflated));
  } catch {
    return undefined;
  }
};

const entriesIn = (document: JsonValue): readonly JsonValue[] | undefined => {
  if (isJsonArray(document)) return document;
  if (!isJsonObject(document)) return undefined;
  const keys = Object.keys(document);
  const lists = keys.filter(isRecordsKey).map((key) => document[key] ?? []);
  const isKnown = lists.length > 0 || keys.includes(digestKey);
  return isKnown && lists.every(isJsonArray) ? lists.flat() : undefined;
};

const readInPieces = async function* (
  uri: string,
  bytes: Uint8Array,
  signal: AbortSignal,
  sizes: Sizes,
): AsyncGenerator<RecordBatch> {
  let count = 0;
  try {
    for await (const piece of scanRecords(inflateInChunks(bytes, sizes.maxBytes), sizes.pieceBytes)) {
      signal.throwIfAborted();
      const entries = await parseEntries(piece);
      yield batchOf(uri, entries, count);
      count += entries.length;
    }
  } catch (error) {
    throw new LogFileError(uri, describe(error), { cause: error });
  }
};

const describe = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException; // zlib and we throw nothing else
  if (code === 'Z_BUF_ERROR') return 'the gzip data ends too early';
  if (code?.startsWith('Z_')) return `the gzip data is corrupt: ${message}`;
  return messageOf(error);
};
