import { messageOf } from '../errors.ts';
import { isJsonArray, isJsonObject } from '../json.ts';
import { createWaiting, inBatches, maxBatch } from './batches.ts';
import { chunksInUtf8, inUtf8 } from './encoding.ts';
import { createFindings, type Expected, type Verdict } from './findings.ts';
import { inflateInChunks, inflateWhole } from './inflate.ts';
import { meaningOfKey } from './log-file-key.ts';
import type { LogFileBytes, LogFileSource } from './log-file-source.ts';
import { parseBytes } from './parse-bytes.ts';
import type { CloudTrailRecord } from './record.ts';
import { batchesInMemory } from './records-in-memory.ts';
import { type Document, type Piece, scanDocuments } from './scan-documents.ts';
import { isPlainRecord } from './shapes/contents.ts';
import { createSorter } from './sort-piece.ts';

/** Some records of a log file in their order. The last ones come with what else is in the file. */
export interface RecordBatch extends Verdict {
  readonly records: readonly CloudTrailRecord[];
}

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
 * Reads a log file, and whatever else has records in JSON: one, several or none of the shapes in `shapes/`, also as
 * UTF-16 and in gzip. Memory is bounded, however large the file is and whatever is in it. Throws LogFileError when the
 * bytes cannot be had; everything that is wrong with them is a problem.
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
  source: LogFileBytes,
  signal: AbortSignal,
  sizes: Sizes,
): AsyncGenerator<RecordBatch> {
  const meaning = meaningOfKey(source.uri);
  if (meaning.kind === 'neighbour')
    return yield { records: [], problems: [], skipped: [{ ...meaning, times: 1 }] };
  const bytes = await source.read(signal);
  const document = readWhole(bytes, sizes);
  const plain = plainRecordsIn(document);
  if (plain !== undefined) return yield { records: plain, problems: [], skipped: [] };
  const findings = createFindings(source.uri, expectedOf(source));
  const { sort } = createSorter(findings);
  const waiting = createWaiting(sizes.pieceBytes);
  try {
    for await (const piece of document === undefined ? piecesOf(bytes, signal, sizes) : [document]) {
      const size = sizeOf(piece);
      for (const records of inBatches(await sort(piece))) {
        if (!waiting.hasRoomFor(records)) yield { records: waiting.take(), problems: [], skipped: [] };
        waiting.add(records, size);
      }
    }
  } catch (error) {
    signal.throwIfAborted();
    findings.addEnd(describe(error));
  }
  yield { records: waiting.take(), ...findings.verdict() };
};

const expectedOf = ({ uri, expected = 'log file or neighbour' }: LogFileBytes): Expected =>
  meaningOfKey(uri).kind === 'log file' ? 'log file' : expected;

const piecesOf = async function* (
  bytes: Uint8Array,
  signal: AbortSignal,
  sizes: Sizes,
): AsyncGenerator<Piece> {
  const chunks = chunksInUtf8(untilAborted(inflateInChunks(bytes, sizes.maxBytes), signal));
  for await (const piece of scanDocuments(chunks, sizes.pieceBytes)) {
    signal.throwIfAborted();
    yield piece;
  }
};

const untilAborted = async function* (chunks: AsyncIterable<Uint8Array>, signal: AbortSignal) {
  for await (const chunk of chunks) {
    signal.throwIfAborted();
    yield chunk;
  }
};

/**
 * Undefined if the file is large or is not one document: it is then read in pieces, which shows what is good and where
 * it breaks.
 */
const readWhole = (bytes: Uint8Array, sizes: Sizes): Document | undefined => {
  const inflated = inflateWhole(bytes, sizes.wholeBytes);
  if (inflated === undefined) return undefined;
  try {
    return { kind: 'document', value: parseBytes(inUtf8(inflated)), size: inflated.length };
  } catch {
    return undefined;
  }
};

/** The records of what nearly all files are: a log file as CloudTrail writes it. */
const plainRecordsIn = (document: Document | undefined): readonly CloudTrailRecord[] | undefined => {
  if (document === undefined || !isJsonObject(document.value)) return undefined;
  const { Records: records, ...others } = document.value;
  if (records === undefined || !isJsonArray(records) || Object.keys(others).length > 0) return undefined;
  const isPlain = records.length > 0 && records.length <= maxBatch && records.every(isPlainRecord);
  return isPlain ? records : undefined;
};

const sizeOf = (piece: Piece): number => {
  if (piece.kind === 'entries') return piece.bytes.length;
  return piece.kind === 'document' ? piece.size : 0;
};

const describe = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException; // zlib and we throw nothing else
  if (code === 'Z_BUF_ERROR') return 'broken: the gzip data ends too early';
  if (code?.startsWith('Z_')) return `broken: the gzip data is corrupt: ${message}`;
  return `not read to its end: ${messageOf(error)}`;
};
