import { Option } from 'commander';
import type { AwsClients } from '../aws/clients.ts';
import { uriOf } from '../aws/object-ref.ts';
import type { Place } from '../backfill/place.ts';
import type { Canary } from '../canary/canary.ts';
import type { CanaryLedger } from '../canary/ledger.ts';
import type { CanaryPlace } from '../canary/record.ts';
import { chooseJq } from '../choose-jq.ts';
import { ledgerOfEnvironment } from '../config/ledger-of-environment.ts';
import type { ConfigFile } from '../config/load.ts';
import { locateConfig } from '../config/locate.ts';
import { shownCanary, shownDone, shownExpected, shownMissing } from './canary-text.ts';
import { type DefineCommand, type ExitCode, exitCodes, say, type Terminal } from './command.ts';
import { note } from './common-options.ts';
import { configPath } from './config-option.ts';
import { accountFrom, durationFrom, placeFrom, regionFrom } from './place-options.ts';
import { terminalLog } from './terminal-log.ts';

export const canary: DefineCommand = (program, terminal, finish) => {
  program
    .command('canary')
    .summary('write a harmless log file, and wait for its alert')
    .description(
      'Writes a log file with one marked, harmless record where CloudTrail writes its own, and shows how long it takes until the alert is delivered, as the ledger knows. The log file stays there.',
    )
    .argument('<place>', 's3://bucket/prefix, with what comes before AWSLogs/', placeFrom)
    .option(
      '-c, --config <file>',
      'the config; without it, what the function reads or TATTLETAIL_CONFIG names',
    )
    .option('--account <id>', 'the account of the record, also in the key', accountFrom, '000000000000')
    .option('--region <name>', 'the region of the record, also in the key', regionFrom, 'us-east-1')
    .addOption(
      new Option('--wait <time>', 'how long to wait for the alert; 0 only writes')
        .argParser(durationFrom)
        .default(fifteenMinutes, '15m'),
    )
    .option('--dry-run', 'only show the key and the record')
    .addHelpText('after', examples)
    .action(async (place: Place, options: Options) => finish(await runCanary(place, options, terminal)));
};

interface Options extends Omit<CanaryPlace, 'prefix'> {
  readonly config?: string;
  /** In milliseconds. */
  readonly wait: number;
  readonly dryRun?: true;
}

const fifteenMinutes = 15 * 60 * 1000;

const examples = `
Examples:
  tattletail canary s3://my-trail --dry-run
  tattletail canary s3://my-trail/AWSLogs/o-exampleorgid --config s3://my-config/tattletail.toml --wait 10m`;

const runCanary = async (place: Place, options: Options, terminal: Terminal): Promise<ExitCode> => {
  const { stdout, stderr, env } = terminal;
  // The AWS SDK takes longer to load than most commands take to run.
  const [{ createAwsClients }, { createCanary }] = await Promise.all([
    import('../aws/clients.ts'),
    import('../canary/canary.ts'),
  ]);
  const { s3 } = createAwsClients();
  const file = await configFile(options.config, terminal, s3);
  const tools = {
    jq: await chooseJq(env, terminalLog(stderr).warn),
    complete: ledgerOfEnvironment(env.TATTLETAIL_LEDGER),
    now: Date.now,
  };
  const { account, region } = options;
  const canary = await createCanary(file, { ...place, account, region }, tools);
  if (options.dryRun === undefined) return writeAndWait(canary, options.wait, { s3, terminal });
  await say(stdout, shownCanary(canary));
  await note(terminal, stderr, `${shownExpected(canary)}Nothing was written.\n`);
  return exitCodes.ok;
};

const writeAndWait = async (
  canary: Canary,
  waitMs: number,
  { s3, terminal }: { readonly s3: AwsClients['s3']; readonly terminal: Terminal },
): Promise<ExitCode> => {
  const { stdout, stderr } = terminal;
  const [{ writeCanary }, { watchDeliveries }, { realWait }] = await Promise.all([
    import('../canary/canary.ts'),
    import('../canary/deliveries.ts'),
    import('../delivery/wait.ts'),
  ]);
  const ledger = await openLedger(canary, s3);
  const sentAt = (ledger?.now ?? Date.now)();
  await writeCanary(canary, s3);
  await note(terminal, stderr, `Wrote ${uriOf(canary.object)}\n${shownExpected(canary)}`);
  if (waitMs === 0) return exitCodes.ok;
  if (ledger === undefined) {
    await say(stderr, withoutLedger);
    return exitCodes.failed;
  }
  let fallbacks = 0;
  const missing = await watchDeliveries(canary.expected.deliveries, ledger.findClaim, {
    signal: AbortSignal.timeout(waitMs),
    wait: realWait,
    onDone: async (standing) => {
      if (standing.state === 'fallback') fallbacks += 1;
      await say(stdout, shownDone(standing, sentAt));
    },
  });
  for (const standing of missing) await say(stderr, `error: ${shownMissing(standing, waitMs)}`);
  return missing.length + fallbacks === 0 ? exitCodes.ok : exitCodes.failed;
};

const withoutLedger =
  'error: without a ledger in S3, nobody knows whether it arrives: look for the number at the end of each alert. Set ledger in [delivery], or use --wait 0\n';

/** The ledger of the config, if it has one. It is read before anything is written, since that might not be allowed. */
const openLedger = async (
  { expected: { config, deliveries } }: Canary,
  s3: AwsClients['s3'],
): Promise<CanaryLedger | undefined> => {
  const { ledger: location } = config.delivery;
  if (location === undefined) return undefined;
  const { canaryLedger } = await import('../canary/ledger.ts');
  const ledger = canaryLedger(s3, location);
  await ledger.findClaim(deliveries[0]?.id ?? '', AbortSignal.timeout(20_000));
  return ledger;
};

const configFile = async (
  named: string | undefined,
  terminal: Terminal,
  s3: AwsClients['s3'],
): Promise<ConfigFile> => {
  const { S3_CONFIG_BUCKET: bucket, S3_CONFIG_PATH: path } = named === undefined ? terminal.env : {};
  const source = locateConfig({ bucket, path }, s3, named ?? configPath(terminal));
  const file = await source.read(undefined, new AbortController().signal);
  if (file === 'unchanged') throw new TypeError('the config is unchanged, but was never read');
  return file;
};
