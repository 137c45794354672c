import { type JsonValue, wellFormed, withinDepth } from '../json.ts';
import { batchOf, type RecordBatch } from './entries.ts';
import type { LogFileRecords } from './log-file-source.ts';

/** Records that came without a file, as the same objects: only one that must be changed is copied. */
export const batchesInMemory = function* (
  { uri, records }: LogFileRecords,
  signal: AbortSignal,
): Generator<RecordBatch> {
  for (let start = 0; start < records.length; start += batchSize) {
    if (start > 0) signal.throwIfAborted();
    yield batchOf(uri, records.slice(start, start + batchSize).map(mended), start);
  }
};

/** One message of CloudWatch Logs may hold a hundred thousand records. */
const batchSize = 10_000;

/** Lone surrogates become U+FFFD, as in a file. What nests too deep is cut. */
const mended = (record: JsonValue): JsonValue => wellFormed(withinDepth(record, maxDepth));

/** Levels: more than the default jq takes, so that rules fail on such a record as they do in a log file. */
const maxDepth = 1000;
