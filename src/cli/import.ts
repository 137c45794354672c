import { isUtf8 } from 'node:buffer';
import { Argument } from 'commander';
import { messageOf, TattletailError } from '../errors.ts';
import type { Imported, ImportOptions, Refusal, Source } from '../import/imported.ts';
import type { LanguageName } from '../import/languages.ts';
import { type DefineCommand, type ExitCode, exitCodes, say, type Terminal, write } from './command.ts';
import { note } from './common-options.ts';
import { counted } from './counted.ts';
import { type LocalFile, localFiles } from './local-files.ts';

export const importRules: DefineCommand = (program, terminal, finish) => {
  program
    .command('import')
    .summary('translate rules of other tools')
    .description(
      'Translates rules of other tools to jq and prints them as tables of a tattletail.toml. What cannot be carried over exactly is refused by name: see docs/import.md.',
    )
    .addArgument(new Argument('<language>', 'what the rules are written in').choices(languageNames))
    .argument('<paths...>', 'files, folders with files, or - for standard input')
    .option('-d, --destination <id>', 'a destination of the rules; may be given several times', listed, [])
    .option('--licence <text>', 'the licence of rules that do not state one')
    .option('--not-equal-needs-field', '!= of a metric filter is false where there is no such field')
    .addHelpText('after', examples)
    .action(async (language: LanguageName, paths: readonly string[], options: Options) =>
      finish(await runImport(language, paths, options, terminal)),
    );
};

/** The module that knows them is loaded only when there is something to import. */
const languageNames = [
  'sigma',
  'metric-filter',
  'eventbridge',
  'fivexl',
  'trailalerts',
] satisfies LanguageName[];

const listed = (id: string, before: readonly string[]): readonly string[] => [...before, id];

interface Options extends ImportOptions {
  readonly destination: readonly string[];
}

const examples = `
Examples:
  tattletail import sigma sigma/rules/cloud/aws/cloudtrail > sigma.toml
  tattletail import metric-filter cis.tf --destination "Security channel" > cis.toml
  aws events list-rules | tattletail import eventbridge - > events.toml`;

const runImport = async (
  language: LanguageName,
  paths: readonly string[],
  { destination, ...options }: Options,
  terminal: Terminal,
): Promise<ExitCode> => {
  const { stdin, stdout, stderr } = terminal;
  const [{ languages }, { tomlOf }] = await Promise.all([
    import('../import/languages.ts'),
    import('../import/toml.ts'),
  ]);
  const { importRules, endings, others } = languages[language];
  const found = (await localFiles(paths, stdin)).filter(
    ({ path }) =>
      paths.includes(path) ||
      (endings.some((ending) => path.endsWith(ending)) && others?.test(path) !== true),
  );
  if (found.length === 0) {
    await say(
      stderr,
      `error: no file was found in ${paths.join(', ')} with a name that ends in ${endings.join(', ')}\n`,
    );
    return exitCodes.failed;
  }
  const { sources, unread } = await readAll(found);
  const imported = importRules(sources, options);
  await write(stdout, tomlOf(imported, destination));
  const refusals = [...unread, ...imported.refusals];
  const summary = summaryOf(imported, refusals, found.length);
  await (refusals.length === 0 ? note(terminal, stderr, summary) : say(stderr, summary));
  return refusals.length === 0 ? exitCodes.ok : exitCodes.failed;
};

const readAll = async (
  files: readonly LocalFile[],
): Promise<{ readonly sources: readonly Source[]; readonly unread: readonly Refusal[] }> => {
  const read = await Promise.all(
    files.map(async ({ path, read }): Promise<Source | Refusal> => {
      try {
        return { path, text: textIn(await read()) };
      } catch (error) {
        return { where: path, reason: messageOf(error) };
      }
    }),
  );
  return {
    sources: read.filter((one) => 'text' in one),
    unread: read.filter((one) => 'reason' in one),
  };
};

/** Without what Windows puts before and between lines. Other encodings would change what rules compare with. */
const textIn = (bytes: Buffer): string => {
  if (!isUtf8(bytes)) throw new TattletailError('it must be UTF-8, got another encoding');
  return bytes
    .toString()
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n');
};

const summaryOf = ({ rules, ignores }: Imported, refusals: readonly Refusal[], files: number): string =>
  [
    ...refusals.map(({ where, reason }) => `refused: ${where}: ${reason}`),
    `Imported ${counted(rules.length, 'rule')}${ignores.length === 0 ? '' : ` and ${counted(ignores.length, 'ignore')}`} of ${counted(files, 'file')}; refused ${refusals.length}.\n`,
  ].join('\n');
