import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { withRoundups } from '../alerts/arrange.ts';
import { chooseJq } from '../choose-jq.ts';
import { noDestination } from '../config/no-destination.ts';
import { didYouMean } from '../config/problem.ts';
import { readConfigFile } from '../config/read-file.ts';
import type { Config } from '../config/schema.ts';
import { reasonOf, TattletailError } from '../errors.ts';
import { unlimitedInvocation } from '../invocation.ts';
import { previewPage } from '../preview/page.ts';
import { collectPreviews, type PreviewsOfAlerts } from '../preview/previews.ts';
import { previewText } from '../preview/text.ts';
import { quoted } from '../redact.ts';
import { failuresOf } from '../report/report.ts';
import { createTattletail } from '../tattletail.ts';
import { type DefineCommand, type ExitCode, exitCodes, say, type Terminal, write } from './command.ts';
import { note } from './common-options.ts';
import { configOption } from './config-option.ts';
import { localLogFiles } from './local-log-file.ts';
import { isAboutLogFiles, leftOutOf } from './scan-summary.ts';
import { terminalLog } from './terminal-log.ts';

export const preview: DefineCommand = (program, terminal, finish) => {
  program
    .command('preview')
    .summary('show the messages that would be sent')
    .description(
      'Shows exactly what each destination would be sent about the records, without secrets. Nothing is sent.',
    )
    .argument('<paths...>', 'records: log files, folders with log files, or - for standard input')
    .addOption(configOption(terminal))
    .option('-r, --rule <rule>', 'only the messages of this rule, by its name or ID')
    .option('-d, --destination <id>', 'only the messages to this destination')
    .option(
      '--html <file>',
      'write a page for a browser instead, with messages to Slack, Teams and mail as they look',
    )
    .addHelpText('after', examples)
    .action(async (paths: readonly string[], options: PreviewOptions, command: Command) =>
      finish(await runPreview(paths, options, { terminal, fail: (message) => command.error(message) })),
    );
};

interface PreviewOptions {
  readonly config: string;
  readonly rule?: string;
  readonly destination?: string;
  readonly html?: string;
}

const examples = `
Examples:
  tattletail preview --config tattletail.example.toml fixtures/log-files
  tattletail preview --rule "User created" --destination "Security mail" record.json
  tattletail preview --html preview.html fixtures/log-files`;

interface PreviewTools {
  readonly terminal: Terminal;
  /** Ends the command, since an option is wrong. */
  readonly fail: (message: string) => never;
}

const runPreview = async (
  paths: readonly string[],
  options: PreviewOptions,
  { terminal, fail }: PreviewTools,
): Promise<ExitCode> => {
  const { stdin, stdout, stderr } = terminal;
  const file = await readConfigFile(options.config, '; name another with --config or TATTLETAIL_CONFIG');
  const jq = await chooseJq(terminal.env, terminalLog(stderr).warn);
  const collected = { previews: (): PreviewsOfAlerts => [] };
  const tattletail = await createTattletail(file, {
    jq,
    connect: (config) => {
      const rule = options.rule && namedRule(options.rule, config, fail);
      const destination = options.destination && namedDestination(options.destination, config, fail);
      const { connect, previews } = collectPreviews({ rule, destination });
      collected.previews = previews;
      return connect(config);
    },
    arrange: withRoundups,
  });
  const report = await tattletail.inspect(await localLogFiles(paths, stdin), unlimitedInvocation('preview'));
  const previews = collected.previews();
  const count = previews.flat().length;
  if (options.html === undefined) {
    for (const one of previews.flat()) await write(stdout, previewText(one));
  } else if (count > 0) {
    await writePage(options.html, previews);
  }
  const failures = failuresOf(report);
  for (const failure of failures) await say(stderr, `error: ${failure}\n`);
  if (count === 0) for (const line of leftOutOf(report)) await say(stderr, `${line}\n`);
  if (count === 0 && !isAboutLogFiles(report)) await say(stderr, 'error: no log file was read\n');
  if (count === 0) await say(stderr, 'error: there is nothing to show: no message would be sent\n');
  else await note(terminal, stderr, `Messages: ${count}. Nothing was sent.\n`);
  return failures.length === 0 && count > 0 ? exitCodes.ok : exitCodes.failed;
};

const writePage = async (path: string, previews: PreviewsOfAlerts): Promise<void> => {
  try {
    await writeFile(path, previewPage(previews));
  } catch (error) {
    throw new TattletailError(`${path}: cannot be written: ${reasonOf(error)}`, { cause: error });
  }
};

const namedRule = (name: string, { rules }: Config, fail: PreviewTools['fail']): string => {
  const rule = rules.find(({ id }) => id === name) ?? rules.find((one) => one.name === name);
  const ids = rules.map(({ id }) => id);
  return rule?.id ?? fail(`error: the config has no rule ${quoted(name)}${didYouMean(name, ids)}`);
};

const namedDestination = (name: string, config: Config, fail: PreviewTools['fail']): string =>
  config.destinations.some(({ id }) => id === name) ? name : fail(`error: ${noDestination(name, config)}`);
