import type { OperationalProblem } from './alerts/alert.ts';
import { oneByOne, withRoundups } from './alerts/arrange.ts';
import { createDisplay } from './alerts/display.ts';
import { createRouting } from './alerts/routing.ts';
import { createAwsClients } from './aws/clients.ts';
import { createRequestIds } from './aws/request-ids.ts';
import { s3LogFile } from './aws/s3-log-file.ts';
import { withCounts } from './backfill/handler.ts';
import type { Config } from './config/schema.ts';
import { createDestinations } from './delivery/create-destinations.ts';
import type { DestinationsOf } from './delivery/deliver.ts';
import { memoryLedger } from './delivery/ledger/memory.ts';
import { s3Ledger } from './delivery/ledger/s3.ts';
import { withStoreCheck } from './delivery/ledger/store-check.ts';
import { createGuardedFetch } from './destinations/guarded-fetch.ts';
import { createReadSecret } from './destinations/secrets/read-secret.ts';
import { createHandler, type Handler, type HandlerTools } from './handler.ts';
import { startInvocation } from './invocation.ts';
import { type Environment, isInLambda, type Process, tattletailLoader } from './load-tattletail.ts';
import type { Log } from './log.ts';
import { withNotify } from './notify/handler.ts';
import { notify } from './notify/notify.ts';
import { createHeartbeat, withHeartbeat } from './operations/handler.ts';
import { ledgerUnavailable } from './operations/problems.ts';
import { createProblemQueue } from './operations/queue.ts';
import { noteSeenIn, stateIn } from './operations/state.ts';
import { digestVerifier } from './operations/verify-digest.ts';
import { logDelivery } from './report/delivery-line.ts';

/**
 * Makes what a cold start makes, as the environment says. Sends no request yet. Throws EnvironmentError. On a laptop,
 * `localConfig` is the config if there is none in S3.
 */
export const composeHandler = (env: Environment, log: Log, localConfig?: string): Handler => {
  const requestIds = createRequestIds();
  const aws = createAwsClients(({ requestId }) => requestIds.add(requestId));
  const buckets = new Set<string>();
  const tools = {
    fetch: createGuardedFetch({ allowLoopback: !isInLambda(env) }),
    aws,
    readSecret: createReadSecret({ aws, env }),
  };
  const problems = createProblemQueue();
  const stateOf = stateIn(aws);
  const process = { tools, requestIds, buckets, problems, localConfig };
  const openObject: HandlerTools['openObject'] = (ref) => {
    buckets.add(ref.bucket);
    return s3LogFile(ref, aws.s3);
  };
  const currentTattletail = tattletailLoader(env, log, process, {
    connect: connectTo(tools, log.warn, problems.add),
    arrange: withRoundups,
    onDelivery: logDelivery(log),
  });
  const countingTattletail = tattletailLoader(env, log, process, {
    connect: () => () => [],
    arrange: oneByOne,
  });
  const handle = withCounts(
    createHandler({
      log,
      openObject,
      currentTattletail,
      takeProblems: problems.take,
      noteSeen: noteSeenIn(stateOf, problems.add),
      verifyDigest: digestVerifier(aws, log.warn),
    }),
    createHandler({ log, openObject, currentTattletail: countingTattletail }),
  );
  const heartbeat = createHeartbeat(log, async (signal) => {
    const tattletail = await currentTattletail(signal);
    const state = stateOf(tattletail.config);
    return { ...tattletail, tools: state && { ...state, now: Date.now } };
  });
  return withNotify(withHeartbeat(handle, heartbeat), async (request, { deliverSignal }) => {
    const { config } = await currentTattletail(deliverSignal);
    const answer = await notify(request, config, tools, deliverSignal);
    const { message: reason, ...others } = answer;
    log.info('Sample alert', { ...others, reason });
    return answer;
  });
};

/**
 * The same for `tattletail redrive`, which has as much time for each event as a Lambda can have, and for `tattletail
 * notify`, which names the config.
 */
export const composeRedrive = (
  env: Environment,
  log: Log,
  config?: string,
): ((event: unknown) => Promise<unknown>) => {
  const local = { ...env, S3_CONFIG_BUCKET: undefined, S3_CONFIG_PATH: undefined };
  const handler =
    config === undefined
      ? composeHandler(env, log, env.TATTLETAIL_CONFIG)
      : composeHandler(local, log, config);
  return (event) => handler(event, startInvocation('redrive', fifteenMinutes));
};

const fifteenMinutes = 15 * 60 * 1000;

/** Connects the destinations of a config. Without a ledger in S3, this process remembers what it has delivered. */
const connectTo = (
  tools: Process['tools'],
  warn: Log['warn'],
  addProblem: (problem: OperationalProblem) => void,
) => {
  const memory = memoryLedger();
  return (config: Config): DestinationsOf => {
    const {
      destinations,
      delivery: { ledger, onLedgerError },
    } = config;
    return createDestinations(
      destinations,
      { ...tools, display: createDisplay(config) },
      {
        ledger: ledger === undefined ? memory : withStoreCheck(s3Ledger(tools.aws.s3, ledger)),
        onLedgerError,
        warn,
        onUnavailable: ({ message }) => addProblem(ledgerUnavailable(message)),
      },
      createRouting(config.routes, config.accounts),
    );
  };
};
