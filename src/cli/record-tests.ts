import { printableJson } from '../alerts/printable.ts';
import { chooseJq } from '../choose-jq.ts';
import { loadConfig } from '../config/load.ts';
import { didYouMean } from '../config/problem.ts';
import { readConfigFile } from '../config/read-file.ts';
import type { Config } from '../config/schema.ts';
import { messageOf, TattletailError } from '../errors.ts';
import { unlimitedInvocation } from '../invocation.ts';
import { quoted } from '../redact.ts';
import type { Recording } from '../rule-tests/record/record-tests.ts';
import type { Rule } from '../rules/rule.ts';
import { readRecords } from '../trail/log-file.ts';
import type { LogFileBytes } from '../trail/log-file-source.ts';
import type { CloudTrailRecord } from '../trail/record.ts';
import { type ExitCode, exitCodes, say, type Terminal, UsageError, write } from './command.ts';
import { note } from './common-options.ts';
import { counted } from './counted.ts';
import { localLogFiles } from './local-log-file.ts';
import { terminalLog } from './terminal-log.ts';

interface RecordOptions {
  /** The path of the config. */
  readonly config: string;
  readonly ruleName: string;
  /** Of log files. */
  readonly paths: readonly string[];
  readonly maxNear: number;
}

/** Prints tests of a rule, made from records in log files, as a `*.test.toml`. */
export const runRecord = async (
  { config: path, ruleName, paths, maxNear }: RecordOptions,
  terminal: Terminal,
): Promise<ExitCode> => {
  if (paths.length === 0)
    throw new UsageError('--record needs log files: tattletail test --record RULE FILE');
  const { warn } = terminalLog(terminal.stderr);
  const jq = await chooseJq(terminal.env, warn);
  const file = await readConfigFile(path, '; name another with --config or TATTLETAIL_CONFIG');
  const { config } = await loadConfig(file, jq.compile, { mayBePack: true });
  const rule = ruleCalled(ruleName, config);
  if (rule.threshold !== undefined)
    throw new TattletailError(
      `rule ${quoted(rule.name)} has a threshold: its tests need several records, and --record writes tests of one`,
    );
  const [{ recordTests }, { printTests }, logFiles] = await Promise.all([
    import('../rule-tests/record/record-tests.ts'),
    import('../rule-tests/record/print-tests.ts'),
    localLogFiles(paths, terminal.stdin),
  ]);
  const recording = await recordTests(jq, rule, recordsIn(logFiles, warn), maxNear);
  await write(terminal.stdout, printableJson(printTests(rule, recording.tests)));
  const summary = summaryOf(recording, maxNear);
  await (recording.tests.length > 0
    ? note(terminal, terminal.stderr, summary)
    : say(terminal.stderr, summary));
  return recording.tests.length === 0 ? exitCodes.failed : exitCodes.ok;
};

const ruleCalled = (name: string, { rules }: Config): Rule => {
  const found = rules.find(({ id }) => id === name) ?? rules.find((rule) => rule.name === name);
  if (found !== undefined) return found;
  const names = rules.flatMap((rule) => [rule.id, rule.name]);
  throw new UsageError(`there is no rule ${quoted(name)}${didYouMean(name, names)}`);
};

/** What cannot be read is a warning: tests can be made of the rest. */
const recordsIn = async function* (
  logFiles: readonly LogFileBytes[],
  warn: (message: string) => void,
): AsyncGenerator<readonly CloudTrailRecord[]> {
  const { inspectSignal } = unlimitedInvocation('test');
  for (const logFile of logFiles) {
    try {
      for await (const { records, problems } of readRecords(logFile, inspectSignal)) {
        for (const problem of problems) warn(messageOf(problem));
        if (records.length > 0) yield records;
      }
    } catch (error) {
      warn(messageOf(error));
    }
  }
};

const summaryOf = ({ records, tests, left }: Recording, maxNear: number): string => {
  const kept = tests.filter((test) => test.kept.length > 0).length;
  const hasNear = tests.some((test) => test.expect === 'no match');
  return [
    tests.length === 0
      ? `error: no test was written: the rule matches none of ${counted(records, 'record')}\n`
      : `Read ${counted(records, 'record')}, wrote ${counted(tests.length, 'test')}. Look through them before you share them.\n`,
    ...(tests.length === 0 || hasNear || maxNear === 0 || left > 0
      ? []
      : [
          'warning: no test expects "no match": no record of the same event was read that the rule does not match\n',
        ]),
    ...(kept === 0
      ? []
      : [
          `warning: ${kept} of them hold texts of the real records, which the rule needs: see their comments\n`,
        ]),
    ...(left === 0
      ? []
      : [`warning: left out ${counted(left, 'record')}, of which the rule needs the credentials\n`]),
  ].join('');
};
