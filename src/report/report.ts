import type { Delivery, FailedDelivery, FallbackDelivery } from '../delivery/deliver.ts';
import { describeFailed } from '../delivery/describe-failed.ts';
import type { LogFileError } from '../errors.ts';
import type { IgnoreEffect } from '../rules/ignore.ts';
import { type Match, type MatchedEvent, matchedEvent, type RuleFailure } from '../rules/match.ts';
import type { Skipped } from '../trail/findings.ts';
import type { LogFileSource } from '../trail/log-file-source.ts';
import { type FailedRule, failedOnce, mergeFailures } from './failed-rule.ts';
import { mergeAlike, once, type Repeated, timesOf } from './repeated.ts';

/** What became of one invocation. */
export interface Report<Source extends Named = LogFileSource> {
  readonly logFiles: readonly LogFileReport<Source>[];
  readonly deliveries: DeliveryCounts;
}

/** What is left of a log file that need not be read again. */
export interface Named {
  readonly uri: string;
}

/** What was found in a log file. */
export interface LogFileReport<Source extends Named = LogFileSource> extends Counts {
  /** The object that was given to inspect, with whatever the caller keeps in it. */
  readonly source: Source;
}

export interface Counts {
  readonly records: number;
  /** Records that every rule was evaluated on. With `own` and `failed`, these are all records. */
  readonly inspected: number;
  /** Records of our own calls, which are not inspected. */
  readonly own: number;
  /** Records that a rule failed on, or that were read and not inspected. */
  readonly failed: number;
  /** One entry for each rule that matched, however often. */
  readonly ruleMatches: readonly Repeated<MatchedEvent>[];
  /** One entry for each rule that failed and each kind of failure, however often. */
  readonly ruleFailures: readonly FailedRule[];
  /** One entry for each ignore and each kind of effect, however often. */
  readonly ignoreEffects: readonly Repeated<IgnoreEffect>[];
  /** What could not be read. */
  readonly problems: readonly LogFileError[];
  /** What the file is, if it is no log file and need not be one, or what is in it beside records. */
  readonly skipped: readonly Skipped[];
}

/** The deliveries of one invocation: an alert counts once for each of its destinations. */
export interface DeliveryCounts {
  readonly delivered: number;
  /** Delivered by an earlier invocation. */
  readonly deduplicated: number;
  readonly undelivered: readonly FailedDelivery[];
  /** Delivered, but to the fallback of the destination. */
  readonly fallbacks: readonly FallbackDelivery[];
}

/** What was found in some records of a log file. */
export const countBatch = (batch: {
  readonly records: readonly unknown[];
  readonly inspected: readonly unknown[];
  readonly matches: readonly Match[];
  readonly effects: readonly IgnoreEffect[];
  readonly failures: readonly RuleFailure[];
  readonly problems: readonly LogFileError[];
  readonly skipped: readonly Skipped[];
}): Counts => {
  const failed = new Set(batch.failures.map(({ record }) => record)).size;
  return {
    records: batch.records.length,
    inspected: batch.inspected.length - failed,
    own: batch.records.length - batch.inspected.length,
    failed,
    ruleMatches: mergeMatches(batch.matches.map((match) => once(matchedEvent(match)))),
    ruleFailures: mergeFailures(batch.failures.map(failedOnce)),
    ignoreEffects: mergeEffects(batch.effects.map(once)),
    problems: batch.problems,
    skipped: batch.skipped,
  };
};

/** `records`: how many were read and, because of the problem, not inspected. */
export const countProblem = (problem: LogFileError, records = 0): Counts => ({
  ...nothing,
  records,
  failed: records,
  problems: [problem],
});

export const countDeliveries = (deliveries: readonly Delivery[]): DeliveryCounts => ({
  delivered: deliveries.filter(({ status }) => status === 'delivered' || status === 'fallback').length,
  deduplicated: deliveries.filter(({ status }) => status === 'deduplicated').length,
  undelivered: deliveries.filter((delivery) => delivery.status === 'failed'),
  fallbacks: deliveries.filter((delivery) => delivery.status === 'fallback'),
});

