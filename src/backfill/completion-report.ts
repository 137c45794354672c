import { type Counted, countedInResult, sumOfCounted } from './counts.ts';
import { rowsOf } from './csv.ts';

/** What a job came to. */
export interface Completed {
  readonly succeeded: number;
  /** Tasks that succeeded without counts: their job was to alert. */
  readonly uncounted: number;
  readonly failed: readonly FailedTask[];
  readonly counted: Counted;
}

interface FailedTask {
  /** The log file. */
  readonly uri: string;
  readonly reason: string;
}

/**
 * Adds up a completion report in CSV, which has a line for each task: bucket, key, version, status, error code, HTTP
 * status, result (S3 User Guide, "Examples: S3 Batch Operations completion reports").
 */
export const readCompletionReport = (text: string): Completed => {
  const succeeded: string[] = [];
  const failed: FailedTask[] = [];
  for (const [bucket = '', key = '', , status = '', ...rest] of rowsOf(text)) {
    // Files beside the report have other rows.
    if (rest.length < 3 || !/^\w+$/.test(status)) continue;
    const result = rest.at(-1) ?? '';
    if (status === 'succeeded') succeeded.push(result);
    else failed.push({ uri: `s3://${bucket}/${decoded(key)}`, reason: result });
  }
  const counted = succeeded.flatMap((result) => countedInResult(result) ?? []);
  return {
    succeeded: succeeded.length,
    uncounted: succeeded.length - counted.length,
    failed,
    counted: sumOfCounted(counted),
  };
};

export const sumOfCompleted = (all: readonly Completed[]): Completed => ({
  succeeded: all.reduce((sum, { succeeded }) => sum + succeeded, 0),
  uncounted: all.reduce((sum, { uncounted }) => sum + uncounted, 0),
  failed: all.flatMap(({ failed }) => failed),
  counted: sumOfCounted(all.map(({ counted }) => counted)),
});

/** Keys are encoded as in the manifest. One that is not is shown as it is. */
const decoded = (key: string): string => {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
};
