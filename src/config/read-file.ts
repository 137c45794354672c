import type { AwsClients } from '../aws/clients.ts';
import { TattletailError } from '../errors.ts';
import { createFileReader } from './file-reader.ts';
import { entriesIn, withIncluded } from './include.ts';
import type { ConfigFile } from './load.ts';
import { readLocalFile } from './local-files.ts';

/** Throws ConfigError if the file or one that it includes cannot be read or is no text. `hint` is added to the first. */
export const readConfigFile = async (path: string, hint = ''): Promise<ConfigFile> =>
  withItsIncluded(await readLocalFile(path, hint));

/** The same for a text that is read already. */
export const withItsIncluded = (file: ConfigFile): Promise<ConfigFile> =>
  // Few configs need what this loads.
  includedBy(file, async () => (await import('../aws/clients.ts')).createAwsClients().s3());

/** As readConfigFile, but throws ConfigError also for one that includes objects in S3. */
export const readConfigOnDisk = async (path: string): Promise<ConfigFile> =>
  includedBy(await readLocalFile(path), () => Promise.reject(new TattletailError('S3 is not asked')));

const includedBy = async (file: ConfigFile, s3: AwsClients['s3']): Promise<ConfigFile> => {
  const reader = createFileReader(s3);
  const main = { file, etag: '', entries: entriesIn(file) };
  return (await withIncluded(main, reader(new AbortController().signal))).file;
};
