import { withRoundups } from './alerts/arrange.ts';
import { callerArn } from './aws/caller.ts';
import { type AwsClients, createAwsClients } from './aws/clients.ts';
import { chooseJq } from './choose-jq.ts';
import { keepLastGood } from './config/cache.ts';
import { locateConfig } from './config/locate.ts';
import type { Config } from './config/schema.ts';
import { warningsOf } from './config/warnings.ts';
import { connectDestinations, type DestinationsOf } from './delivery/connect.ts';
import { memoryLedger } from './delivery/ledger/ledger.ts';
import { s3Ledger } from './delivery/ledger/s3.ts';
import { EnvironmentError, messageOf } from './errors.ts';
import { type ReadableItem, readableOf } from './events/readable.ts';
import type { ItemOutcome } from './events/shapes.ts';
import { readTrigger } from './events/trigger.ts';
import { createLog, type Log } from './log.ts';
import { logReport } from './report/log.ts';
import { failuresOfLogFile, type LogFileOutcome, type Report } from './report/report.ts';
import { createTattletail, type Tattletail } from './tattletail.ts';

/**
 * Inspects what an event names, and answers as the event's sender wants it. Where it wants no answer, failures
 * are thrown after everything else is done: Lambda invokes again then.
 */
export const handler: Handler = (event, context) => coldStart()(event, context);

/** The same with what is made at a cold start: tests bring their own. */
export const createHandler =
  ({ log, aws, currentTattletail }: Started): Handler =>
  async (event, context) => {
    const begin = performance.now();
    log.begin(context.awsRequestId);
    const workMs = timeToWork(context.getRemainingTimeInMillis());
    const signal = AbortSignal.timeout(workMs);
    const inspectSignal = AbortSignal.timeout(timeToInspect(workMs));
    try {
      const tattletail = await currentTattletail(signal);
      const { items, answer } = readTrigger(event);
      const readables = items.map((item) => readableOf(item, aws.s3));
      const report = await tattletail.inspect(
        readables.flatMap(({ logFiles }) => logFiles),
        signal,
        inspectSignal,
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

type Handler = (event: unknown, context: LambdaContext) => Promise<unknown>;

interface Started {
  readonly log: Log;
  readonly aws: Pick<AwsClients, 's3'>;
  readonly currentTattletail: (signal: AbortSignal) => Promise<Tattletail>;
}

/** What we need of the context object that Lambda hands to a handler. */
interface LambdaContext {
  readonly awsRequestId: string;
  getRemainingTimeInMillis(): number;
}

/**
 * Milliseconds, without those that are kept back to settle what was under way, and to report what was not done, before
 * Lambda kills us. A function whose timeout nobody has set has 3 seconds in all.
 */
const timeToWork = (leftMs: number): number => Math.max(0, leftMs - Math.min(5_000, Math.ceil(leftMs / 2)));

/** Milliseconds, without those in which alerts are told when a log file does not come or a rule does not end. */
const timeToInspect = (workMs: number): number => workMs - Math.min(30_000, Math.ceil(workMs / 3));

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

/** Made at the first invocation and kept for the following ones. */
let started: Handler | undefined;

const coldStart = (): Handler => {
  started ??= createHandler(start(createLog('cloudtrail-tattletail')));
  return started;
};

/** What the environment asks for. The command line brings a log of its own. */
export const start = (log: Log): Started => {
  const {
    S3_CONFIG_BUCKET: bucket,
    S3_CONFIG_PATH: path,
    AWS_LAMBDA_FUNCTION_NAME: functionName,
  } = process.env;
  const aws = createAwsClients();
  const memory = memoryLedger();
  const arn = callerArn(aws.sts, log.warn);
  const connect = ({ destinations, delivery: { ledger, onLedgerError } }: Config): DestinationsOf =>
    connectDestinations(
      destinations,
      { fetch, aws },
      { ledger: ledger === undefined ? memory : s3Ledger(aws.s3, ledger), onLedgerError },
    );
  const currentTattletail = keepLastGood(
    locateConfig({ bucket, path }, aws.s3),
    async (file) => {
      const tattletail = await createTattletail(file, {
        jq: await chooseJq(process.env, log.warn),
        connect,
        arrange: withRoundups,
        ...(functionName !== undefined && { self: { functionName, arn } }),
      });
      for (const warning of warningsOf(tattletail.config, file.uri)) log.warn(warning);
      return tattletail;
    },
    (error, hasLastGood) => {
      if (error instanceof EnvironmentError) return;
      // Without a good one the error is thrown, and Lambda logs it.
      const consequence = hasLastGood
        ? `the last good one stays in use: ${messageOf(error)}`
        : 'nothing is inspected';
      log.error(`The config is broken, ${consequence}`);
      log.count('brokenConfig');
    },
  );
  return { log, aws, currentTattletail };
};
