import { identityOf } from '../config/identity.ts';
import { readConfigOnDisk } from '../config/read-file.ts';
import { ConfigError } from '../errors.ts';
import { version } from '../version.ts';
import type { Terminal } from './command.ts';
import { configPath } from './config-option.ts';

/** The version, and in a line of its own which config is there, as the log of the function names both. */
export const versionText = async (terminal: Terminal): Promise<string> => {
  try {
    const { config, configSha256 } = identityOf(await readConfigOnDisk(configPath(terminal)));
    return `${version}\n${config}: SHA-256 ${configSha256}`;
  } catch (error) {
    if (error instanceof ConfigError) return version;
    throw error;
  }
};
