import { Option } from 'commander';
import { printableJson } from '../alerts/printable.ts';
import { type Completed, readCompletionReport, sumOfCompleted } from '../backfill/completion-report.ts';
import { placeIn } from '../backfill/place.ts';
import { TattletailError } from '../errors.ts';
import { type DefineCommand, type ExitCode, exitCodes, say, type Terminal, write } from './command.ts';
import { note } from './common-options.ts';
import { counted } from './counted.ts';
import { localFiles, textOf } from './local-files.ts';
import { textTable } from './text-table.ts';

export const backfillReport: DefineCommand = (program, terminal, finish) => {
  program
    .command('report')
    .summary('add up the completion report of a job')
    .description('Adds up, rule by rule, the completion report of a job that was created with --count.')
    .argument(
      '<reports...>',
      'CSV files, s3://bucket/key.csv, s3://bucket/prefix/ for all reports below it, or - for standard input',
    )
    .addOption(
      new Option('-f, --format <format>', 'how to show it').choices(['table', 'json']).default('table'),
    )
    .action(async (paths: readonly string[], { format }: { readonly format: 'table' | 'json' }) =>
      finish(await runReport(paths, format, terminal)),
    );
};

const runReport = async (
  paths: readonly string[],
  format: 'table' | 'json',
  terminal: Terminal,
): Promise<ExitCode> => {
  const completed: Completed[] = [];
  for await (const text of textsAt(paths, terminal.stdin)) completed.push(readCompletionReport(text));
  const sum = sumOfCompleted(completed);
  if (sum.succeeded + sum.failed.length === 0)
    throw new TattletailError(`expected completion reports in CSV, got none in ${paths.join(' ')}`);
  await (format === 'json' ? write(terminal.stdout, jsonOf(sum)) : showTable(sum, terminal));
  return sum.failed.length === 0 ? exitCodes.ok : exitCodes.failed;
};

const textsAt = async function* (
  paths: readonly string[],
  stdin: NodeJS.ReadableStream,
): AsyncGenerator<string> {
  for (const path of paths) {
    if (path.startsWith('s3://')) {
      const { reportsAt } = await import('../backfill/s3.ts');
      const place = placeIn(path);
      if (place === undefined) throw new TattletailError(`expected s3://bucket/key, got ${path}`);
      yield* reportsAt(place);
    } else for (const file of await localFiles([path], stdin)) yield await textOf(file);
  }
};

const byMatches = ({ counted: { matches } }: Completed): readonly (readonly [string, number])[] =>
  [...matches].toSorted(([, a], [, b]) => b - a);

const jsonOf = (completed: Completed): string => {
  const { succeeded, uncounted, failed, counted: found } = completed;
  const { records, ruleFailures, others } = found;
  const matches = Object.fromEntries(byMatches(completed));
  const document = { succeeded, uncounted, failed, records, ruleFailures, matches, others };
  return `${printableJson(JSON.stringify(document, null, 2))}\n`;
};

const showTable = async (completed: Completed, terminal: Terminal): Promise<void> => {
  const { succeeded, uncounted, failed, counted: found } = completed;
  const { others, ruleFailures, records } = found;
  const rows = byMatches(completed).map(([rule, times]) => [rule, String(times)]);
  const rest = [['(rules that did not fit into a result)', String(others.matches)]];
  await write(
    terminal.stdout,
    textTable(['rule', 'matches'], [...rows, ...(others.matches > 0 ? rest : [])]),
  );
  const { stderr } = terminal;
  const [done, of] = [counted(succeeded, 'log file'), counted(records, 'record')];
  await note(terminal, stderr, `${done} with ${of}; ${failed.length} failed\n`);
  if (uncounted > 0)
    await say(stderr, `warning: ${uncounted} of them have no counts: the job was not created with --count\n`);
  if (ruleFailures > 0)
    await say(
      stderr,
      `warning: rules failed on records ${ruleFailures} times, see the log of the function\n`,
    );
  for (const { uri, reason } of failed.slice(0, shown)) await say(stderr, `error: ${uri}: ${reason}\n`);
  if (failed.length > shown) await say(stderr, `error: and ${failed.length - shown} more\n`);
};

const shown = 20;
