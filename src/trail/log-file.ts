import { gunzipSync } from 'node:zlib';
import { LogFileError, messageOf } from '../errors.ts';
import { hasSurrogateEscape, isJsonObject, type JsonValue, parseJson, wellFormed } from '../json.ts';
import type { CloudTrailRecord } from './record.ts';

/** Where a log file's bytes come from. `uri` names it in messages: `s3://bucket/key` or a path. */
export interface LogFileSource {
  readonly uri: string;
  /** Throws LogFileError when the bytes cannot be had. */
  read(signal: AbortSignal): Promise<Uint8Array>;
}

/** Some records of a log file, in its order, and what is wrong with entries that are no records. */
export interface RecordBatch {
  readonly records: readonly CloudTrailRecord[];
  readonly problems: readonly LogFileError[];
}

/**
 * Reads a log file: gzip or plain JSON, an object with `Records`, or an array of them. A document without
 * Records, like a digest, has none. Throws LogFileError when it cannot be read to its end.
 */
export const readRecords = async function* (
  logFile: LogFileSource,
  signal: AbortSignal,
  maxBytes: number = maxInflatedBytes,
): AsyncGenerator<RecordBatch> {
  const bytes = await logFile.read(signal);
  const document = parse(logFile.uri, inflate(logFile.uri, bytes, maxBytes));
  yield recordsIn(logFile.uri, document);
};

/** CloudTrail's largest log file is 50 MB of gzip, about 450 MB of JSON. */
const maxInflatedBytes = 500 * 1024 * 1024;

const inflate = (uri: string, bytes: Uint8Array, maxBytes: number): Uint8Array => {
  if (!isGzip(bytes)) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    throw new LogFileError(uri, describeInflateError(error, maxBytes), { cause: error });
  }
};

/** RFC 1952: the header and the suffix of an object lie, its first two bytes do not. */
const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

const describeInflateError = (error: unknown, maxBytes: number): string => {
  const { code, message } = error as NodeJS.ErrnoException; // zlib throws nothing else
  if (code === 'ERR_BUFFER_TOO_LARGE')
    return `inflates to more than ${maxBytes} bytes, which no log file does`;
  if (code === 'Z_BUF_ERROR') return 'the gzip data ends too early';
  return `the gzip data is corrupt: ${message}`;
};

const parse = (uri: string, bytes: Uint8Array): JsonValue => {
  if (bytes.length === 0) throw new LogFileError(uri, 'is empty: expected gzip or JSON');
  try {
    const text = new TextDecoder().decode(bytes);
    const document = parseJson(text);
    return hasSurrogateEscape(text) ? wellFormed(document) : document;
  } catch (error) {
    throw new LogFileError(uri, `expected JSON: ${messageOf(error)}`, { cause: error });
  }
};

const recordsIn = (uri: string, document: JsonValue): RecordBatch => {
  const entries = entriesIn(uri, document);
  const problems = entries.flatMap((entry, index) =>
    isJsonObject(entry) ? [] : [new LogFileError(uri, `entry ${index} of Records is no object`)],
  );
  return { records: entries.filter(isJsonObject), problems };
};

const entriesIn = (uri: string, document: JsonValue): readonly JsonValue[] => {
  if (document === null) return [];
  if (Array.isArray(document)) return document;
  if (!isJsonObject(document)) throw new LogFileError(uri, `expected an object, got a ${typeof document}`);
  return Object.entries(document)
    .filter(([key]) => isRecordsKey(key))
    .flatMap(([key, value]) => {
      if (value === null) return [];
      if (Array.isArray(value)) return value;
      throw new LogFileError(
        uri,
        `expected ${key} to be an array, got ${isJsonObject(value) ? 'an object' : `a ${typeof value}`}`,
      );
    });
};

/** The original reads the key in any case, and takes U+017F for an s as Unicode case folding does. */
const isRecordsKey = (key: string): boolean => key.replaceAll('ſ', 's').toLowerCase() === 'records';
