import type { AwsClients } from './aws/clients.ts';
import { type ReadableItem, readableOf } from './events/readable.ts';
import type { ItemOutcome } from './events/shapes.ts';
import { readTrigger } from './events/trigger.ts';
import type { Invocation } from './invocation.ts';
import type { Log } from './log.ts';
import { logReport } from './report/log.ts';
import { failuresOfLogFile, type LogFileOutcome, type Report } from './report/report.ts';
import type { Tattletail } from './tattletail.ts';

export type Handler = (event: unknown, invocation: Invocation) => Promise<unknown>;

export interface HandlerTools {
  readonly log: Log;
  readonly aws: Pick<AwsClients, 's3'>;
  /** The core with the config as it is now. */
  readonly currentTattletail: (signal: AbortSignal) => Promise<Tattletail>;
}

/**
 * Inspects what an event names, and answers in the way that its sender understands. A sender without an answer gets an
 * error, once everything else is done: Lambda then retries the event.
 */
export const createHandler =
  ({ log, aws, currentTattletail }: HandlerTools): Handler =>
  async (event, invocation) => {
    const begin = performance.now();
    log.begin(invocation.id);
    try {
      const tattletail = await currentTattletail(invocation.deliverSignal);
      const { items, answer } = readTrigger(event);
      const readables = items.map((item) => readableOf(item, aws.s3));
      const report = await tattletail.inspect(
        readables.flatMap(({ logFiles }) => logFiles),
        invocation,
      );
      logReport(log, report, {
        malformed: readables.flatMap(({ malformed }) => malformed),
        skipped: readables.reduce((sum, { skipped }) => sum + skipped, 0),
        ms: Math.round(performance.now() - begin),
      });
      return answer(readables.map((readable) => outcomeOf(readable, report)));
    } finally {
      log.flush();
    }
  };

const outcomeOf = ({ id, logFiles, malformed }: ReadableItem, report: Report): ItemOutcome => {
  const uris = new Set(logFiles.map(({ uri }) => uri));
  const outcomes = report.logFiles
    .filter(({ uri }) => uris.has(uri))
    .map((logFile) => failuresOfLogFile(report, logFile));
  const failures = outcomes.flatMap((outcome) => outcome.failures);
  return { id, failures: [...malformed, ...failures], cause: causeOf(outcomes, failures) };
};

const causeOf = (outcomes: readonly LogFileOutcome[], failures: readonly string[]): ItemOutcome['cause'] => {
  if (failures.length === 0) return 'malformed';
  return outcomes.every(({ permanent }) => permanent) ? 'permanent' : 'transient';
};
