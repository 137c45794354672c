import { callerArn } from './aws/caller.ts';
import type { RequestIds } from './aws/request-ids.ts';
import { chooseJq } from './choose-jq.ts';
import { keepLastGood } from './config/cache.ts';
import { expectNothingLocal, expectStillHasRules } from './config/in-lambda.ts';
import { ledgerOfEnvironment } from './config/ledger-of-environment.ts';
import { locateConfig } from './config/locate.ts';
import { warningsOf } from './config/warnings.ts';
import type { DestinationTools } from './destinations/destination.ts';
import { ConfigError, EnvironmentError, messageOf } from './errors.ts';
import type { HandlerTools } from './handler.ts';
import { todayInUtc } from './invocation.ts';
import type { Log } from './log.ts';
import { brokenConfig } from './operations/problems.ts';
import type { createProblemQueue } from './operations/queue.ts';
import { ownCallsOf } from './own-calls.ts';
import { createTattletail, type Tattletail, type Tools } from './tattletail.ts';
import { createWithoutOwn } from './trail/own-records.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Loads the config at every invocation, and makes a new tattletail when it has changed. */
export const tattletailLoader = (
  env: Environment,
  log: Log,
  process: Process,
  { connect, arrange, onDelivery }: Pick<Tools, 'connect' | 'arrange' | 'onDelivery'>,
): HandlerTools['currentTattletail'] => {
  const { tools: destinationTools, problems } = process;
  const { S3_CONFIG_BUCKET: bucket, S3_CONFIG_PATH: path } = env;
  const tools = {
    connect,
    arrange,
    ...(onDelivery !== undefined && { onDelivery }),
    complete: ledgerOfEnvironment(env.TATTLETAIL_LEDGER),
    ...ownRecordsIn(env, log, process),
  };
  return keepLastGood(
    locateConfig({ bucket, path }, destinationTools.aws.s3, process.localConfig),
    async (file, lastGood: Tattletail | undefined) => {
      const tattletail = await createTattletail(file, { jq: await chooseJq(env, log.warn), ...tools });
      if (isInLambda(env)) expectNothingLocal(file.uri, tattletail.config);
      if (lastGood !== undefined) expectStillHasRules(file.uri, tattletail.config, lastGood.config);
      for (const warning of warningsOf(tattletail.config, file.uri, todayInUtc())) log.warn(warning);
      return tattletail;
    },
    {
      onBroken: (error, hasLastGood) => {
        if (error instanceof EnvironmentError) return;
        // Without a good config the error is thrown, and Lambda logs it.
        const consequence = hasLastGood
          ? `the last good one stays in use: ${messageOf(error)}`
          : 'nothing is inspected';
        log.error(`The config is broken, ${consequence}`);
        log.count('brokenConfig');
        if (hasLastGood && error instanceof ConfigError) problems.add(brokenConfig(error.message));
      },
    },
  );
};

/** Lambda Developer Guide, "Defined runtime environment variables". */
export const isInLambda = ({ AWS_EXECUTION_ENV: runtime = '' }: Environment): boolean =>
  runtime.startsWith('AWS_Lambda_');

/** What a process shares between its configs. */
export interface Process {
  readonly tools: Pick<DestinationTools, 'fetch' | 'aws' | 'readSecret'>;
  readonly requestIds: RequestIds;
  /** Those that log files have come from. */
  readonly buckets: ReadonlySet<string>;
  readonly problems: ReturnType<typeof createProblemQueue>;
  readonly localConfig: string | undefined;
}

/** Leaves out the records of our own calls. Only Lambda sets the function's name. */
const ownRecordsIn = (
  { AWS_LAMBDA_FUNCTION_NAME: functionName, S3_CONFIG_BUCKET: bucket, S3_CONFIG_PATH: key }: Environment,
  log: Log,
  { tools: { aws }, requestIds, buckets }: Process,
): Pick<Tools, 'withoutOwn'> => {
  if (functionName === undefined) return {};
  const arn = callerArn(functionName, aws.sts, log.warn);
  const withoutOwn = createWithoutOwn({ functionName, arn, hasRequested: requestIds.has });
  const configObject = bucket === undefined || key === undefined ? undefined : { bucket, key };
  const hasReadFrom = (name: string): boolean => buckets.has(name);
  return {
    withoutOwn: (config) => withoutOwn(ownCallsOf(config, { functionName, configObject, hasReadFrom })),
  };
};
