import { setImmediate } from 'node:timers/promises';
import { parse as parseToml } from '@iarna/toml';
import { ConfigError, messageOf, type Problem } from '../errors.ts';
import { parseConfig } from './parse.ts';
import type { Path, UnplacedProblem } from './problem.ts';
import { compilePrograms, type Program } from './programs.ts';
import type { Config } from './schema.ts';
import { canBePlaced, tooDeep, tooManyValues } from './size.ts';
import type { Table } from './tables.ts';

/** The text of a tattletail.toml, and where it came from. */
export interface ConfigFile {
  readonly uri: string;
  readonly text: string;
}

/** A config without problems, with its programs compiled: a rule names its own by number. */
interface LoadedConfig<Programs> {
  readonly config: Config;
  readonly programs: Programs;
}

/**
 * Reads and checks a whole config. Throws ConfigError with every problem, including those of its jq programs. Lets the
 * event loop have its turn between the steps, since alerts of the last good config may be waiting.
 */
export const loadConfig = async <Programs>(
  file: ConfigFile,
  compile: (programs: readonly string[]) => Promise<Programs>,
): Promise<LoadedConfig<Programs>> => {
  const { config, compiled, problems } = await examineConfig(file, compile);
  if (problems.length > 0 || compiled === undefined) throw new ConfigError(file.uri, problems);
  return { config, programs: compiled };
};

/** What could be read of a config with problems, and of one without. */
export interface ExaminedConfig<Programs> {
  readonly config: Config;
  readonly tables: { readonly rules: readonly Table[]; readonly destinations: readonly Table[] };
  /** The text of every program. */
  readonly programs: readonly Program[];
  readonly compiled: Programs | undefined;
  readonly problems: readonly Problem[];
}

/** The same, with its problems as data. Throws ConfigError for what cannot be read as TOML. */
export const examineConfig = async <Programs>(
  { uri, text }: ConfigFile,
  compile: (programs: readonly string[]) => Promise<Programs>,
): Promise<ExaminedConfig<Programs>> => {
  const { config, programs, tables, problems } = parseConfig(readToml({ uri, text }));
  await setImmediate();
  const compilation = await compilePrograms(programs, compile);
  const ofJq = compilation.kind === 'refused' ? compilation.problems : [];
  const all = [...problems, ...ofJq];
  return {
    config,
    tables,
    programs,
    compiled: compilation.kind === 'refused' ? undefined : compilation.programs,
    problems: all.length === 0 ? [] : await placed(all, text),
  };
};

/** A config whose reading would take all time or memory is not read. Throws ConfigError. */
export const readToml = ({ uri, text }: ConfigFile): unknown => {
  const refuse = (problem: string | undefined): void => {
    if (problem !== undefined) throw new ConfigError(uri, [{ where: 'config', message: problem }]);
  };
  refuse(tooManyValues(text));
  const values = parsedToml(uri, text);
  refuse(tooDeep(values));
  return values;
};

/** The messages of @iarna/toml quote the lines around a mistake, which may hold a webhook URL. */
const parsedToml = (uri: string, text: string): unknown => {
  try {
    // TOML does not allow a byte order mark, but some editors write one.
    return parseToml(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const [message = ''] = messageOf(error).split(/ at row \d|\n/);
    // Its parse errors have a line, counted from 0. Anything else that it throws has none.
    const { line } = error as { line?: number };
    throw new ConfigError(uri, [
      { where: 'TOML', line: line === undefined ? undefined : line + 1, message: withCharacter(message) },
    ]);
  }
};

/** @iarna/toml names an unexpected character by its code point; 0x110000 is the end of the text. */
const withCharacter = (message: string): string =>
  message.replace(/^(Unknown .*character):? "?(\d+)"?$/, (_, words: string, code: string) =>
    Number(code) > 0x10ffff
      ? `${words}: the end of the text`
      : `${words}: ${JSON.stringify(String.fromCodePoint(Number(code)))}`,
  );

/** Problems in the order of their lines. */
export const placed = async (
  problems: readonly UnplacedProblem[],
  text: string,
): Promise<readonly Problem[]> => {
  const lineOf = await linesOf(text);
  return problems
    .map(({ where, path, message }) => ({ where, line: lineOf(path), message }))
    .toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
};

/** Where something stands in a TOML text. Undefined for everything in a text that takes too long to look at. */
export const linesOf = async (text: string): Promise<(path: Path) => number | undefined> => {
  const { lineFinder } = await import('./lines.ts');
  await setImmediate();
  return canBePlaced(text) ? lineFinder(text) : () => undefined;
};
