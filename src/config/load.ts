import { parse as parseToml } from '@iarna/toml';
import { ConfigError, messageOf, type Problem, withoutUrls } from '../errors.ts';
import { JqCompileError } from '../jq/errors.ts';
import { parseConfig } from './parse.ts';
import type { UnplacedProblem } from './problem.ts';
import type { ProgramText } from './rule-tables.ts';
import type { Config } from './schema.ts';

/** The text of a tattletail.toml, and where it comes from. */
export interface ConfigFile {
  readonly uri: string;
  readonly text: string;
}

/** A config without problems, with the programs of its rules compiled: program n belongs to rule n. */
interface LoadedConfig<Programs> {
  readonly config: Config;
  readonly programs: Programs;
}

/** Reads and checks a whole config. Throws ConfigError with every problem, those of the jq included. */
export const loadConfig = async <Programs>(
  { uri, text }: ConfigFile,
  compile: (programs: readonly string[]) => Promise<Programs>,
): Promise<LoadedConfig<Programs>> => {
  const { config, programs, problems } = parseConfig(readToml(uri, text));
  const compiled = await compileAll(programs, compile);
  if (compiled instanceof JqCompileError) {
    throw new ConfigError(uri, await placed([...problems, ...jqProblems(compiled, programs)], text));
  }
  if (problems.length > 0) throw new ConfigError(uri, await placed(problems, text));
  return { config, programs: compiled };
};

/** The messages of @iarna/toml go on with the lines around the mistake, which may hold a webhook URL. */
const readToml = (uri: string, text: string): unknown => {
  try {
    // TOML allows no byte order mark, editors write it all the same.
    return parseToml(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const [message = ''] = messageOf(error).split(/ at row \d|\n/);
    // Its parse errors have a line counted from 0; anything else it throws has none.
    const { line } = error as { line?: number };
    throw new ConfigError(uri, [
      { where: 'TOML', line: line === undefined ? undefined : line + 1, message: withCharacter(message) },
    ]);
  }
};

/** @iarna/toml gives the code of a character that it does not know, which is 0x110000 for the end of the text. */
const withCharacter = (message: string): string =>
  message.replace(/^(Unknown .*character):? "?(\d+)"?$/, (_, words: string, code: string) =>
    Number(code) > 0x10ffff
      ? `${words}: the end of the text`
      : `${words}: ${JSON.stringify(String.fromCodePoint(Number(code)))}`,
  );

const compileAll = async <Programs>(
  programs: readonly ProgramText[],
  compile: (programs: readonly string[]) => Promise<Programs>,
): Promise<Programs | JqCompileError> => {
  try {
    return await compile(programs.map(({ text }) => text));
  } catch (error) {
    if (error instanceof JqCompileError) return error;
    throw error;
  }
};

const jqProblems = (
  { messages }: JqCompileError,
  programs: readonly ProgramText[],
): readonly UnplacedProblem[] =>
  programs.flatMap(({ where, path }, index) => {
    const message = messages.get(index);
    return message === undefined
      ? []
      : [{ where, path, message: `jq_match does not compile: ${withoutUrls(message)}` }];
  });

const placed = async (problems: readonly UnplacedProblem[], text: string): Promise<readonly Problem[]> => {
  const { lineFinder } = await import('./lines.ts');
  const lineOf = lineFinder(text);
  return problems
    .map(({ where, path, message }) => ({ where, line: lineOf(path), message }))
    .toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
};
