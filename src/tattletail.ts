import { alertFor } from './alerts/alert.ts';
import { type ConfigFile, loadConfig } from './config/load.ts';
import type { Config } from './config/schema.ts';
import type { DestinationConfig, DestinationsOf } from './destinations/connect.ts';
import { deliver } from './destinations/deliver.ts';
import { LogFileError, messageOf } from './errors.ts';
import { countBatch, countProblem, type LogFileReport, type Report, sumOf } from './report.ts';
import type { JqEngine } from './rules/jq.ts';
import { matchRecords } from './rules/match.ts';
import { type LogFileSource, readRecords } from './trail/log-file.ts';

/** What differs between the Lambda, the command line and the tests. */
export interface Tools {
  readonly jq: JqEngine;
  /** Where alerts go: to the destinations of the config, or, in a dry run, somewhere else. */
  readonly connect: (destinations: readonly DestinationConfig[]) => DestinationsOf;
}

export interface Tattletail {
  readonly config: Config;
  /** What goes wrong with a log file, a rule or a destination is in the report, and stops nothing else. */
  inspect(logFiles: readonly LogFileSource[], signal: AbortSignal): Promise<Report>;
}

/** Throws ConfigError when the config cannot be used. */
export const createTattletail = async (file: ConfigFile, { jq, connect }: Tools): Promise<Tattletail> => {
  const { config, programs } = await loadConfig(file, jq.compile);
  const destinationsOf = connect(config.destinations);

  const inspectLogFile = async (logFile: LogFileSource, signal: AbortSignal): Promise<LogFileReport> => {
    const counts = [];
    try {
      for await (const { records, problems } of readRecords(logFile, signal)) {
        const { matches, failures } = await matchRecords({ rules: config.rules, programs }, records, signal);
        const alerts = matches.map((match) => alertFor(match, logFile.uri));
        const deliveries = await deliver(alerts, destinationsOf, signal);
        counts.push(countBatch({ records, problems, matches, failures, deliveries }));
      }
    } catch (error) {
      counts.push(countProblem(logFileErrorOf(error, logFile.uri, signal)));
    }
    return { uri: logFile.uri, ...sumOf(counts) };
  };

  return {
    config,
    inspect: async (logFiles, signal) => {
      const reports: LogFileReport[] = [];
      for (const logFile of logFiles) reports.push(await inspectLogFile(logFile, signal));
      return { logFiles: reports };
    },
  };
};

const logFileErrorOf = (error: unknown, uri: string, signal: AbortSignal): LogFileError => {
  if (signal.aborted) return new LogFileError(uri, 'was not read to its end: time ran out', { cause: error });
  return error instanceof LogFileError ? error : new LogFileError(uri, messageOf(error), { cause: error });
};
