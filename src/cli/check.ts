import { oneByOne } from '../alerts/arrange.ts';
import { readConfigFile } from '../config/locate.ts';
import { chooseJq } from '../rules/choose-jq.ts';
import { createTattletail } from '../tattletail.ts';
import { type DefineCommand, exitCodes, write } from './command.ts';

export const check: DefineCommand = (program, terminal, finish) => {
  program
    .command('check')
    .summary('say whether a config is usable')
    .description('Says whether a config is usable, with everything that is wrong with it.')
    .argument('[config]', 'the config', 'tattletail.toml')
    .addHelpText('after', '\nExample:\n  tattletail check tattletail.example.toml')
    .action(async (path: string) => {
      const warn = (message: string) => void terminal.stderr.write(`warning: ${message}\n`);
      const { config } = await createTattletail(await readConfigFile(path), {
        jq: await chooseJq(terminal.env, warn),
        connect: () => () => [],
        arrange: oneByOne,
      });
      const { rules, destinations } = config;
      await write(
        terminal.stdout,
        `${path} is usable: rules: ${rules.length}, destinations: ${destinations.length}\n`,
      );
      finish(exitCodes.ok);
    });
};
