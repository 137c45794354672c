import { InvalidArgumentError, Option } from 'commander';
import type { LiveFinding } from '../live/check.ts';
import type { LiveResult } from '../live/diagnose.ts';
import { type DefineCommand, type ExitCode, exitCodes, say, type Terminal } from './command.ts';
import { note } from './common-options.ts';
import { counted } from './counted.ts';
import type { Examined } from './doctor/examine.ts';

export const doctor: DefineCommand = (program, terminal, finish) => {
  program
    .command('doctor')
    .summary('find out why no alert comes')
    .description(
      'Looks at the deployed function with your credentials: whether log files reach it, and whether it can read them, keep its ledger and send alerts. Changes nothing without --write.',
    )
    .option('--live', 'look at the function in AWS')
    .option('--function <name>', 'its name or ARN', functionFrom, 'cloudtrail-tattletail')
    .option('--bucket <name>', 'the bucket of the log files; without it, that of the trail', bucketFrom)
    .option(
      '-c, --config <file>',
      'the config, or else what TATTLETAIL_CONFIG names; without it, that of the function in S3, or tattletail.toml',
    )
    .option('--write', 'also try the ledger: write an object there, and delete it')
    .addOption(
      new Option('-f, --format <format>', 'how to show findings').choices(['text', 'json']).default('text'),
    )
    .option('--strict', 'fail on warnings, and on what could not be checked, too')
    .addHelpText('after', '\nExample:\n  tattletail doctor --live --bucket my-trail')
    .action(async ({ live, ...options }: DoctorOptions, command) => {
      if (live === true) finish(await runDoctor(options, terminal));
      else
        command.error(
          'error: doctor looks at the deployed function: add --live. tattletail check looks at a config',
        );
    });
};

/** Lambda API Reference, "GetFunctionConfiguration". */
const functionFrom = (name: string): string => {
  if (/^(?:(?:arn:aws[a-z-]*:lambda:[a-z\d-]+:)?\d{12}:function:)?[\w-]+(?::[\w$-]+)?$/.test(name))
    return name;
  throw new InvalidArgumentError('expected the name or ARN of a function.');
};

const bucketFrom = (name: string): string => {
  if (/^[\w.-]{3,255}$/.test(name)) return name;
  throw new InvalidArgumentError('expected the name of a bucket, such as my-trail.');
};

interface DoctorOptions {
  readonly live?: boolean;
  readonly function: string;
  readonly bucket?: string;
  readonly config?: string;
  readonly write?: boolean;
  readonly format: 'text' | 'json';
  readonly strict?: boolean;
}

const runDoctor = async (
  { format, strict = false, write = false, ...options }: Omit<DoctorOptions, 'live'>,
  terminal: Terminal,
): Promise<ExitCode> => {
  // The clients of AWS take longer to load than most commands take to run.
  const { examine } = await import('./doctor/examine.ts');
  const examined = await examine({ ...options, write }, terminal);
  await reporters[format](examined, terminal);
  const failing = examined.results
    .flatMap(({ findings }) => findings)
    .filter(({ level }) => strict || level === 'error');
  return failing.length > 0 ? exitCodes.failed : exitCodes.ok;
};

type Reporter = (examined: Examined, terminal: Terminal) => Promise<void>;

const asText: Reporter = async ({ subject, results }, terminal) => {
  for (const { check, findings } of results)
    for (const { level, message, fix } of findings)
      await say(terminal.stdout, `${labels[level]}: ${check}: ${message}\n  fix: ${fix}\n`);
  const good = results.filter(({ findings }) => findings.length === 0).map(({ check }) => check);
  const { function: deployed, bucket } = subject;
  await note(
    terminal,
    terminal.stdout,
    `${deployed.name}, which reads ${bucket} with ${subject.config.uri}: ${summaryOf(results)}${good.length === 0 ? '' : `; in order: ${good.join(', ')}`}\n`,
  );
};

const labels: Readonly<Record<LiveFinding['level'], string>> = {
  error: 'error',
  warning: 'warning',
  unchecked: 'not checked',
};

const summaryOf = (results: readonly LiveResult[]): string => {
  const all = results.flatMap(({ findings }) => findings);
  const count = (wanted: LiveFinding['level']): number => all.filter(({ level }) => level === wanted).length;
  return `${counted(count('error'), 'error')}, ${counted(count('warning'), 'warning')}, ${count('unchecked')} not checked`;
};

const asJson: Reporter = async ({ subject, results }, { stdout }) => {
  const { function: deployed, bucket } = subject;
  const document = { function: deployed.arn, bucket, config: subject.config.uri, checks: results };
  await say(stdout, `${JSON.stringify(document, null, 2)}\n`);
};

const reporters: Readonly<Record<DoctorOptions['format'], Reporter>> = { text: asText, json: asJson };
