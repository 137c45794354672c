import type { AwsClients } from '../aws/clients.ts';
import { ConfigError } from '../errors.ts';
import { entriesIn, type FileReader, type ReadFile } from './include.ts';
import { listLocalFiles, readLocalFile } from './local-files.ts';
import { locationFrom, objectIn } from './locations.ts';

/**
 * Reads files of configs. It remembers what it has read: a local file is read once, and an object is asked for by its
 * ETag.
 */
export const createFileReader = (s3: AwsClients['s3']): ((signal: AbortSignal) => FileReader) => {
  const known = new Map<string, ReadFile>();
  return (signal) => ({
    read: async (uri) => {
      const before = known.get(uri);
      const read = await readAgain(uri, before, s3, signal);
      known.set(uri, read);
      return read;
    },
    find: async (entry, from) => {
      const location = locationFrom(from, entry);
      if (!location.includes('*')) return [location];
      const found = (await list(location, s3, signal)).filter((uri) => uri !== from && !isOfTests(uri));
      if (found.length > 0) return found.toSorted();
      throw new ConfigError(location, [{ where: 'config', message: 'matches no file' }]);
    },
  });
};

const readAgain = async (
  uri: string,
  before: ReadFile | undefined,
  s3: AwsClients['s3'],
  signal: AbortSignal,
): Promise<ReadFile> => {
  const object = objectIn(uri);
  if (object === undefined) return before ?? readFileOnce(await readLocalFile(uri), 'local');
  const { readS3File } = await import('./s3-files.ts');
  const read = await readS3File(s3, object, before?.etag, signal);
  if (read !== 'unchanged')
    return readFileOnce({ uri: read.uri, text: read.text, objectEtag: read.etag }, read.etag);
  if (before === undefined) throw new TypeError(`${uri} is unchanged, but was never read`);
  return before;
};

const readFileOnce = (file: ReadFile['file'], etag: string): ReadFile => ({
  file,
  etag,
  entries: entriesIn(file),
});

const list = async (
  location: string,
  s3: AwsClients['s3'],
  signal: AbortSignal,
): Promise<readonly string[]> => {
  const pattern = objectIn(location);
  if (pattern === undefined) return listLocalFiles(location);
  const { listS3Files } = await import('./s3-files.ts');
  return listS3Files(s3, pattern, signal);
};

/** Tests lie beside the rules that they are of. */
const isOfTests = (uri: string): boolean => uri.endsWith('.test.toml');
