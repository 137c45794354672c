import { type JsonValue, wellFormed, withinDepth } from '../json.ts';
import { maxBatch } from './batches.ts';
import { createFindings } from './findings.ts';
import type { RecordBatch } from './log-file.ts';
import type { LogFileRecords } from './log-file-source.ts';
import { recordsList } from './shapes/lists.ts';
import { createSorter } from './sort-piece.ts';

/** Records that came without a file, as the same objects: only one that must be changed is copied. */
export const batchesInMemory = function* (
  { uri, records }: LogFileRecords,
  signal: AbortSignal,
): Generator<RecordBatch> {
  const findings = createFindings(uri, 'log file');
  const { sortEntries } = createSorter(findings);
  for (let start = 0; start < records.length; start += maxBatch) {
    if (start > 0) signal.throwIfAborted();
    const batch = sortEntries(recordsList, records.slice(start, start + maxBatch).map(mended));
    yield { records: batch, problems: [], skipped: [] };
  }
  findings.addRecords();
  const verdict = findings.verdict();
  if (verdict.problems.length > 0) yield { records: [], ...verdict };
};

/** Lone surrogates become U+FFFD, as in a file. What nests too deep is cut. */
const mended = (record: JsonValue): JsonValue => wellFormed(withinDepth(record, maxDepth));

/** Levels: more than the default jq takes, so that rules fail on such a record as they do in a log file. */
const maxDepth = 1000;
