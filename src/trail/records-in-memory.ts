import { type JsonValue, wellFormed, withinDepth } from '../json.ts';
import { batchOf, type RecordBatch } from './entries.ts';
import type { LogFileRecords } from './log-file-source.ts';

/** Records that came without a file, as they are: a record is copied only where something of it must be mended. */
export const batchesInMemory = function* (
  { uri, records }: LogFileRecords,
  signal: AbortSignal,
): Generator<RecordBatch> {
  for (let start = 0; start < records.length; start += batchSize) {
    if (start > 0) signal.throwIfAborted();
    yield batchOf(uri, records.slice(start, start + batchSize).map(mended), start);
  }
};

/** Log events of CloudWatch Logs can be a hundred thousand records. */
const batchSize = 10_000;

/** As in a file that is parsed, lone surrogates become U+FFFD. What nests too deep for jq is cut below its limit. */
const mended = (record: JsonValue): JsonValue => wellFormed(withinDepth(record, maxDepth));

/** Levels: more than the default jq takes, so that rules fail on such a record as they do in a log file. */
const maxDepth = 1000;
