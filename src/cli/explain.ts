import type { Command } from 'commander';
import { chooseJq } from '../choose-jq.ts';
import { loadConfig } from '../config/load.ts';
import { didYouMean } from '../config/problem.ts';
import { readConfigFile } from '../config/read-file.ts';
import type { Config } from '../config/schema.ts';
import { TattletailError } from '../errors.ts';
import { unlimitedInvocation } from '../invocation.ts';
import type { CompiledPrograms } from '../jq/engine.ts';
import { quoted } from '../redact.ts';
import { createIgnoring, type IgnoreEffect } from '../rules/ignore.ts';
import type { Match } from '../rules/match.ts';
import { hasOutcome } from '../rules/outcome.ts';
import { programOf } from '../rules/program-of.ts';
import type { Rule } from '../rules/rule.ts';
import { type SortedMatches, sortByThreshold } from '../rules/threshold.ts';
import { readRecords } from '../trail/log-file.ts';
import type { LogFileBytes } from '../trail/log-file-source.ts';
import { type CloudTrailRecord, eventIdOf } from '../trail/record.ts';
import { type DefineCommand, type ExitCode, exitCodes, say, type Terminal, write } from './command.ts';
import { note } from './common-options.ts';
import { configOption } from './config-option.ts';
import { type Explained, explanationText, isIgnored } from './explanation-text.ts';
import { localLogFiles } from './local-log-file.ts';
import { terminalLog } from './terminal-log.ts';

export const explain: DefineCommand = (program, terminal, finish) => {
  program
    .command('explain')
    .summary('show why a rule matches a record, or why not')
    .description(
      'Shows why a rule matches a record or why not: what each part of its jq gives, what decided, and what would have to be different.',
    )
    .argument('<rule>', 'the name of a rule, or its ID')
    .argument('<records...>', 'records: log files, folders with log files, or - for standard input')
    .addOption(configOption(terminal))
    .option('-e, --event <id>', 'explain only the record of this event')
    .addHelpText('after', examples)
    .action(async (name: string, paths: readonly string[], options: ExplainOptions, command: Command) => {
      const file = await readConfigFile(options.config, '; name another with --config or TATTLETAIL_CONFIG');
      const jq = await chooseJq(terminal.env, terminalLog(terminal.stderr).warn);
      const { config, ignorePrograms, thresholdPrograms } = await loadConfig(file, jq.compile, {
        mayBePack: true,
      });
      const rule =
        config.rules.find(({ id }) => id === name) ?? config.rules.find((one) => one.name === name);
      if (rule === undefined) return command.error(unknownRule(name, config.rules, options.config));
      const explainRecord = await recordExplainer({
        ...{ rule, config: file },
        program: await jq.compile([programOf(rule)]),
        effectsOn: effectsOf(config, ignorePrograms),
        sort: sorter(thresholdPrograms),
      });
      finish(await runExplain(explainRecord, paths, options.event, terminal));
    });
};

interface ExplainOptions {
  readonly config: string;
  readonly event?: string;
}

const examples = `
Examples:
  tattletail explain "Access key created" fixtures/log-files/morning.json --event 5eed0000-1111-4222-8333-000000000005
  tattletail scan --format jsonl AWSLogs/ | jq -c .record | tattletail explain "Access key created" -`;

const unknownRule = (name: string, rules: readonly Rule[], config: string): string => {
  const ids = rules.map(({ id }) => id);
  const hint = didYouMean(name, ids);
  const known = ids.slice(0, maxNamed).map((id) => `\n  ${quoted(id)}`);
  const more = ids.length > maxNamed ? `\n  and ${ids.length - maxNamed} more` : '';
  return `error: ${config} has no rule ${quoted(name)}${hint}${known.length === 0 ? '' : `\nIts rules are:${known.join('')}${more}`}`;
};

const maxNamed = 20;

type ExplainRecord = (record: CloudTrailRecord, logFile: string) => Promise<Explained>;

