import { setImmediate } from 'node:timers/promises';
import { parse as parseToml } from '@iarna/toml';
import { ConfigError, type Problem } from '../errors.ts';
import { parseConfig } from './parse.ts';
import type { UnplacedProblem } from './problem.ts';
import { compilePrograms } from './programs.ts';
import type { Config } from './schema.ts';
import { canBePlaced, tooDeep, tooManyValues } from './size.ts';
import { tomlProblem } from './toml-problem.ts';

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
  { uri, text }: ConfigFile,
  compile: (programs: readonly string[]) => Promise<Programs>,
): Promise<LoadedConfig<Programs>> => {
  const { config, ...parsed } = parseConfig(readToml(uri, text));
  await setImmediate();
  const compilation = await compilePrograms(parsed.programs, compile);
  const ofJq = compilation.kind === 'refused' ? compilation.problems : [];
  const problems = [...parsed.problems, ...ofJq];
  if (problems.length > 0 || compilation.kind === 'refused')
    throw new ConfigError(uri, await placed(problems, text));
  return { config, programs: compilation.programs };
};

/** A config whose reading would take all time or memory is not read. Throws ConfigError. */
const readToml = (uri: string, text: string): unknown => {
  const refuse = (problem: string | undefined): void => {
    if (problem !== undefined) throw new ConfigError(uri, [{ where: 'config', message: problem }]);
  };
  refuse(tooManyValues(text));
  const values = parsedToml(uri, text);
  refuse(tooDeep(values));
  return values;
};

const parsedToml = (uri: string, text: string): unknown => {
  // TOML does not allow a byte order mark, but some editors write one.
  const withoutMark = text.replace(/^\uFEFF/, '');
  try {
    return parseToml(withoutMark);
  } catch (error) {
    throw new ConfigError(uri, [tomlProblem(error, withoutMark)]);
  }
};

const placed = async (problems: readonly UnplacedProblem[], text: string): Promise<readonly Problem[]> => {
  const { lineFinder } = await import('./lines.ts');
  await setImmediate();
  const lineOf = canBePlaced(text) ? lineFinder(text) : () => undefined;
  return problems
    .map(({ where, path, message }) => ({ where, line: lineOf(path), message }))
    .toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
};
