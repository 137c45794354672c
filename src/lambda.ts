import { eventIdOf } from './alerts/facts.ts';
import { createAwsClients } from './aws/clients.ts';
import { s3LogFile } from './aws/s3-log-file.ts';
import { objectRefs } from './aws/trigger.ts';
import { keepLastGood } from './config/cache.ts';
import { locateConfig } from './config/locate.ts';
import { connectDestinations } from './destinations/connect.ts';
import { InspectionError, messageOf } from './errors.ts';
import { createLog, type Log } from './log.ts';
import { failuresOf, type Report, totalsOf } from './report.ts';
import { chooseJq } from './rules/choose-jq.ts';
import { createTattletail } from './tattletail.ts';
import { isLogFileKey } from './trail/log-file-key.ts';

/**
 * Inspects the log files that an event names. Throws when one could not be read or an alert was not
 * delivered, after everything else is done: Lambda invokes again then (Lambda Developer Guide, "Asynchronous
 * invocation").
 */
export const handler = async (event: unknown, context: LambdaContext): Promise<void> => {
  const begin = performance.now();
  const { log, aws, currentTattletail } = coldStart();
  log.begin(context.awsRequestId);
  const signal = AbortSignal.timeout(Math.max(0, context.getRemainingTimeInMillis() - reserveMs));
  try {
    const tattletail = await currentTattletail(signal);
    const refs = objectRefs(event);
    const logFiles = refs.filter(({ key }) => isLogFileKey(key)).map((ref) => s3LogFile(ref, aws.s3));
    const report = await tattletail.inspect(logFiles, signal);
    logReport(log, report, {
      skipped: refs.length - logFiles.length,
      ms: Math.round(performance.now() - begin),
    });
    const failures = failuresOf(report);
    if (failures.length > 0) throw new InspectionError(failures);
  } finally {
    log.flush();
  }
};

/** What we need of the context object that Lambda hands to a handler. */
interface LambdaContext {
  readonly awsRequestId: string;
  getRemainingTimeInMillis(): number;
}

/** Milliseconds kept back to report what was not done before Lambda kills us. */
const reserveMs = 2_000;

/** Made at the first invocation and kept for the following ones. */
let started: ReturnType<typeof start> | undefined;

const coldStart = (): ReturnType<typeof start> => {
  started ??= start();
  return started;
};

const start = () => {
  const log = createLog('cloudtrail-tattletail');
  const aws = createAwsClients();
  const { S3_CONFIG_BUCKET: bucket, S3_CONFIG_PATH: path } = process.env;
  const currentTattletail = keepLastGood(
    locateConfig({ bucket, path }, aws.s3),
    async (file) =>
      createTattletail(file, {
        jq: await chooseJq(process.env, log.warn),
        connect: (destinations) => connectDestinations(destinations, { fetch, aws }),
      }),
    (error) => {
      log.error(`The config is broken, the last good one stays in use: ${messageOf(error)}`);
      log.count('brokenConfig');
    },
  );
  return { log, aws, currentTattletail };
};

/** Errors and warnings one by one, then one line for the whole invocation. */
const logReport = (log: Log, report: Report, { skipped, ms }: { skipped: number; ms: number }): void => {
  for (const failure of failuresOf(report)) log.error(failure);
  for (const { uri, ruleFailures } of report.logFiles) {
    for (const { first, times } of ruleFailures) {
      const { rule, record, message } = first;
      log.warn('A rule failed', {
        rule: rule.name,
        logFile: uri,
        eventId: eventIdOf(record),
        times,
        error: message,
      });
    }
  }
  const totals = totalsOf(report);
  for (const [name, value] of Object.entries(totals)) log.count(name, value);
  log.info('Inspected', { ...totals, skipped, ms });
};
