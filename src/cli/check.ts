import { buffer } from 'node:stream/consumers';
import { chooseJq } from '../choose-jq.ts';
import { loadConfig } from '../config/load.ts';
import { readConfigFile } from '../config/read-file.ts';
import { textIn } from '../config/text.ts';
import { warningsOf } from '../config/warnings.ts';
import { type DefineCommand, exitCodes, say } from './command.ts';
import { ruleTestsOf } from './rule-tests.ts';
import { terminalLog } from './terminal-log.ts';

export const check: DefineCommand = (program, terminal, finish) => {
  program
    .command('check')
    .summary('check whether a config is usable')
    .description('Checks whether a config is usable, and lists everything that is wrong with it.')
    .argument('[config]', 'the config, or - for standard input', 'tattletail.toml')
    .addHelpText('after', '\nExample:\n  tattletail check tattletail.example.toml')
    .action(async (path: string) => {
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
      finish(exitCodes.ok);
    });
};
