import { setImmediate } from 'node:timers/promises';
import { parse as parseToml } from '@iarna/toml';
import { ConfigError, type Problem } from '../errors.ts';
import { brokenDefines } from './broken-defines.ts';
import type { Define } from './defines.ts';
import type { TomlFile } from './file-tables.ts';
import { type ConfigTables, parseConfig } from './parse.ts';
import { placed } from './placed.ts';
import type { UnplacedProblem } from './problem.ts';
import { type Compilation, compilePrograms, type Program } from './programs.ts';
import type { Config } from './schema.ts';
import { tooDeep, tooManyValues } from './size.ts';
import { tomlProblem } from './toml-problem.ts';

/** The text of a tattletail.toml, and where it came from. */
export interface ConfigFile {
  readonly uri: string;
  readonly text: string;
  /** If it is an object in S3. That of what it includes is not in it. */
  readonly objectEtag?: string;
  /** The files that it includes, and that these include: each before the files that include it. */
  readonly included?: readonly ConfigFile[];
}

export interface LoadOptions {
  /** Whether rules can do without destinations where nothing has any: another config is to include them. */
  readonly mayBePack?: boolean;
}

/** A config without problems, with its programs compiled: a rule names its own by number. */
interface LoadedConfig<Programs> {
  readonly config: Config;
  readonly programs: Programs;
  /** The same of its ignores. */
  readonly ignorePrograms: Programs;
  /** The same of its thresholds. */
  readonly thresholdPrograms: Programs;
}

/**
 * Reads and checks a whole config. Throws ConfigError with every problem, including those of its jq programs. Lets the
 * event loop have its turn between the steps, since alerts of the last good config may be waiting.
 */
export const loadConfig = async <Programs>(
  file: ConfigFile,
  compile: (programs: readonly string[]) => Promise<Programs>,
  options: LoadOptions = {},
): Promise<LoadedConfig<Programs>> => {
  const { config, compiled, problems } = await examineConfig(file, compile, options);
  if (problems.length > 0 || compiled === undefined) throw new ConfigError(file.uri, problems);
  const { ofRules, ofIgnores, ofThresholds } = compiled;
  return { config, programs: ofRules, ignorePrograms: ofIgnores, thresholdPrograms: ofThresholds };
};

/** What could be read of a config with problems, and of one without. */
export interface ExaminedConfig<Programs> {
  readonly config: Config;
  readonly tables: ConfigTables;
  /** The text of every program of a rule. */
  readonly programs: readonly Program[];
  /** The same of its ignores. */
  readonly ignorePrograms: readonly Program[];
  /** The same of its thresholds. */
  readonly thresholdPrograms: readonly Program[];
  readonly defines: readonly Define[];
  readonly compiled:
    | { readonly ofRules: Programs; readonly ofIgnores: Programs; readonly ofThresholds: Programs }
    | undefined;
  readonly problems: readonly Problem[];
}

/** The same, with its problems as data. Throws ConfigError for what cannot be read as TOML. */
export const examineConfig = async <Programs>(
  file: ConfigFile,
  compile: (programs: readonly string[]) => Promise<Programs>,
  { mayBePack = false }: LoadOptions = {},
): Promise<ExaminedConfig<Programs>> => {
  const { config, problems, ...parsed } = parseConfig(readToml(file), {
    uri: file.uri,
    included: readIncluded(file),
    mayBePack,
  });
  await setImmediate();
  const ofDefines = await brokenDefines(parsed.defines, compile);
  const compiled = (programs: readonly Program[]) => compilePrograms(programs, compile, ofDefines.broken);
  const ofRules = await compiled(parsed.programs);
  const ofIgnores = await compiled(parsed.ignorePrograms);
  const ofThresholds = await compiled(parsed.thresholdPrograms);
  const all = [...problems, ...ofDefines.problems, ...[ofRules, ofIgnores, ofThresholds].flatMap(problemsIn)];
  const isCompiled =
    ofRules.kind === 'compiled' && ofIgnores.kind === 'compiled' && ofThresholds.kind === 'compiled';
  return {
    ...parsed,
    config,
    compiled: isCompiled
      ? {
          ofRules: ofRules.programs,
          ofIgnores: ofIgnores.programs,
          ofThresholds: ofThresholds.programs,
        }
      : undefined,
    problems: all.length === 0 ? [] : await placed(all, file),
  };
};

const problemsIn = (compilation: Compilation<unknown>): readonly UnplacedProblem[] =>
  compilation.kind === 'refused' ? compilation.problems : [];

/** Throws ConfigError with the problems of all of them. */
const readIncluded = ({ uri, included = [] }: ConfigFile): readonly TomlFile[] => {
  const problems: Problem[] = [];
  const tomls = included.map((file) => {
    try {
      return { file: file.uri, toml: readToml(file) };
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(...error.problems.map((problem) => ({ ...problem, file: file.uri })));
      return { file: file.uri, toml: {} };
    }
  });
  if (problems.length > 0) throw new ConfigError(uri, problems);
  return tomls;
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

const parsedToml = (uri: string, text: string): unknown => {
  // TOML does not allow a byte order mark, but some editors write one.
  const withoutMark = text.replace(/^\uFEFF/, '');
  try {
    return parseToml(withoutMark);
  } catch (error) {
    throw new ConfigError(uri, [tomlProblem(error, withoutMark)]);
  }
};
