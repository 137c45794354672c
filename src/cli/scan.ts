import { InvalidArgumentError, Option } from 'commander';
import type { Alert, Burst } from '../alerts/alert.ts';
import { oneByOne } from '../alerts/arrange.ts';
import { createDisplay } from '../alerts/display.ts';
import { createRouting } from '../alerts/routing.ts';
import { chooseJq } from '../choose-jq.ts';
import { readConfigFile } from '../config/read-file.ts';
import type { Config } from '../config/schema.ts';
import { warningsOf } from '../config/warnings.ts';
import { unlimitedInvocation } from '../invocation.ts';
import { failuresOf, totalsOf } from '../report/report.ts';
import { createTattletail } from '../tattletail.ts';
import { type DefineCommand, type ExitCode, exitCodes, say, type Terminal } from './command.ts';
import { configOption } from './config-option.ts';
import { createPrinter, type Format, formats, type Printer } from './formats.ts';
import { localLogFiles } from './local-log-file.ts';
import { printNearMisses } from './near-miss-formats.ts';
import { withProgress } from './progress.ts';
import { createReportPage, type ReportPage } from './report-page/report-page.ts';
import { reportSummary } from './report-page/summary.ts';
import { isAboutLogFiles, summaryOf } from './scan-summary.ts';
import { terminalLog } from './terminal-log.ts';

export const scan: DefineCommand = (program, terminal, finish) => {
  program
    .command('scan')
    .summary('show the alerts of log files')
    .description('Shows the alerts for log files. Nothing is sent: this is a dry run of the Lambda.')
    .argument('<paths...>', 'log files, folders with log files, or - for standard input')
    .addOption(configOption(terminal))
    .addOption(new Option('-f, --format <format>', 'how alerts are shown').choices(formats).default('text'))
    .addOption(
      new Option(
        '--near [count]',
        'show also which records lack one condition of a rule alone, for so many reasons a rule',
      ).argParser(countIn),
    )
    .option('--report <file>', 'write also a page with the alerts, to open in a browser')
    .option('-q, --quiet', 'show only the alerts and what is wrong')
    .option(
      '-v, --verbose',
      'name every file that is left out, and show with each alert an [[ignore]] for it',
    )
    .addHelpText('after', examples)
    .action(async (paths: readonly string[], options: ScanOptions) =>
      finish(await runScan(paths, options, terminal)),
    );
};

interface ScanOptions {
  readonly config: string;
  readonly format: Format;
  readonly near?: number;
  readonly report?: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

const examples = `
Examples:
  tattletail scan fixtures/log-files --config tattletail.example.toml
  tattletail scan --format jsonl AWSLogs/ | jq -r .rule
  tattletail scan --near AWSLogs/ --format count
  tattletail scan --report alerts.html --format count AWSLogs/
  aws s3 cp s3://my-trail/AWSLogs/key.json.gz - | tattletail scan --format count -`;

const runScan = async (
  paths: readonly string[],
  { config, format, near, report: reportPath, quiet = false, verbose = false }: ScanOptions,
  terminal: Terminal,
): Promise<ExitCode> => {
  const { stdout, hasColours } = terminal;
  const printer = createPrinter(format, stdout, { verbose, isColoured: hasColours?.(stdout) === true });
  let inBursts = 0;
  const noteBurst = ({ count }: Burst): void => {
    inBursts += count;
  };
  const file = await readConfigFile(config, '; name another with --config or TATTLETAIL_CONFIG');
  const { warn } = terminalLog(terminal.stderr);
  const jq = await chooseJq(terminal.env, warn);
  const watch = near === undefined ? undefined : (await import('./near-misses.ts')).watchNearMisses(jq);
  const tattletail = await createTattletail(file, {
    jq: watch?.jq ?? jq,
    connect: (loaded) => () => [
      { id: 'stdout', type: 'terminal', deliver: showWith({ printer, page, noteBurst }, loaded) },
    ],
    arrange: oneByOne,
    mayBePack: true,
  });
  watch?.watch(tattletail.config.rules);
  const invocation = unlimitedInvocation('scan');
  for (const warning of warningsOf(tattletail.config, config, invocation.today)) warn(warning);
  const logFiles = await localLogFiles(paths, terminal.stdin);
  const page = reportPath === undefined ? undefined : await createReportPage(reportPath);
  const inspect = (files: typeof logFiles) => tattletail.inspect(files, invocation);
  const report =
    !quiet && hasRoomForBar(terminal, format)
      ? await withProgress(logFiles, terminal.stderr, inspect)
      : await inspect(logFiles);
  await printer.end(tattletail.config);
  const { today } = invocation;
  await page?.end(reportSummary(report, tattletail.config.ignores, { config, today, inBursts }));
  if (watch !== undefined) await printNearMisses(watch.misses(), format, near ?? 0, terminal.stdout);
  await say(terminal.stderr, summaryOf(report, tattletail.config.ignores, { inBursts, quiet, verbose }));
  const isGood = failuresOf(report).length === 0 && totalsOf(report).ruleFailures === 0;
  return isGood && isAboutLogFiles(report) ? exitCodes.ok : exitCodes.failed;
};

/** Without it, commander would take the path after `--near` for the count. */
export const withNearCount = (args: readonly string[]): readonly string[] =>
  args.map((arg, at) =>
    arg === '--near' && !/^\d+$/.test(args[at + 1] ?? '') ? `--near=${maxReasons}` : arg,
  );

const maxReasons = 20;

const countIn = (text: string): number => {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('expected a whole number of 1 or more.');
  return Number(text);
};

interface Showing {
  readonly printer: Printer;
  readonly page: ReportPage | undefined;
  readonly noteBurst: (burst: Burst) => void;
}

/** `oneByOne` gives matches and bursts only. */
const showWith = ({ printer, page, noteBurst }: Showing, config: Config) => {
  const display = createDisplay(config);
  const context = { display, idsFor: createRouting(config.routes, config.accounts) };
  return async (alert: Alert): Promise<'delivered'> => {
    if (alert.kind === 'burst') noteBurst(alert.burst);
    if (alert.kind === 'match' || alert.kind === 'burst') {
      await printer.show(alert, context);
      page?.add(alert, display);
    }
    return 'delivered';
  };
};

/** A bar needs a terminal on which nothing else is printed meanwhile. */
const hasRoomForBar = ({ stdout, stderr }: Terminal, format: Format): boolean =>
  stderr.isTTY === true && (stdout.isTTY !== true || format === 'count');
