import type { ObjectRef } from './aws/object-ref.ts';
import { type ItemLogFile, type OpenedItem, openItem } from './events/open-item.ts';
import type { ItemOutcome } from './events/shapes.ts';
import { readTrigger } from './events/trigger.ts';
import type { Invocation } from './invocation.ts';
import type { Log } from './log.ts';
import { logReport } from './report/log.ts';
import { failuresOfLogFile, type LogFileOutcome, type Report } from './report/report.ts';
import type { Tattletail } from './tattletail.ts';
import type { LogFileSource } from './trail/log-file-source.ts';

export type Handler = (event: unknown, invocation: Invocation) => Promise<unknown>;

export interface HandlerTools {
  readonly log: Log;
  /** The log file in S3 that an object ref names. */
  readonly openObject: (ref: ObjectRef) => LogFileSource;
  /** The core with the config as it is now. */
  readonly currentTattletail: (signal: AbortSignal) => Promise<Tattletail>;
}

/**
 * Inspects what an event names, and answers in the way that its sender understands. A sender without an answer gets
 * an error, once everything else is done: Lambda then retries the event.
 */
export const createHandler =
  ({ log, openObject, currentTattletail }: HandlerTools): Handler =>
  async (event, invocation) => {
    const begin = performance.now();
    log.begin(invocation.id);
    try {
      const tattletail = await currentTattletail(invocation.deliverSignal);
      const { items, answer } = readTrigger(event);
      const opened = items.map((item) => openItem(item, openObject));
      const report = await tattletail.inspect(
        opened.flatMap(({ logFiles }) => logFiles),
        invocation,
      );
      logReport(log, report, {
        malformed: opened.flatMap(({ malformed }) => malformed),
        skipped: opened.reduce((sum, { skipped }) => sum + skipped, 0),
        ms: Math.round(performance.now() - begin),
      });
      return answer(outcomesOf(opened, report));
    } finally {
      log.flush();
    }
  };

const outcomesOf = (opened: readonly OpenedItem[], report: Report<ItemLogFile>): readonly ItemOutcome[] => {
  const logFilesOf = Map.groupBy(report.logFiles, ({ source }) => source.item);
  return opened.map(({ item, malformed }) => {
    const outcomes = (logFilesOf.get(item) ?? []).map((logFile) => failuresOfLogFile(report, logFile));
    const failures = outcomes.flatMap((outcome) => outcome.failures);
    return { id: item.id, failures: [...malformed, ...failures], cause: causeOf(outcomes, failures) };
  });
};

const causeOf = (outcomes: readonly LogFileOutcome[], failures: readonly string[]): ItemOutcome['cause'] => {
  if (failures.length === 0) return 'malformed';
  return outcomes.every(({ permanent }) => permanent) ? 'permanent' : 'transient';
};
