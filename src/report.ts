import type { Delivery, FailedDelivery } from './destinations/deliver.ts';
import type { LogFileError } from './errors.ts';
import type { Match, RuleFailure } from './rules/match.ts';

/** What became of one invocation. */
export interface Report {
  readonly logFiles: readonly LogFileReport[];
}

/** What became of one log file. */
export interface LogFileReport extends Counts {
  readonly uri: string;
}

interface Counts {
  readonly records: number;
  readonly matches: number;
  /** Alerts told, once for each destination. */
  readonly delivered: number;
  readonly undelivered: readonly FailedDelivery[];
  /** One entry for each rule that failed, however often. */
  readonly ruleFailures: readonly RepeatedRuleFailure[];
  /** What could not be read. */
  readonly problems: readonly LogFileError[];
}

export interface RepeatedRuleFailure {
  readonly first: RuleFailure;
  readonly times: number;
}

/** What became of a batch of records. */
export const countBatch = (batch: {
  readonly records: readonly unknown[];
  readonly problems: readonly LogFileError[];
  readonly matches: readonly Match[];
  readonly failures: readonly RuleFailure[];
  readonly deliveries: readonly Delivery[];
}): Counts => ({
  records: batch.records.length,
  matches: batch.matches.length,
  delivered: batch.deliveries.filter(({ status }) => status === 'delivered').length,
  undelivered: batch.deliveries.filter((delivery) => delivery.status === 'failed'),
  ruleFailures: mergeByRule(batch.failures.map((first) => ({ first, times: 1 }))),
  problems: batch.problems,
});

export const countProblem = (problem: LogFileError): Counts => ({ ...nothing, problems: [problem] });

export const sumOf = (counts: readonly Counts[]): Counts => counts.reduce(add, nothing);

/** The whole invocation in a line of numbers. */
export const totalsOf = (report: Report) => {
  const { records, matches, delivered, undelivered, ruleFailures, problems } = sumOf(report.logFiles);
  return {
    logFiles: report.logFiles.length,
    records,
    matches,
    delivered,
    undelivered: undelivered.length,
    ruleFailures: ruleFailures.reduce((sum, { times }) => sum + times, 0),
    problems: problems.length,
  };
};

/** What must not be forgotten: what could not be read, and alerts that were not told. */
export const failuresOf = ({ logFiles }: Report): readonly string[] =>
  logFiles.flatMap(({ uri, problems, undelivered }) => [
    ...problems.map(({ message }) => message),
    ...undelivered.map(
      ({ alert, destination, error }) =>
        `${uri}: alert of rule ${JSON.stringify(alert.rule.name)} not delivered to ${destination.type} ${JSON.stringify(destination.id)}: ${error.message}`,
    ),
  ]);

const nothing: Counts = {
  records: 0,
  matches: 0,
  delivered: 0,
  undelivered: [],
  ruleFailures: [],
  problems: [],
};

const add = (a: Counts, b: Counts): Counts => ({
  records: a.records + b.records,
  matches: a.matches + b.matches,
  delivered: a.delivered + b.delivered,
  undelivered: [...a.undelivered, ...b.undelivered],
  ruleFailures: mergeByRule([...a.ruleFailures, ...b.ruleFailures]),
  problems: [...a.problems, ...b.problems],
});

const mergeByRule = (failures: readonly RepeatedRuleFailure[]): readonly RepeatedRuleFailure[] => {
  const byRule = Map.groupBy(failures, ({ first }) => first.rule);
  return [...byRule.values()].flatMap(([failure, ...others]) =>
    failure === undefined
      ? []
      : [{ first: failure.first, times: others.reduce((sum, { times }) => sum + times, failure.times) }],
  );
};
