import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '../src/config/load.ts';
import { locationFrom, objectIn } from '../src/config/locations.ts';
import { readConfigFile } from '../src/config/read-file.ts';

// node tools/config-files.ts tattletail.toml s3://bucket/key   prints each local file of a config and where it belongs in S3

/**
 * The local files of a config that a function can use: by their path from its folder, in which they must be. The config
 * itself is the last one, so that it is uploaded when all the others are there.
 */
export const localFilesOf = async (config: string): Promise<ReadonlyMap<string, string>> => {
  const file = await readConfigFile(config);
  await loadConfig(file, async () => undefined);
  const paths = [...(file.included ?? []), file]
    .map(({ uri }) => uri)
    .filter((uri) => objectIn(uri) === undefined);
  return new Map(paths.map((path) => [fromFolderOf(config, path), path]));
};

const fromFolderOf = (config: string, path: string): string => {
  const relative = posix.relative(posix.dirname(config), path);
  if (relative.startsWith('../') || posix.isAbsolute(path))
    throw new Error(`${config} includes ${path}, which is not in its folder: it cannot come along to Lambda`);
  return relative;
};

const [config = 'tattletail.toml', target = ''] = process.argv.slice(2);
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [relative, path] of await localFilesOf(config))
    process.stdout.write(`${path}\t${path === config ? target : locationFrom(target, relative)}\n`);
}
