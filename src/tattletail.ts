import { type Alert, alertFor } from './alerts/alert.ts';
import type { Arrangement } from './alerts/arrange.ts';
import { collectBursts } from './alerts/bursts.ts';
import { countMistakes } from './alerts/mistakes-since.ts';
import { createRouting, type IdsFor } from './alerts/routing.ts';
import { type ConfigIdentity, identityOf } from './config/identity.ts';
import { type ConfigFile, loadConfig } from './config/load.ts';
import type { Config } from './config/schema.ts';
import { type DestinationsOf, deliver, type NoteDelivery } from './delivery/deliver.ts';
import { LogFileError, messageOf } from './errors.ts';
import { explainerOfFailures } from './failure-causes.ts';
import type { Invocation } from './invocation.ts';
import type { Evaluation, JqEngine } from './jq/engine.ts';
import { type AlertOperators, createOperators } from './operations/operators.ts';
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
import { createIgnoring } from './rules/ignore.ts';
import { createMatcher } from './rules/match.ts';
import { sortByThreshold } from './rules/threshold.ts';
import { readRecords } from './trail/log-file.ts';
import type { LogFileSource } from './trail/log-file-source.ts';
import type { WithoutOwn } from './trail/own-records.ts';
import { type Opened, readAhead } from './trail/read-ahead.ts';

/** What differs between the Lambda, the command line and the tests. */
export interface Tools {
  readonly jq: JqEngine;
  /** Where alerts go: to the destinations of the config, or in a dry run somewhere else. */
  readonly connect: (config: Config) => DestinationsOf;
  /**
   * When alerts are sent, and which of them together. A rule's roundups begin after so many matches, and earlier when a
   * destination would get more single alerts than `maxSingle`.
   */
  readonly arrange: (
    roundupAfter: number,
    idsFor: IdsFor,
    limits: { readonly maxSingle: number },
  ) => Arrangement;
  /** Gives a config what the environment says and it does not. */
  readonly complete?: (config: Config) => Config;
  /** Leaves out the records of our own calls. Missing where we cannot have made any. */
  readonly withoutOwn?: (config: Config) => WithoutOwn;
  /** Takes each alert's way to a destination as soon as it has ended. */
  readonly onDelivery?: NoteDelivery;
  /** Whether rules may be tried that have no destinations. */
  readonly mayBePack?: boolean;
}

export interface Tattletail {
  readonly config: Config;
  readonly identity: ConfigIdentity;
  /**
   * Runs every record of the log files through the rules and delivers the alerts. What goes wrong with a log file, a
   * rule or a destination is in the report, and stops nothing else.
   */
  inspect<Source extends LogFileSource>(
    logFiles: readonly Source[],
    invocation: Invocation,
  ): Promise<Report<Source>>;
  /** Delivers what keeps the function from its work, with a claim or without. */
  readonly alertOperators: AlertOperators;
}

/** Throws ConfigError when the config cannot be used. */
export const createTattletail = async (
  file: ConfigFile,
  { jq, connect, arrange, complete = (config) => config, withoutOwn, onDelivery, mayBePack = false }: Tools,
): Promise<Tattletail> => {
  const { programs, ignorePrograms, thresholdPrograms, ...loaded } = await loadConfig(file, jq.compile, {
    mayBePack,
  });
  const config = complete(loaded.config);
  const matchRecords = createMatcher(config.rules);
  const withoutIgnored = createIgnoring(config.ignores, config.rules);
  const destinationsOf = connect(config);
  const idsFor = createRouting(config.routes, config.accounts);
  const explainFailures = explainerOfFailures(file);
  const mistakes = countMistakes();
  const toInspect = config.trail.ownRecords === 'skip' ? withoutOwn?.(config) : undefined;

  const inspectLogFile = async <Source extends LogFileSource>(
    { source, opened }: Opened<Source>,
    { invocation: { inspectSignal, today }, arrangement, evaluations, send }: Inspection,
  ): Promise<LogFileReport<Source>> => {
    const { uri } = source;
    const counts: Counts[] = [];
    const bursts = collectBursts(uri);
    let pending = 0;
    try {
      for await (const { records, problems, skipped } of readRecords(opened, inspectSignal)) {
        pending = records.length;
        const inspected = toInspect === undefined ? records : await toInspect(records);
        const { matches: found, failures: unmatched } = await matchRecords(evaluations.ofRules, inspected);
        const { matches, effects } = await withoutIgnored(evaluations.ofIgnores, found, today);
        const {
          alone,
          counted,
          failures: uncounted,
        } = await sortByThreshold(evaluations.ofThresholds, matches);
        bursts.add(counted);
        const alerts = alone.map((match) => alertFor(match, uri));
        const failures = [...unmatched, ...uncounted];
        counts.push(countBatch({ records, inspected, matches, effects, failures, problems, skipped }));
        pending = 0;
        await send(arrangement.add({ alerts, failures, records: inspected.length, logFile: uri }));
      }
    } catch (error) {
      counts.push(countProblem(logFileErrorOf(error, uri, inspectSignal), pending));
    }
    await send(arrangement.add({ alerts: bursts.alerts(), failures: [], records: 0, logFile: uri }));
    if (counts.some(ranOutOfTime)) counts.push(countProblem(notByEveryRule(uri)));
    return { source, ...sumOfCounts(counts) };
  };

  const inspect = async <Source extends LogFileSource>(
    logFiles: readonly Source[],
    invocation: Invocation,
  ): Promise<Report<Source>> => {
    const { inspectSignal, deliverSignal } = invocation;
    const arrangement = arrange(config.delivery.roundupAfter, idsFor, config.delivery);
    const limits = { signal: deliverSignal, realJqSignal: inspectSignal };
    const evaluations = {
      ofRules: programs.start(limits),
      ofIgnores: ignorePrograms.start(limits),
      ofThresholds: thresholdPrograms.start(limits),
    };
    const deliveries: DeliveryCounts[] = [];
    const send = async (found: readonly Alert[]): Promise<void> => {
      if (found.length === 0) return;
      const alerts = (await explainFailures(found)).map(mistakes.withSince);
      const delivered = await deliver(alerts, destinationsOf, deliverSignal, onDelivery);
      mistakes.add(delivered);
      deliveries.push(countDeliveries(delivered));
    };
    const reports: LogFileReport<Source>[] = [];
    for (const logFile of readAhead(logFiles, inspectSignal))
      reports.push(await inspectLogFile(logFile, { invocation, arrangement, evaluations, send }));
    await send(arrangement.end());
    return { logFiles: reports, deliveries: sumOfDeliveries(deliveries) };
  };

  const alertOperators = createOperators(
    config.operations,
    () => connect({ ...config, delivery: { ...config.delivery, onLedgerError: 'send' } }),
    onDelivery,
  );
  return { config, identity: identityOf(file), inspect, alertOperators };
};

/** What all log files of an invocation share. */
interface Inspection {
  readonly invocation: Invocation;
  readonly arrangement: Arrangement;
  readonly evaluations: {
    readonly ofRules: Evaluation;
    readonly ofIgnores: Evaluation;
    readonly ofThresholds: Evaluation;
  };
  readonly send: (alerts: readonly Alert[]) => Promise<void>;
}

const ranOutOfTime = ({ ruleFailures }: Counts): boolean =>
  ruleFailures.some(({ kind }) => kind === 'out of time');

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
