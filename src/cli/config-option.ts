import { Option } from 'commander';
import type { Terminal } from './command.ts';

/** The config that a command reads. */
export const configOption = ({ env }: Terminal): Option =>
  new Option('-c, --config <file>', 'the config, or else what TATTLETAIL_CONFIG names').default(
    env.TATTLETAIL_CONFIG || 'tattletail.toml',
  );
