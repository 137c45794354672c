import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { InvalidArgumentError, Option } from 'commander';
import type { Selection } from '../backfill/folders.ts';
import { commandsOf } from '../backfill/job.ts';
import type { Listed } from '../backfill/manifest.ts';
import { type Place, placeIn } from '../backfill/place.ts';
import { reasonOf, TattletailError } from '../errors.ts';
import { backfillReport } from './backfill-report.ts';
import { type DefineCommand, type ExitCode, exitCodes, say, type Terminal, write } from './command.ts';
import { note } from './common-options.ts';
import { counted } from './counted.ts';
import { accountFrom, regionFrom, several } from './place-options.ts';

export const backfill: DefineCommand = (program, terminal, finish) => {
  const command = program
    .command('backfill')
    .summary('inspect old log files, by S3 Batch Operations')
    .description(
      'Lists old log files for a job of S3 Batch Operations, and prints the commands that create the job. It changes nothing in AWS itself.',
    )
    .argument('<from>', 's3://bucket/prefix, above or below AWSLogs/', placeFrom)
    .option('--since <day>', 'the first day, 2026-11-01, in UTC', dayIn)
    .option('--until <day>', 'the last day, included', dayIn)
    .option('--account <id...>', 'only these accounts', several(accountFrom))
    .option('--region <region...>', 'only these regions', several(regionFrom))
    .option('--count', 'only count matches, and alert nobody')
    .option('--function <arn>', "the function's ARN", functionArn)
    .option('--role <arn>', 'the role of the job', 'arn:aws:iam::ACCOUNT:role/tattletail-backfill')
    .addOption(
      new Option('--to <uri>', 'where the manifest and the report belong')
        .argParser(placeFrom)
        .default(placeFrom(defaultTo), JSON.stringify(defaultTo)),
    )
    .option('-o, --manifest <file>', 'the manifest to write', 'manifest.csv')
    .addHelpText('after', examples)
    .action(async (from: Place, { since, until, ...options }: GivenOptions) => {
      // As required options, commander would ask for them with `report` too.
      if (since === undefined || until === undefined) command.error('error: name --since and --until');
      else if (since > until) command.error(`error: --since ${since} is after --until ${until}`);
      else finish(await runBackfill(from, { since, until, ...options }, terminal));
    });
  backfillReport(command, terminal, finish);
};

const defaultTo = 's3://my-tattletail-state/backfill';

interface Options extends Pick<Selection, 'since' | 'until'> {
  readonly account?: readonly string[];
  readonly region?: readonly string[];
  readonly count?: true;
  readonly function?: string;
  readonly role: string;
  readonly to: Place;
  readonly manifest: string;
}

type GivenOptions = Omit<Options, 'since' | 'until'> & Partial<Pick<Options, 'since' | 'until'>>;

const examples = `
Examples:
  tattletail backfill s3://my-trail --since 2026-10-01 --until 2026-10-31 --count
  tattletail backfill report s3://my-tattletail-state/backfill/reports/job-ID/`;

const runBackfill = async (from: Place, options: Options, terminal: Terminal): Promise<ExitCode> => {
  const { since, until, manifest, count = false } = options;
  const { prefix, bucket } = from;
  const selection = { prefix, since, until, accounts: options.account ?? [], regions: options.region ?? [] };
  const { logFiles, bytes, tooLong } = await writeFile(manifest, bucket, selection);
  for (const key of tooLong.slice(0, 10))
    await say(terminal.stderr, `error: s3://${bucket}/${key}: its key is too long for S3 Batch Operations\n`);
  if (tooLong.length > 10) await say(terminal.stderr, `error: and ${tooLong.length - 10} more\n`);
  if (logFiles === 0) {
    await say(
      terminal.stderr,
      `error: no log files from ${since} to ${until} below s3://${bucket}/${prefix}\n`,
    );
    return exitCodes.failed;
  }
  const size = `${(bytes / 1e9).toLocaleString('en', { maximumFractionDigits: 3 })} GB`;
  await note(terminal, terminal.stderr, `${counted(logFiles, 'log file')}, ${size}, in ${manifest}\n`);
  await note(terminal, terminal.stderr, hintsFor(options));
  await write(
    terminal.stdout,
    commandsOf({
      functionArn: options.function ?? 'arn:aws:lambda:REGION:ACCOUNT:function:cloudtrail-tattletail',
      roleArn: options.role,
      to: options.to,
      manifest,
      count,
      description: `tattletail ${since} to ${until}${count ? ', counts only' : ''}`,
    }),
  );
  return tooLong.length === 0 ? exitCodes.ok : exitCodes.failed;
};

/** A manifest that is there is whole: it gets its name at the end. */
const writeFile = async (path: string, bucket: string, selection: Selection): Promise<Listed> => {
  const { listingOf } = await import('../backfill/s3.ts');
  const { writeManifest } = await import('../backfill/manifest.ts');
  const part = `${path}.part`;
  const file = createWriteStream(part);
  const failed = new Promise<never>((_, reject) => {
    file.once('error', (error) =>
      reject(new TattletailError(`${path}: cannot be written: ${reasonOf(error)}`)),
    );
  });
  try {
    const listing = writeManifest(bucket, selection, listingOf(bucket), (lines) => write(file, lines));
    const listed = await Promise.race([listing, failed]);
    await Promise.race([new Promise<void>((resolve) => file.end(resolve)), failed]);
    await rename(part, path);
    return listed;
  } catch (error) {
    file.destroy();
    await rm(part, { force: true });
    throw error;
  }
};

const hintsFor = ({ function: arn, role, count }: Options): string =>
  [
    ...(arn === undefined || role.includes(':ACCOUNT:')
      ? ['Replace REGION and ACCOUNT, or name --function and --role.']
      : []),
    ...(count
      ? []
      : ['The job alerts about everything that is not in the ledger: try it with --count before.']),
    "S3 invokes as many at once as the function's reserved concurrency allows.",
  ]
    .map((hint) => `${hint}\n`)
    .join('');

const placeFrom = (uri: string): Place => {
  const place = placeIn(uri);
  if (place === undefined) throw new InvalidArgumentError('expected s3://bucket/prefix.');
  return place;
};

const dayIn = (text: string): string => {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
  if (isDay && new Date(text).toISOString().startsWith(text)) return text;
  throw new InvalidArgumentError('expected a day such as 2026-11-27.');
};

const functionArn = (arn: string): string => {
  if (/^arn:aws[a-z-]*:lambda:[a-z\d-]+:\d{12}:function:[\w-]+(:[\w$-]+)?$/.test(arn)) return arn;
  throw new InvalidArgumentError('expected the ARN of a function.');
};
