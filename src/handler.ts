import type { OperationalProblem } from './alerts/alert.ts';
import type { ObjectRef } from './aws/object-ref.ts';
import { type Counted, sumOfCounted } from './backfill/counts.ts';
import { nameOf, sumOfMalformed, sumOfSkipped } from './events/contents.ts';
import type { OpenedItem, OpenObject } from './events/open-item.ts';
import { openItems } from './events/open-items.ts';
import type { Item, ItemOutcome } from './events/shapes.ts';
import { readTrigger } from './events/trigger.ts';
import { withDigests } from './events/with-digests.ts';
import type { Invocation } from './invocation.ts';
import type { Log } from './log.ts';
import { refusedForGood, removedLogs } from './operations/problems.ts';
import type { VerifyDigest } from './operations/verify-digest.ts';
import { logReport } from './report/log.ts';
import { logProblems } from './report/operations.ts';
import {
  countedIn,
  failuresOfLogFile,
  type LogFileOutcome,
  type Named,
  type Report,
  sumOfReports,
  withoutContent,
} from './report/report.ts';
import type { Tattletail } from './tattletail.ts';
import type { LogFileBytes, LogFileSource } from './trail/log-file-source.ts';
import { version } from './version.ts';

export type Handler = (event: unknown, invocation: Invocation) => Promise<unknown>;

export interface HandlerTools {
  readonly log: Log;
  /** The log file in S3 that an object ref names. */
  readonly openObject: OpenObject;
  /** The core with the config as it is now. */
  readonly currentTattletail: (signal: AbortSignal) => Promise<Tattletail>;
  /** The problems that came up besides, each once. */
  readonly takeProblems?: () => readonly OperationalProblem[];
  /** Remembers which log files with these URIs were read. */
  readonly noteSeen?: (uris: readonly string[], tattletail: Tattletail, signal: AbortSignal) => Promise<void>;
  /** Verifies a digest, if the config wants it. Throws what reading it throws. */
  readonly verifyDigest?: VerifyDigest;
}

/**
 * Inspects what an event names, and answers in the way that its sender understands. A sender without an answer gets
 * an error, once everything else is done: Lambda then retries the event.
 */
export const createHandler =
  ({
    log,
    openObject,
    currentTattletail,
    takeProblems = () => [],
    noteSeen,
    verifyDigest,
  }: HandlerTools): Handler =>
  async (event, invocation) => {
    const begin = performance.now();
    log.begin(invocation.id);
    try {
      const tattletail = await currentTattletail(invocation.deliverSignal);
      const { items, answer } = readTrigger(event);
      const open = openOnce(openObject);
      const found: OperationalProblem[] = [];
      const verify = async (ref: ObjectRef): Promise<readonly LogFileBytes[]> => {
        if (verifyDigest === undefined) return [];
        const { problems, logFiles } = await verifyDigest(ref, tattletail.config, invocation.inspectSignal);
        found.push(...problems);
        return logFiles.map(open);
      };
      const rounds = withDigests(openItems(items, open, invocation.inspectSignal), verify);
      const { report, inspected } = await inspectRounds(rounds, tattletail, invocation);
      logReport(log, report, {
        malformed: sumOfMalformed(inspected.map(({ malformed }) => malformed)),
        skipped: sumOfSkipped(inspected.map(({ skipped }) => skipped)),
        by: { version, ...tattletail.identity },
        ms: Math.round(performance.now() - begin),
        perRule: tattletail.config.metrics.perRule,
      });
      await noteSeen?.(urisRead(report), tattletail, invocation.deliverSignal);
      const problems = [
        ...takeProblems(),
        ...found,
        ...refusedForGood(report.deliveries.undelivered, report.deliveries.fallbacks),
        ...removedLogs(inspected.flatMap(({ removed }) => removed)),
      ];
      logProblems(log, problems, await tattletail.alertOperators(problems, invocation));
      const pieces = Map.groupBy(inspected, ({ item }) => item);
      return answer(items.map((item) => outcomeOf(item, pieces.get(item) ?? [])));
    } finally {
      log.flush();
    }
  };

const urisRead = ({ logFiles }: Report<Named>): readonly string[] =>
  logFiles
    .filter(({ problems }) => problems.every(({ retryable }) => !retryable))
    .map(({ source }) => source.uri);

/** Each object is one log file, however often an event names it. */
const openOnce = (openObject: OpenObject): OpenObject => {
  const opened = new Map<string, LogFileBytes>();
  return (ref: ObjectRef): LogFileBytes => {
    const logFile = opened.get(nameOf(ref)) ?? openObject(ref);
    opened.set(nameOf(ref), logFile);
    return logFile;
  };
};

/** What became of an item, or of a piece of one. Its log files, which may hold records, are forgotten. */
type Inspected = Omit<OpenedItem, 'logFiles'> & { readonly outcomes: readonly Outcome[] };

type Outcome = LogFileOutcome & { readonly counted: Counted };

const inspectRounds = async (
  rounds: AsyncIterable<readonly OpenedItem[]>,
  tattletail: Tattletail,
  invocation: Invocation,
): Promise<{ readonly report: Report<Named>; readonly inspected: readonly Inspected[] }> => {
  const outcomeOfLogFile = new WeakMap<LogFileSource, Outcome>();
  const reports: Report<Named>[] = [];
  const inspected: Inspected[] = [];
  for await (const opened of rounds) {
    const logFiles = new Set(opened.flatMap((item) => item.logFiles));
    const report = await tattletail.inspect(
      [...logFiles].filter((logFile) => !outcomeOfLogFile.has(logFile)),
      invocation,
    );
    reports.push(withoutContent(report));
    for (const logFile of report.logFiles)
      outcomeOfLogFile.set(logFile.source, {
        ...failuresOfLogFile(report, logFile),
        counted: countedIn(logFile),
      });
    for (const { item, malformed, skipped, removed, digests, logFiles } of opened) {
      const outcomes = logFiles.flatMap((logFile) => outcomeOfLogFile.get(logFile) ?? []);
      inspected.push({ item, malformed, skipped, removed, digests, outcomes });
    }
  }
  return { report: sumOfReports(reports), inspected };
};

const outcomeOf = ({ id }: Item, pieces: readonly Inspected[]): ItemOutcome => {
  const malformed = pieces.flatMap((piece) => piece.malformed.reasons);
  const outcomes = pieces.flatMap((piece) => piece.outcomes);
  const failures = outcomes.flatMap((outcome) => outcome.failures);
  return {
    id,
    failures: [...malformed, ...failures],
    cause: causeOf(outcomes, failures),
    counted: sumOfCounted(outcomes.map(({ counted }) => counted)),
  };
};

const causeOf = (outcomes: readonly LogFileOutcome[], failures: readonly string[]): ItemOutcome['cause'] => {
  if (failures.length === 0) return 'malformed';
  return outcomes.every(({ permanent }) => permanent) ? 'permanent' : 'transient';
};
