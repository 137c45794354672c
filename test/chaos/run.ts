import { startLambda, unpack } from '../support/lambda.ts';
import { startFastClock } from './clock.ts';
import { configFor } from './config.ts';
import { explainBy } from './explain.ts';
import { historyOf } from './history.ts';
import { createKills, nameInRequests } from './kills.ts';
import { type FailureRecord, type LambdaService, startLambdaService } from './lambda-service.ts';
import { ledgerLogOf } from './ledger-log.ts';
import { messagesIn } from './messages.ts';
import { planOutages } from './outages.ts';
import { breakServers, type FaultCounts } from './plan-faults.ts';
import { createRandom, type Random } from './random.ts';
import { type Reconciliation, reconcile } from './reconcile.ts';
import { redrive } from './redrive.ts';
import { startServers } from './servers.ts';
import { bucket, createTraffic, type Traffic } from './traffic.ts';

export interface ChaosOptions {
  readonly seed: string;
  /** How many alerts there must be at least: a rule, a destination and an event each. */
  readonly alerts: number;
  /** What part of the requests to each service goes wrong. */
  readonly faults: number;
  /** What part of the time the ledger is unavailable. */
  readonly outages: number;
  /** What part of the invocations is killed. */
  readonly kills: number;
  /** What part of the notifications comes twice. */
  readonly duplicates: number;
  readonly processes: number;
  /** How much faster than on the wall time runs for everything that waits. */
  readonly speed: number;
  /** Whether there is a ledger. The same run without one shows what it is for. */
  readonly ledger: boolean;
}

export interface ChaosResult extends Reconciliation {
  readonly options: ChaosOptions;
  readonly notifications: number;
  readonly delivered: number;
  readonly messages: number;
  /** Those of them that say that the ledger was unavailable. */
  readonly unclaimed: number;
  /** In the on-failure destination, before each round of redrive and after the last. */
  readonly failures: readonly number[];
  readonly service: LambdaService['counts'];
  readonly faultCounts: FaultCounts;
  readonly seconds: number;
  /** Of each alert that was lost, duplicated without a note, or sent under several ids. */
  readonly histories: readonly string[];
}

/** Runs real processes of the function while everything around them fails at random. Gives what the services received. */
export const runChaos = async (options: ChaosOptions): Promise<ChaosResult> => {
  const begin = performance.now();
  const random = createRandom(options.seed);
  const clock = startFastClock(options.speed);
  const traffic = createTraffic(random.fork('traffic'), options.alerts);
  const kills = createKills(random.fork('kills'), options.kills, clock.now);
  const faultCounts: FaultCounts = new Map();
  await using servers = await startServers(clock);
  const { s3, ses, slack, sns } = servers;
  for (const [key, bytes] of traffic.logFiles) s3.put(bucket, key, bytes);
  const isDown = planOutages(random.fork('outages'), clock.now(), options.outages);
  breakServers(servers, clock, {
    random,
    rate: options.faults,
    kills,
    counts: faultCounts,
    isLedgerDown: () => isDown(clock.now()),
  });
  const folder = unpack(configFor(slack.webhookUrl, options.ledger ? 's3://state/claims' : undefined));
  const env = {
    AWS_ENDPOINT_URL_S3: s3.url,
    AWS_ENDPOINT_URL_SESV2: ses.url,
    AWS_ENDPOINT_URL_SNS: sns.url,
    ...clock.env,
  };
  await using service = await startLambdaService({
    start: (name) =>
      startLambda(
        { ...env, ...nameInRequests(name) },
        {
          folder,
          clock: clock.now,
          preloads: ['test/support/runtime/fast-clock.mjs', 'test/support/runtime/named-process.mjs'],
        },
      ),
    concurrency: options.processes,
    clock,
    random: random.fork('service'),
    kills,
  });

  const delivered = notify(traffic, service, random.fork('duplicates'), options.duplicates);
  await service.drained();
  let left = service.failures;
  const failures = [left.length];
  while (left.length > 0 && failures.length <= maxRedrives) {
    left = await redrive(left, { folder, env, processes: options.processes });
    failures.push(left.length);
  }

  const messages = messagesIn(servers);
  const reconciled = reconcile(
    traffic.alerts,
    messages,
    eventIdsIn(left, traffic),
    explainBy(ledgerLogOf(s3), kills.records, isDown),
  );
  const wrong = [...reconciled.lost, ...reconciled.silentDuplicates, ...reconciled.idChanged];
  return {
    ...reconciled,
    histories: wrong.flatMap((key) => {
      const alert = traffic.alerts.get(key);
      return alert === undefined ? [] : [[key, ...historyOf(alert, servers)].join('\n  ')];
    }),
    options,
    notifications: traffic.notifications.length,
    delivered,
    messages: messages.length,
    unclaimed: messages.filter(({ note }) => note === 'unclaimed').length,
    failures,
    service: service.counts,
    faultCounts,
    seconds: Math.round((performance.now() - begin) / 1000),
  };
};

const maxRedrives = 10;

/** S3 and Lambda deliver notifications at least once: some come twice, at once or later. Gives how many came in all. */
const notify = ({ notifications }: Traffic, service: LambdaService, random: Random, rate: number): number => {
  const again = notifications.filter(() => random.chance(rate));
  for (const notification of notifications) {
    service.invoke(notification.event);
    if (again.includes(notification))
      service.invoke(notification.event, random.chance(0.5) ? 0 : random.between(0, 120_000));
  }
  return notifications.length + again.length;
};

const eventIdsIn = (failures: readonly FailureRecord[], { notifications }: Traffic): ReadonlySet<string> =>
  new Set(
    failures.flatMap(
      ({ requestPayload }) => notifications.find(({ event }) => event === requestPayload)?.eventIds ?? [],
    ),
  );
