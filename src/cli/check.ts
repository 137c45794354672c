import { buffer } from 'node:stream/consumers';
import type { Command } from 'commander';
import { chooseJq } from '../choose-jq.ts';
import { loadConfig } from '../config/load.ts';
import { readConfigFile } from '../config/read-file.ts';
import { textIn } from '../config/text.ts';
import { warningsOf } from '../config/warnings.ts';
import { type DefineCommand, type ExitCode, exitCodes, say, type Terminal } from './command.ts';
import { configOption } from './config-option.ts';
import { ruleTestsOf } from './rule-tests.ts';
import { terminalLog } from './terminal-log.ts';

export const check: DefineCommand = (program, terminal, finish) => {
  program
    .command('check')
    .summary('check whether a config is usable')
    .description('Checks whether a config is usable, and lists everything that is wrong with it.')
    .argument('[file]', 'the config, as with --config, or - for standard input')
    .addOption(configOption(terminal))
    .addHelpText('after', '\nExample:\n  tattletail check tattletail.example.toml')
    .action(async (file: string | undefined, options: CheckOptions, command: Command) => {
      if (file !== undefined && command.getOptionValueSource('config') === 'cli')
        command.error(`error: two configs to check, ${file} and ${options.config}: name one`);
      finish(await runCheck(file ?? options.config, terminal));
    });
};

interface CheckOptions {
  readonly config: string;
}

const runCheck = async (path: string, terminal: Terminal): Promise<ExitCode> => {
  const file =
    path === '-'
      ? { uri: path, text: textIn(path, await buffer(terminal.stdin)) }
      : await readConfigFile(path, '; name another: tattletail check FILE');
  const { warn } = terminalLog(terminal.stderr);
  const jq = await chooseJq(terminal.env, warn);
  const { config } = await loadConfig(file, jq.compile);
  await ruleTestsOf(file, config);
  for (const warning of warningsOf(config, path)) warn(warning);
  const { rules, destinations } = config;
  await say(
    terminal.stdout,
    `${path} is usable: rules: ${rules.length}, destinations: ${destinations.length}\n`,
  );
  return exitCodes.ok;
};
