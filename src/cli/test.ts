import { InvalidArgumentError, Option } from 'commander';
import { oneLine } from '../alerts/printable.ts';
import { chooseJq } from '../choose-jq.ts';
import { loadConfig } from '../config/load.ts';
import { readConfigFile } from '../config/read-file.ts';
import { hasPassed, runTests } from '../rule-tests/run.ts';
import { type DefineCommand, type ExitCode, exitCodes, say, type Terminal, write } from './command.ts';
import { configOption } from './config-option.ts';
import { mutator } from './mutator.ts';
import { runRecord } from './record-tests.ts';
import { ruleTestsOf } from './rule-tests.ts';
import { terminalLog } from './terminal-log.ts';
import { annotationsOf, annotationWithoutTests } from './test-annotations.ts';
import { type RuleResult, summaryOfTests, textOfResults } from './test-output.ts';

export const test: DefineCommand = (program, terminal, finish) => {
  program
    .command('test')
    .summary('run the tests of rules')
    .description(
      'Runs the tests of rules: [[rule.test]] in a config, and [[test]] in the file beside it (tattletail.test.toml).',
    )
    .argument('[paths...]', 'configs, or the one of --config; with --record, log files')
    .addOption(configOption(terminal))
    .addOption(
      new Option('-f, --format <format>', 'how to show results').choices(testFormats).default('text'),
    )
    .option('-m, --mutate', 'also change each rule a little, and name the changes that no test sees')
    .option('-r, --record <rule>', 'write tests of a rule, by its name or id, from records in log files')
    .addOption(
      new Option('-n, --near <count>', 'with --record: how many records that do not match')
        .default(3)
        .argParser(countIn),
    )
    .addHelpText('after', examples)
    .action(async (paths: readonly string[], options: TestOptions) => {
      const { config, record, near } = options;
      if (record !== undefined)
        return finish(await runRecord({ config, ruleName: record, paths, maxNear: near }, terminal));
      finish(await runTestsOf(paths.length === 0 ? [config] : testedPaths(paths), options, terminal));
    });
};

const testFormats = ['text', 'github'] as const;

/** `rules/*.toml` also names files of tests: each stands for the config that it is beside. */
const testedPaths = (paths: readonly string[]): readonly string[] => [
  ...new Set(paths.map((path) => path.replace(/(?<=[^/])\.test\.toml$/, '.toml'))),
];

interface TestOptions {
  readonly config: string;
  readonly format: (typeof testFormats)[number];
  readonly mutate?: boolean;
  readonly record?: string;
  readonly near: number;
}

const countIn = (text: string): number => {
  if (!/^\d{1,3}$/.test(text)) throw new InvalidArgumentError('Expected a number from 0 to 999.');
  return Number(text);
};

const examples = `
Examples:
  tattletail test tattletail.example.toml
  tattletail test --mutate rules/*.toml
  tattletail test --record "User created" AWSLogs/ > tattletail.test.toml`;

const runTestsOf = async (
  paths: readonly string[],
  { format, mutate = false }: TestOptions,
  terminal: Terminal,
): Promise<ExitCode> => {
  const jq = await chooseJq(terminal.env, terminalLog(terminal.stderr).warn);
  const isForGithub = format === 'github';
  const isQuiet = terminal.isQuiet?.() === true;
  const results: RuleResult[] = [];
  for (const path of paths) {
    const file = await readConfigFile(path, '; name another: tattletail test FILE');
    const { config } = await loadConfig(file, jq.compile, { mayBePack: true });
    const rules = await ruleTestsOf(file, config);
    const mutationOf = mutate ? await mutator(jq, file) : async () => undefined;
    if (!isQuiet && !isForGithub) await write(terminal.stdout, `${oneLine(path)}\n`);
    let shown: string | undefined;
    for (const tested of rules) {
      const ran = await runTests(jq, tested.rule, tested.tests);
      const mutation = ran.length > 0 && ran.every(hasPassed) ? await mutationOf(tested) : undefined;
      const result: RuleResult = { rule: tested.rule, results: ran, mutation };
      results.push(result);
      if (isForGithub) {
        for (const annotation of annotationsOf(result, path)) await say(terminal.stdout, annotation);
        continue;
      }
      const { file: included } = tested.rule.place;
      const text = textOfResults(result, terminal.hasColours?.(terminal.stdout) === true);
      if (isQuiet) {
        if (!isGood(result)) await write(terminal.stdout, `${oneLine(included ?? path)}\n${text}`);
        continue;
      }
      if (ran.length > 0 && included !== undefined && included !== shown)
        await write(terminal.stdout, `${oneLine(included)}\n`);
      if (ran.length > 0) shown = included;
      await write(terminal.stdout, text);
    }
  }
  if (isForGithub && results.every(hasNone))
    for (const path of paths) await say(terminal.stdout, annotationWithoutTests(path));
  const isAllGood = results.every(isGood) && !results.every(hasNone);
  if (!isForGithub && (!isQuiet || !isAllGood)) await write(terminal.stdout, summaryOfTests(results));
  return isAllGood ? exitCodes.ok : exitCodes.failed;
};

const isGood = ({ results, mutation }: RuleResult): boolean =>
  results.every(hasPassed) && (mutation?.kind !== 'mutated' || mutation.survivors.length === 0);

const hasNone = ({ results }: RuleResult): boolean => results.length === 0;