interface Explainer extends Pick<Explained, 'rule' | 'config'> {
  readonly program: CompiledPrograms;
  readonly effectsOn: (match: Match) => Promise<readonly IgnoreEffect[]>;
  readonly sort: (match: Match) => Promise<SortedMatches>;
}

/** The outcome comes from the engine as in a scan, and the reasons from the same closures with their values noted. */
const recordExplainer = async ({
  program,
  effectsOn,
  sort,
  ...explained
}: Explainer): Promise<ExplainRecord> => {
  const { rule } = explained;
  // No other command needs what this loads, but for a scan for near misses.
  const { explainer } = await import('../jq/in-process/explain/explain.ts');
  const evaluation = program.start({ signal: neverAborted });
  const explainInProcess = explainer(programOf(rule));
  return async (record, logFile) => {
    const [outcome] = await evaluation.firstOutputs([record]);
    const isMatch = outcome?.kind === 'value' && hasOutcome(record, rule.outcome);
    const match = isMatch ? { rule, record, output: outcome.value } : undefined;
    const effects = match === undefined ? [] : await effectsOn(match);
    const sorted = match === undefined || isIgnored(effects) ? undefined : await sort(match);
    const explanation = explainInProcess?.(record);
    return { ...explained, record, logFile, outcome, effects, sorted, explanation };
  };
};

/** What the ignores of a config would do with a match today. */
const effectsOf = ({ ignores, rules }: Config, programs: CompiledPrograms): Explainer['effectsOn'] => {
  const withoutIgnored = createIgnoring(ignores, rules);
  const evaluation = programs.start({ signal: neverAborted });
  const { today } = unlimitedInvocation('explain');
  return async (match) => (await withoutIgnored(evaluation, [match], today)).effects;
};

/** What the threshold of its rule makes of a match. */
const sorter = (programs: CompiledPrograms): Explainer['sort'] => {
  const evaluation = programs.start({ signal: neverAborted });
  return (match) => sortByThreshold(evaluation, [match]);
};

const neverAborted = new AbortController().signal;

const runExplain = async (
  explainRecord: ExplainRecord,
  paths: readonly string[],
  eventId: string | undefined,
  terminal: Terminal,
): Promise<ExitCode> => {
  const { stdin, stdout, stderr, hasColours } = terminal;
  let explained = 0;
  let failed = false;
  for await (const found of foundIn(await localLogFiles(paths, stdin))) {
    if (found.kind !== 'record') {
      failed ||= found.kind === 'error';
      await say(stderr, `${found.kind}: ${found.message}\n`);
    } else if (eventId === undefined || eventIdOf(found.record) === eventId) {
      if (explained === maxExplained) {
        await note(
          terminal,
          stderr,
          `These are the first ${maxExplained} records: pick one with --event ID.\n`,
        );
        break;
      }
      explained += 1;
      await write(
        stdout,
        explanationText(await explainRecord(found.record, found.logFile), hasColours?.(stdout)),
      );
    }
  }
  if (explained > 0) return failed ? exitCodes.failed : exitCodes.ok;
  const which =
    eventId === undefined ? 'no record was found' : `no record of event ${quoted(eventId)} was found`;
  await say(stderr, `error: ${which}\n`);
  return exitCodes.failed;
};

const maxExplained = 10;

type Found =
  | { readonly kind: 'record'; readonly record: CloudTrailRecord; readonly logFile: string }
  | { readonly kind: 'error' | 'left out'; readonly message: string };

/** The records of log files one by one, what is wrong with the files, and which are none. */
const foundIn = async function* (logFiles: readonly LogFileBytes[]): AsyncGenerator<Found> {
  for (const logFile of logFiles) {
    const { uri } = logFile;
    try {
      for await (const { records, problems, skipped } of readRecords(logFile, neverAborted)) {
        for (const record of records) yield { kind: 'record', record, logFile: uri };
        for (const { message } of problems) yield { kind: 'error', message };
        for (const { what } of skipped) yield { kind: 'left out', message: `${uri}: ${what}` };
      }
    } catch (error) {
      if (!(error instanceof TattletailError)) throw error;
      yield { kind: 'error', message: error.message };
    }
  }
};
