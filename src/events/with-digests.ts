import { type ObjectRef, uriOf } from '../aws/object-ref.ts';
import { LogFileError, messageOf } from '../errors.ts';
import type { LogFileBytes } from '../trail/log-file-source.ts';
import { failing, type OpenedItem } from './open-item.ts';

/** Follows each round by the log files that its digests list, one by one: they are inspected as they were before. */
export const withDigests = async function* (
  rounds: AsyncIterable<readonly OpenedItem[]>,
  verify: (ref: ObjectRef) => Promise<readonly LogFileBytes[]>,
): AsyncGenerator<readonly OpenedItem[]> {
  const nothing = { malformed: { count: 0, reasons: [] }, skipped: new Map(), removed: [], digests: [] };
  for await (const opened of rounds) {
    yield opened;
    for (const { item, digests } of opened)
      for (const ref of digests) {
        const listed = await verify(ref).catch((error: unknown) => [failing(errorOfDigest(ref, error))]);
        for (const logFile of listed) yield [{ item, logFiles: [logFile], ...nothing }];
      }
  }
};

const errorOfDigest = (ref: ObjectRef, error: unknown): LogFileError =>
  error instanceof LogFileError
    ? error
    : new LogFileError(uriOf(ref), messageOf(error), { cause: error, retryable: true });
