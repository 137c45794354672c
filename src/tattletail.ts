import { type Alert, alertFor } from './alerts/alert.ts';
import type { Arrangement } from './alerts/arrange.ts';
import { type ConfigFile, loadConfig } from './config/load.ts';
import type { Config } from './config/schema.ts';
import { type DestinationsOf, deliver } from './delivery/deliver.ts';
import { LogFileError, messageOf } from './errors.ts';
import type { JqEngine } from './jq/engine.ts';
import {
  type Counts,
  countBatch,
  countDeliveries,
  countProblem,
  type DeliveryCounts,
  type LogFileReport,
  type Report,
  sumOfCounts,
  sumOfDeliveries,
} from './report/report.ts';
import { matchRecords } from './rules/match.ts';
import { type LogFileSource, readRecords } from './trail/log-file.ts';
import { type Self, withoutOwn } from './trail/own-records.ts';

/** What differs between the Lambda, the command line and the tests. */
export interface Tools {
  readonly jq: JqEngine;
  /** Where alerts go: to the destinations of the config, or, in a dry run, somewhere else. */
  readonly connect: (config: Config) => DestinationsOf;
  /** When alerts are told, and which of them together; a rule's roundups begin after so many matches. */
  readonly arrange: (roundupAfter: number) => Arrangement;
  /** Undefined where nothing that is inspected can be our own doing. */
  readonly self?: Self;
}

export interface Tattletail {
  readonly config: Config;
  /**
   * What goes wrong with a log file, a rule or a destination is in the report, and stops nothing else. Reading and the
   * real jq stop at `inspectSignal`, so that there is time to tell what is found until `signal` stops everything.
   */
  inspect(
    logFiles: readonly LogFileSource[],
    signal: AbortSignal,
    inspectSignal?: AbortSignal,
  ): Promise<Report>;
}

/** Throws ConfigError when the config cannot be used. */
export const createTattletail = async (
  file: ConfigFile,
  { jq, connect, arrange, self }: Tools,
): Promise<Tattletail> => {
  const { config, programs } = await loadConfig(file, jq.compile);
  const rules = { rules: config.rules, programs };
  const destinationsOf = connect(config);
  const skippedSelf = config.trail.ownRecords === 'skip' ? self : undefined;

  const inspectLogFile = async (
    logFile: LogFileSource,
    { arrangement, tell, signal, inspectSignal }: Invocation,
  ): Promise<LogFileReport> => {
    const counts: Counts[] = [];
    try {
      for await (const { records, problems } of readRecords(logFile, inspectSignal)) {
        const inspected = await withoutOwn(records, skippedSelf);
        const { matches, failures } = await matchRecords(rules, inspected, signal, inspectSignal);
        const alerts = matches.map((match) => alertFor(match, logFile.uri));
        counts.push(countBatch({ records, inspected, matches, failures, problems }));
        await tell(arrangement.add({ alerts, failures, records: inspected.length, logFile: logFile.uri }));
      }
    } catch (error) {
      counts.push(countProblem(logFileErrorOf(error, logFile.uri, inspectSignal)));
    }
    if (counts.some(ranOutOfTime)) counts.push(countProblem(notByEveryRule(logFile.uri)));
    return { uri: logFile.uri, ...sumOfCounts(counts) };
  };

  const inspect: Tattletail['inspect'] = async (logFiles, signal, inspectSignal = signal) => {
    const arrangement = arrange(config.delivery.roundupAfter);
    const deliveries: DeliveryCounts[] = [];
    const tell = async (alerts: readonly Alert[]): Promise<void> => {
      deliveries.push(countDeliveries(await deliver(alerts, destinationsOf, signal)));
    };
    const reports: LogFileReport[] = [];
    for (const logFile of logFiles)
      reports.push(await inspectLogFile(logFile, { arrangement, tell, signal, inspectSignal }));
    await tell(arrangement.end());
    return { logFiles: reports, deliveries: sumOfDeliveries(deliveries) };
  };

  return { config, inspect };
};

interface Invocation {
  readonly arrangement: Arrangement;
  readonly tell: (alerts: readonly Alert[]) => Promise<void>;
  readonly signal: AbortSignal;
  readonly inspectSignal: AbortSignal;
}

const ranOutOfTime = ({ ruleFailures }: Counts): boolean =>
  ruleFailures.some(({ first }) => first.kind === 'out of time');

const notByEveryRule = (uri: string): LogFileError =>
  new LogFileError(uri, 'was not inspected by every rule: time ran out', { retryable: true });

const logFileErrorOf = (error: unknown, uri: string, signal: AbortSignal): LogFileError => {
  if (signal.aborted) {
    return new LogFileError(uri, 'was not read to its end: time ran out', { cause: error, retryable: true });
  }
  return error instanceof LogFileError
    ? error
    : new LogFileError(uri, messageOf(error), { cause: error, retryable: true });
};
