import type { Expected } from './findings.ts';
import type { CloudTrailRecord } from './record.ts';

/** A log file to read. `uri` names it in messages: `s3://bucket/key`, a path, or the event that held its records. */
export type LogFileSource = LogFileBytes | LogFileRecords;

/** A log file as CloudTrail writes it: gzip or JSON. */
export interface LogFileBytes {
  readonly kind: 'bytes';
  readonly uri: string;
  /** In bytes, if it is known before the file is read. */
  readonly size?: number | undefined;
  /** What it should be, unless its URI says that it is a log file. */
  readonly expected?: Expected;
  /** Throws LogFileError when the bytes cannot be had. */
  read(signal: AbortSignal): Promise<Uint8Array>;
}

/** Records that came as JSON without a file around them, as EventBridge and Kinesis send them. */
export interface LogFileRecords {
  readonly kind: 'records';
  readonly uri: string;
  readonly records: readonly CloudTrailRecord[];
}