export const sumOfCounts = (all: readonly Counts[]): Counts => {
  const [only = nothing, ...others] = all;
  if (others.length === 0) return only;
  return {
    records: sum(all.map(({ records }) => records)),
    inspected: sum(all.map(({ inspected }) => inspected)),
    own: sum(all.map(({ own }) => own)),
    failed: sum(all.map(({ failed }) => failed)),
    ruleMatches: mergeMatches(all.flatMap(({ ruleMatches }) => ruleMatches)),
    ruleFailures: mergeFailures(all.flatMap(({ ruleFailures }) => ruleFailures)),
    ignoreEffects: mergeEffects(all.flatMap(({ ignoreEffects }) => ignoreEffects)),
    problems: all.flatMap(({ problems }) => problems),
    skipped: all.flatMap(({ skipped }) => skipped),
  };
};

export const sumOfDeliveries = (all: readonly DeliveryCounts[]): DeliveryCounts => ({
  delivered: sum(all.map(({ delivered }) => delivered)),
  deduplicated: sum(all.map(({ deduplicated }) => deduplicated)),
  undelivered: all.flatMap(({ undelivered }) => undelivered),
  fallbacks: all.flatMap(({ fallbacks }) => fallbacks),
});

/** The same without what the log files hold: those of an event may hold its records. */
export const withoutContent = ({ logFiles, deliveries }: Report): Report<Named> => ({
  logFiles: logFiles.map((logFile) => ({ ...logFile, source: { uri: logFile.source.uri } })),
  deliveries,
});

export const sumOfReports = (reports: readonly Report<Named>[]): Report<Named> => ({
  logFiles: reports.flatMap(({ logFiles }) => logFiles),
  deliveries: sumOfDeliveries(reports.map(({ deliveries }) => deliveries)),
});

/** What the ignores had to do with all log files. */
export const ignoreEffectsIn = ({ logFiles }: Report<Named>): readonly Repeated<IgnoreEffect>[] =>
  sumOfCounts(logFiles).ignoreEffects;

/** The whole invocation in numbers. */
export const totalsOf = ({ logFiles, deliveries }: Report<Named>) => {
  const { records, inspected, own, failed, ...found } = sumOfCounts(logFiles);
  const { ruleMatches, ruleFailures, ignoreEffects, problems, skipped } = found;
  return {
    logFiles: logFiles.filter(isLogFile).length,
    skipped: sum(skipped.map(({ times }) => times)),
    records,
    inspected,
    own,
    failed,
    matches: timesOf(ruleMatches),
    ignored: timesOf(ignoreEffects.filter(({ first }) => first.kind === 'ignored')),
    delivered: deliveries.delivered,
    deduplicated: deliveries.deduplicated,
    undelivered: deliveries.undelivered.length,
    fallbacks: deliveries.fallbacks.length,
    ruleFailures: timesOf(ruleFailures),
    problems: sum(problems.map(({ times }) => times)),
  };
};

/** Whether it is one, and not skipped for something else. */
export const isLogFile = ({ skipped }: Counts): boolean =>
  skipped.every(({ kind }) => kind === 'beside records');

/** What makes the invocation fail: what could not be read, and what was not delivered. */
export const failuresOf = ({ logFiles, deliveries }: Report<Named>): readonly string[] => [
  ...logFiles.flatMap(({ problems }) => problems.map(({ message }) => message)),
  ...deliveries.undelivered.map(describeFailed),
];

/** The same of one log file. `permanent`: a retry cannot help. */
export interface LogFileOutcome {
  readonly failures: readonly string[];
  readonly permanent: boolean;
}

/**
 * An alert names its log file by URI. If the same object was inspected several times, an undelivered alert on it
 * counts as a failure every time, since alerts on the same event are sent as one.
 */
export const failuresOfLogFile = (
  { deliveries }: Report,
  { source, problems }: LogFileReport,
): LogFileOutcome => {
  const undelivered = deliveries.undelivered.filter(({ logFiles }) => logFiles.includes(source.uri));
  return {
    failures: [...problems.map(({ message }) => message), ...undelivered.map(describeFailed)],
    permanent: undelivered.length === 0 && problems.every(({ retryable }) => !retryable),
  };
};

const nothing: Counts = {
  records: 0,
  inspected: 0,
  own: 0,
  failed: 0,
  ruleMatches: [],
  ruleFailures: [],
  ignoreEffects: [],
  problems: [],
  skipped: [],
};

const mergeMatches = (all: readonly Repeated<MatchedEvent>[]): readonly Repeated<MatchedEvent>[] =>
  mergeAlike(all, ({ rule }) => rule);

const mergeEffects = (all: readonly Repeated<IgnoreEffect>[]): readonly Repeated<IgnoreEffect>[] =>
  mergeAlike(all, ({ kind, ignore }) => `${kind} ${ignore.program}`);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
