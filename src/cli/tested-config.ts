import { chooseJq } from '../choose-jq.ts';
import { loadConfig } from '../config/load.ts';
import { readConfigFile } from '../config/read-file.ts';
import type { Config } from '../config/schema.ts';
import type { Terminal } from './command.ts';
import { ruleTestsOf, type TestedRule } from './rule-tests.ts';
import { terminalLog } from './terminal-log.ts';

/** A config, or a pack by itself, with the tests of its rules. Throws ConfigError with the problems of either. */
export const readTestedConfig = async (
  path: string,
  { env, stderr }: Terminal,
): Promise<{ readonly config: Config; readonly rules: readonly TestedRule[] }> => {
  const jq = await chooseJq(env, terminalLog(stderr).warn);
  const file = await readConfigFile(path, '; name another with --config or TATTLETAIL_CONFIG');
  const { config } = await loadConfig(file, jq.compile, { mayBePack: true });
  return { config, rules: await ruleTestsOf(file, config) };
};
