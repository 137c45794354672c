import type { LogFileSource } from './log-file.ts';
import type { CloudTrailRecord } from './record.ts';

/** Records that came without a file, as the log file that they would be. */
export const recordsLogFile = (uri: string, records: readonly CloudTrailRecord[]): LogFileSource => ({
  uri,
  read: async () => Buffer.from(JSON.stringify({ Records: records })),
});
