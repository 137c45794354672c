import { buffer } from 'node:stream/consumers';
import { type Command, Option } from 'commander';
import { chooseJq, prefilterFields } from '../choose-jq.ts';
import { type ConfigFile, type ExaminedConfig, examineConfig } from '../config/load.ts';
import { readConfigFile, withItsIncluded } from '../config/read-file.ts';
import { textIn } from '../config/text.ts';
import { warningsOf } from '../config/warnings.ts';
import type { Finding } from '../doctor/findings.ts';
import { ConfigError } from '../errors.ts';
import { todayInUtc } from '../invocation.ts';
import type { ExplainedRule } from './check-explanation.ts';
import { type CheckFormat, checkFormats } from './check-formats.ts';
import { type Checked, reportChecked } from './check-report.ts';
import { routesOf } from './check-routes.ts';
import { type DefineCommand, type ExitCode, exitCodes, type Terminal } from './command.ts';
import { configOption } from './config-option.ts';
import { ruleTestsOf } from './rule-tests.ts';
import { terminalLog } from './terminal-log.ts';

export const check: DefineCommand = (program, terminal, finish) => {
  program
    .command('check')
    .summary('check whether a config is usable, and does what it looks like')
    .description(
      'Checks whether a config is usable, and lists everything that is wrong with it or probably not meant.',
    )
    .argument('[file]', 'the config, as with --config, or - for standard input')
    .addOption(configOption(terminal))
    .addOption(
      new Option('-f, --format <format>', 'how to show findings').choices(checkFormats).default('text'),
    )
    .option('--strict', 'fail on warnings, too')
    .option('--explain', 'show which events each rule can match, and what evaluates it')
    .option('--routes', 'show where the alerts of each rule go, for each account')
    .addHelpText('after', '\nExample:\n  tattletail check tattletail.example.toml')
    .action(async (file: string | undefined, options: CheckOptions, command: Command) => {
      if (file !== undefined && command.getOptionValueSource('config') === 'cli')
        command.error(`error: two configs to check, ${file} and ${options.config}: name one`);
      finish(await runCheck(file ?? options.config, options, terminal));
    });
};

interface CheckOptions {
  readonly config: string;
  readonly format: CheckFormat;
  readonly strict?: boolean;
  readonly explain?: boolean;
  readonly routes?: boolean;
}

const runCheck = async (
  path: string,
  { format, strict = false, ...options }: CheckOptions,
  terminal: Terminal,
): Promise<ExitCode> => {
  const checked = await withProblems(format, async () => {
    const file =
      path === '-'
        ? await withItsIncluded({ uri: path, text: textIn(path, await buffer(terminal.stdin)) })
        : await readConfigFile(path, '; name another: tattletail check FILE');
    return checkFile(file, options, terminal);
  });
  await reportChecked(path, checked, format, terminal);
  if (checked.problems.length > 0) return exitCodes.config;
  const isError = ({ level }: Finding): boolean => level === 'error';
  const failing = strict ? [...checked.findings, ...checked.warnings] : checked.findings.filter(isError);
  return failing.length > 0 ? exitCodes.failed : exitCodes.ok;
};

const checkFile = async (
  file: ConfigFile,
  { explain = false, routes = false }: Pick<CheckOptions, 'explain' | 'routes'>,
  { env, stderr }: Terminal,
): Promise<Checked> => {
  const jq = await chooseJq(env, terminalLog(stderr).warn);
  const examined = await examineConfig(file, jq.compile, { mayBePack: true });
  const { config, problems } = examined;
  const { findingsIn } = await import('../doctor/findings.ts');
  const { noteOnPlainSecrets } = await import('../doctor/plain-secrets.ts');
  return {
    ...(problems.length > 0 ? { problems } : await problemsOfTests(file, examined)),
    findings: findingsIn(file, examined),
    remark: noteOnPlainSecrets(examined.tables.destinations),
    warnings: problems.length > 0 ? [] : warningsOf(config, file.uri, todayInUtc()),
    rules: config.rules.length,
    rulesOff: config.rulesOff,
    destinations: config.destinations.length,
    isPack: config.isPack,
    explanations: explain ? await explanationsOf(examined) : [],
    ...(routes && { routes: routesOf(config) }),
  };
};

const problemsOfTests = async (
  file: ConfigFile,
  { config }: ExaminedConfig<unknown>,
): Promise<Pick<Checked, 'problems' | 'problemsIn'>> => {
  try {
    await ruleTestsOf(file, config);
    return { problems: [] };
  } catch (error) {
    if (error instanceof ConfigError) return { problems: error.problems, problemsIn: error.uri };
    throw error;
  }
};

const explanationsOf = async ({ config }: ExaminedConfig<unknown>): Promise<readonly ExplainedRule[]> => {
  const { explain } = await import('../doctor/explain.ts');
  return config.rules.map((rule) => ({
    rule,
    explanation: explain(rule.definitions + rule.jqMatch, prefilterFields),
  }));
};

/** For programs, a config that cannot be read is a finding, too. For people, main prints the error. */
const withProblems = async (format: CheckFormat, run: () => Promise<Checked>): Promise<Checked> => {
  try {
    return await run();
  } catch (error) {
    if (format === 'text' || !(error instanceof ConfigError)) throw error;
    return {
      problems: error.problems,
      problemsIn: error.uri,
      findings: [],
      warnings: [],
      rules: 0,
      rulesOff: [],
      destinations: 0,
      isPack: false,
      explanations: [],
    };
  }
};
