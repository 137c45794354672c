import { withinDepth } from '../json.ts';
import type { LogFileSource } from './log-file.ts';
import type { CloudTrailRecord } from './record.ts';

/** Records that came without a file, as the log file that they would be. */
export const recordsLogFile = (uri: string, records: readonly CloudTrailRecord[]): LogFileSource => ({
  uri,
  read: async () =>
    Buffer.from(JSON.stringify({ Records: records.map((record) => withinDepth(record, maxDepth)) })),
});

/** Levels that JSON.stringify can take. A jq takes fewer, so that the rules fail on such a record all the same. */
const maxDepth = 1000;
