import { oneLine } from '../alerts/printable.ts';
import { chooseJq } from '../choose-jq.ts';
import { loadConfig } from '../config/load.ts';
import { readConfigFile } from '../config/read-file.ts';
import type { JqEngine } from '../jq/engine.ts';
import { runTests } from '../rule-tests/run.ts';
import { type DefineCommand, type ExitCode, exitCodes, type Terminal, write } from './command.ts';
import { configOption } from './config-option.ts';
import { ruleTestsOf, type TestedRule } from './rule-tests.ts';
import { terminalLog } from './terminal-log.ts';
import { type RuleResult, summaryOfTests, textOfResults } from './test-output.ts';

export const test: DefineCommand = (program, terminal, finish) => {
  program
    .command('test')
    .summary('run the tests of rules')
    .description(
      'Runs the tests of rules: [[rule.test]] in a config, and [[test]] in the file beside it (tattletail.test.toml).',
    )
    .argument('[configs...]', 'the configs; without any, the one of --config')
    .addOption(configOption(terminal))
    .addHelpText('after', '\nExample:\n  tattletail test tattletail.example.toml')
    .action(async (paths: readonly string[], { config }: TestOptions) => {
      finish(await runTestsOf(paths.length === 0 ? [config] : paths, terminal));
    });
};

interface TestOptions {
  readonly config: string;
}

const runTestsOf = async (paths: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const jq = await chooseJq(terminal.env, terminalLog(terminal.stderr).warn);
  const results: RuleResult[] = [];
  for (const path of paths) {
    const rules = await testedRulesIn(path, jq);
    await write(terminal.stdout, `${oneLine(path)}\n`);
    for (const { rule, tests } of rules) {
      const result = { rule, results: await runTests(jq, rule, tests) };
      results.push(result);
      await write(terminal.stdout, textOfResults(result, terminal.stdout));
    }
  }
  await write(terminal.stdout, summaryOfTests(results));
  return results.some(hasFailed) || results.every(hasNone) ? exitCodes.failed : exitCodes.ok;
};

const testedRulesIn = async (path: string, jq: JqEngine): Promise<readonly TestedRule[]> => {
  const file = await readConfigFile(path, '; name another: tattletail test FILE');
  const { config } = await loadConfig(file, jq.compile);
  return ruleTestsOf(file, config);
};

const hasFailed = ({ results }: RuleResult): boolean => results.some(({ surprises }) => surprises.length > 0);

const hasNone = ({ results }: RuleResult): boolean => results.length === 0;
