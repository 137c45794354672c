import type { Alert } from './alerts/alert.ts';
import { eventIdOf } from './alerts/facts.ts';
import type { Delivery, FailedDelivery } from './destinations/deliver.ts';
import { type LogFileError, quoted } from './errors.ts';
import type { RuleFailure } from './rules/match.ts';
import type { CloudTrailRecord } from './trail/record.ts';

/** What became of one invocation. */
export interface Report {
  readonly logFiles: readonly LogFileReport[];
  readonly deliveries: Deliveries;
}

/** What was found in a log file. */
export interface LogFileReport extends Counts {
  readonly uri: string;
}

export interface Counts {
  readonly records: number;
  readonly matches: number;
  /** Records that our own work has caused, which are not inspected. */
  readonly own: number;
  /** One entry for each rule that failed, however often. */
  readonly ruleFailures: readonly RepeatedRuleFailure[];
  /** What could not be read. */
  readonly problems: readonly LogFileError[];
}

interface RepeatedRuleFailure {
  readonly first: RuleFailure;
  readonly times: number;
}

/** What became of the alerts, each counted once for each of its destinations. */
export interface Deliveries {
  readonly delivered: number;
  /** Told by an earlier invocation. */
  readonly before: number;
  readonly undelivered: readonly FailedDelivery[];
}

/** What was found in some records of a log file. */
export const countBatch = (batch: {
  readonly records: readonly unknown[];
  readonly inspected: readonly unknown[];
  readonly matches: readonly unknown[];
  readonly failures: readonly RuleFailure[];
  readonly problems: readonly LogFileError[];
}): Counts => ({
  records: batch.records.length,
  own: batch.records.length - batch.inspected.length,
  matches: batch.matches.length,
  ruleFailures: mergeByRule(batch.failures.map((first) => ({ first, times: 1 }))),
  problems: batch.problems,
});

export const countProblem = (problem: LogFileError): Counts => ({ ...nothing, problems: [problem] });

export const countDeliveries = (deliveries: readonly Delivery[]): Deliveries => ({
  delivered: deliveries.filter(({ status }) => status === 'delivered').length,
  before: deliveries.filter(({ status }) => status === 'before').length,
  undelivered: deliveries.filter((delivery) => delivery.status === 'failed'),
});

export const sumOfCounts = (all: readonly Counts[]): Counts => all.reduce(addCounts, nothing);

export const sumOfDeliveries = (all: readonly Deliveries[]): Deliveries => ({
  delivered: sum(all.map(({ delivered }) => delivered)),
  before: sum(all.map(({ before }) => before)),
  undelivered: all.flatMap(({ undelivered }) => undelivered),
});

/** The whole invocation in a line of numbers. */
export const totalsOf = ({ logFiles, deliveries }: Report) => {
  const { records, own, matches, ruleFailures, problems } = sumOfCounts(logFiles);
  return {
    logFiles: logFiles.length,
    records,
    own,
    matches,
    delivered: deliveries.delivered,
    before: deliveries.before,
    undelivered: deliveries.undelivered.length,
    ruleFailures: sum(ruleFailures.map(({ times }) => times)),
    problems: problems.length,
  };
};

/** What must not be forgotten: what could not be read, and alerts that were not told. */
export const failuresOf = ({ logFiles, deliveries }: Report): readonly string[] => [
  ...logFiles.flatMap(({ problems }) => problems.map(({ message }) => message)),
  ...deliveries.undelivered.map(describe),
];

/** What must not be forgotten of one log file. `permanent`: trying it again cannot help. */
export interface LogFileOutcome {
  readonly failures: readonly string[];
  readonly permanent: boolean;
}

export const failuresOfLogFile = (
  { deliveries }: Report,
  { uri, problems }: LogFileReport,
): LogFileOutcome => {
  const undelivered = deliveries.undelivered.filter(({ logFiles }) => logFiles.includes(uri));
  return {
    failures: [...problems.map(({ message }) => message), ...undelivered.map(describe)],
    permanent: undelivered.length === 0 && problems.every(({ retryable }) => !retryable),
  };
};

const describe = ({ alert, logFiles, destination, error }: FailedDelivery): string => {
  return `${logFiles[0]}: ${nameOf(alert)} not delivered to ${destination.type} ${quoted(destination.id)}: ${error.message}`;
};

const nameOf = (alert: Alert): string => {
  const ofRule = `of rule ${JSON.stringify(alert.rule.name)}`;
  switch (alert.kind) {
    case 'match':
      return `alert ${ofRule} on ${eventOf(alert)}`;
    case 'roundup':
      return `roundup ${ofRule} on ${alert.entries.length} events`;
    case 'failure':
      return `failure ${ofRule} on ${eventOf(alert.first)}`;
  }
};

const eventOf = ({ record }: { readonly record: CloudTrailRecord }): string =>
  `event ${eventIdOf(record) ?? '(without ID)'}`;

const nothing: Counts = { records: 0, own: 0, matches: 0, ruleFailures: [], problems: [] };

const addCounts = (a: Counts, b: Counts): Counts => ({
  records: a.records + b.records,
  matches: a.matches + b.matches,
  own: a.own + b.own,
  ruleFailures: mergeByRule([...a.ruleFailures, ...b.ruleFailures]),
  problems: [...a.problems, ...b.problems],
});

const mergeByRule = (failures: readonly RepeatedRuleFailure[]): readonly RepeatedRuleFailure[] => {
  const byRule = Map.groupBy(failures, ({ first }) => first.rule);
  return [...byRule.values()].flatMap(([failure, ...others]) =>
    failure === undefined
      ? []
      : [{ first: failure.first, times: failure.times + sum(others.map(({ times }) => times)) }],
  );
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
