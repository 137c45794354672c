import { setImmediate } from 'node:timers/promises';
import { parse as parseToml } from '@iarna/toml';
import { ConfigError, messageOf, type Problem } from '../errors.ts';
import { brokenDefines } from './broken-defines.ts';
import { parseConfig } from './parse.ts';
import type { Path, UnplacedProblem } from './problem.ts';
import { type Compilation, compilePrograms } from './programs.ts';
import type { Config } from './schema.ts';
import { canBePlaced, tooDeep, tooManyValues } from './size.ts';

/** The text of a tattletail.toml, and where it came from. */
export interface ConfigFile {
  readonly uri: string;
  readonly text: string;
}

/** A config without problems, with its programs compiled: a rule names its own by number. */
interface LoadedConfig<Programs> {
  readonly config: Config;
  readonly programs: Programs;
  /** The same of its ignores. */
  readonly ignorePrograms: Programs;
}

/**
 * Reads and checks a whole config. Throws ConfigError with every problem, including those of its jq programs. Lets the
 * event loop have its turn between the steps, since alerts of the last good config may be waiting.
 */
export const loadConfig = async <Programs>(
  { uri, text }: ConfigFile,
  compile: (programs: readonly string[]) => Promise<Programs>,
): Promise<LoadedConfig<Programs>> => {
  const { config, ...parsed } = parseConfig(readToml({ uri, text }));
  await setImmediate();
  const ofDefines = await brokenDefines(parsed.defines, compile);
  const ofRules = await compilePrograms(parsed.programs, compile, ofDefines.broken);
  const ofIgnores = await compilePrograms(parsed.ignorePrograms, compile, ofDefines.broken);
  const ofJq = [ofDefines.problems, problemsIn(ofRules), problemsIn(ofIgnores)];
  const problems = [...parsed.problems, ...ofJq.flat()];
  if (problems.length > 0 || ofRules.kind === 'refused' || ofIgnores.kind === 'refused')
    throw new ConfigError(uri, await placed(problems, text));
  return { config, programs: ofRules.programs, ignorePrograms: ofIgnores.programs };
};

const problemsIn = (compilation: Compilation<unknown>): readonly UnplacedProblem[] =>
  compilation.kind === 'refused' ? compilation.problems : [];

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
