import { ConfigError } from '../errors.ts';
import { quoted } from '../redact.ts';
import { type ConfigFile, readToml } from './load.ts';
import { placed } from './placed.ts';
import type { UnplacedProblem } from './problem.ts';
import { configKeys, includeSchema } from './schema.ts';
import { listIn } from './settings.ts';
import { withKnownKeys } from './tables.ts';
import { maxConfigBytes } from './text.ts';

/** What reads the files of a config, wherever they are. Both throw ConfigError. */
export interface FileReader {
  read(uri: string): Promise<ReadFile>;
  /** The URIs of what an entry of `include` in a file names, in order. */
  find(entry: string, from: string): Promise<readonly string[]>;
}

/** A file by itself. */
export interface ReadFile {
  readonly file: ConfigFile;
  /** Another when the file has changed. */
  readonly etag: string;
  /** Those of its `include`. */
  readonly entries: readonly string[];
}

/** Empty for a text that cannot be read: its problems are found when it is loaded. */
export const entriesIn = (file: ConfigFile): readonly string[] => {
  // Most files include nothing, and parsing TOML takes a while.
  if (!/^[\uFEFF \t]*["']?include["']?[ \t]*=/im.test(file.text)) return [];
  try {
    const values = withKnownKeys(readToml(file), configKeys);
    return listIn({ values, where: 'config', path: [] }, 'include', includeSchema).value;
  } catch (error) {
    if (error instanceof ConfigError) return [];
    throw error;
  }
};

/**
 * A config with every file that it includes, read level by level. `etag` is another when one of them has changed, or a
 * glob finds others. Throws ConfigError with everything that is wrong with what files include.
 */
export const withIncluded = async (
  main: ReadFile,
  reader: FileReader,
): Promise<Pick<ReadFile, 'file' | 'etag'>> => {
  if (main.entries.length === 0) return main;
  const nodes = new Map<string, Node>();
  let next: readonly string[] = [main.file.uri];
  while (next.length > 0 && nodes.size + next.length <= maxFiles) {
    const read = await Promise.all(
      next.map((uri, at) => nodeOf(uri, nodes.size + at === 0 ? main : undefined, reader)),
    );
    for (const [at, uri] of next.entries()) nodes.set(uri, read[at] ?? { found: [] });
    next = [...new Set(read.flatMap(({ found }) => found.flatMap(({ uris }) => uris)))].filter(
      (uri) => !nodes.has(uri),
    );
  }
  const { included, problems } = inOrder(main.file.uri, nodes);
  const bytes = [main.file, ...included].reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  const all = [...problems, ...tooMuch(next.length > 0, bytes)];
  const file = { ...main.file, included };
  if (all.length > 0) throw new ConfigError(file.uri, await placed(all, file));
  return { file, etag: JSON.stringify([...nodes].map(([uri, { read }]) => [uri, read?.etag])) };
};

const maxFiles = 100;

const tooMuch = (hasMoreFiles: boolean, bytes: number): readonly UnplacedProblem[] => [
  ...(hasMoreFiles ? [ofInclude(`names more than ${maxFiles} files`)] : []),
  ...(bytes > maxConfigBytes ? [ofInclude(`makes a config of more than ${maxConfigBytes} bytes`)] : []),
];

const ofInclude = (message: string): UnplacedProblem => ({ where: 'include', path: ['include'], message });

/** A file, and what it includes. One that cannot be read has an error instead. */
interface Node {
  readonly read?: ReadFile;
  readonly error?: ConfigError;
  readonly found: readonly Found[];
}

/** What an entry of `include` names. */
interface Found {
  readonly entry: string;
  readonly uris: readonly string[];
  readonly error?: ConfigError;
}

const nodeOf = async (uri: string, known: ReadFile | undefined, reader: FileReader): Promise<Node> => {
  const read = known ?? (await orError(reader.read(uri)));
  if (read instanceof ConfigError) return { error: read, found: [] };
  const found = await Promise.all(
    read.entries.map(async (entry): Promise<Found> => {
      const uris = await orError(reader.find(entry, uri));
      return uris instanceof ConfigError ? { entry, uris: [], error: uris } : { entry, uris };
    }),
  );
  return { read, found };
};

const orError = <T>(promise: Promise<T>): Promise<T | ConfigError> =>
  promise.catch((error: unknown) => {
    if (error instanceof ConfigError) return error;
    throw error;
  });

/** Every file before those that include it, and what is wrong with the way they do. */
const inOrder = (
  main: string,
  nodes: ReadonlyMap<string, Node>,
): { readonly included: readonly ConfigFile[]; readonly problems: readonly UnplacedProblem[] } => {
  const included: ConfigFile[] = [];
  const problems: UnplacedProblem[] = [];
  const includedBy = new Map<string, string>();
  const visit = (uri: string, chain: readonly string[]): void => {
    const { read, found } = nodes.get(uri) ?? { found: [] };
    for (const [at, { entry, uris, error }] of found.entries()) {
      const refuse = (message: string): void => {
        const where = `include ${quotedEntry(entry)}`;
        problems.push({ where, file: uri === main ? undefined : uri, path: ['include', at], message });
      };
      if (error !== undefined) refuse(reasonIn(error));
      for (const target of uris) {
        const before = includedBy.get(target);
        const problem = nodes.get(target)?.error;
        if (chain.includes(target)) refuse(`is a cycle: ${[...chain, target].join(' includes ')}`);
        else if (before !== undefined) refuse(`${target} is included before, by ${before}`);
        else if (problem !== undefined) refuse(reasonIn(problem));
        else {
          includedBy.set(target, uri);
          visit(target, [...chain, target]);
        }
      }
    }
    if (uri !== main && read !== undefined) included.push(read.file);
  };
  visit(main, [main]);
  return { included, problems };
};

/** Unlike other URLs, that of an object in S3 is no secret. */
const quotedEntry = (entry: string): string =>
  entry.startsWith('s3://') ? JSON.stringify(entry) : quoted(entry);

const reasonIn = ({ uri, problems }: ConfigError): string =>
  problems
    .map(({ line, message }) => `${uri}${line === undefined ? '' : `, line ${line},`} ${message}`)
    .join('\n');
