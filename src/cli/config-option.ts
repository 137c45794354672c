import { Option } from 'commander';
import type { Terminal } from './command.ts';

/** The config that a command reads. */
export const configOption = (terminal: Terminal): Option =>
  new Option('-c, --config <file>', 'the config, or else what TATTLETAIL_CONFIG names').default(
    configPath(terminal),
  );

/** Unless an option names another. */
export const configPath = ({ env }: Pick<Terminal, 'env'>): string =>
  env.TATTLETAIL_CONFIG || 'tattletail.toml';
