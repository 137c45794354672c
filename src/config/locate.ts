import { existsSync } from 'node:fs';
import type { AwsClients } from '../aws/clients.ts';
import { uriOf } from '../aws/object-ref.ts';
import { ConfigError, EnvironmentError } from '../errors.ts';
import { createFileReader } from './file-reader.ts';
import { withIncluded } from './include.ts';
import type { ConfigFile } from './load.ts';

/** Where a config comes from. */
export interface ConfigSource {
  /** The config, or 'unchanged' if it still has this ETag, which stands for all its files. */
  read(etag: string | undefined, signal: AbortSignal): Promise<VersionedConfigFile | 'unchanged'>;
}

export interface VersionedConfigFile extends ConfigFile {
  readonly etag: string;
}

/**
 * The object that S3_CONFIG_BUCKET and S3_CONFIG_PATH name, or else the tattletail.toml in the zip; on a laptop, another
 * file if `localPath` names one.
 */
export const locateConfig = (
  { bucket = '', path = '' }: { readonly bucket: string | undefined; readonly path: string | undefined },
  s3: AwsClients['s3'],
  localPath = '',
): ConfigSource => {
  const files = createFileReader(s3);
  if (bucket === '' && path === '')
    return localPath === '' ? bundledConfig(files) : localConfig(localPath, files);
  if (bucket !== '' && path !== '') return configAt(uriOf({ bucket, key: path }), files);
  const [set, missing] =
    bucket === '' ? ['S3_CONFIG_PATH', 'S3_CONFIG_BUCKET'] : ['S3_CONFIG_BUCKET', 'S3_CONFIG_PATH'];
  throw new EnvironmentError(
    `${set} is set but ${missing} is not: set both for a config in S3, or neither for the bundled one`,
  );
};

const bundledConfig = (files: FilesOfConfig): ConfigSource => ({
  read: async (etag, signal) => {
    if (etag === undefined && !existsSync(bundled))
      throw new ConfigError(bundled, [{ where: 'config', message: notBundled }]);
    return localConfig(bundled, files).read(etag, signal);
  },
});

/** In the folder where Lambda starts the function. */
const bundled = 'tattletail.toml';

const notBundled = `there is no ${bundled} in the zip (on a laptop: in this folder), and S3_CONFIG_BUCKET is not set`;

/** Files do not change while a function runs, but objects do that they include. */
const localConfig = (path: string, files: FilesOfConfig): ConfigSource => ({
  read: async (etag, signal) =>
    etag === undefined || etag.includes('s3://') ? configAt(path, files).read(etag, signal) : 'unchanged',
});

type FilesOfConfig = ReturnType<typeof createFileReader>;

const configAt = (uri: string, files: FilesOfConfig): ConfigSource => ({
  read: async (before, signal) => {
    const reader = files(signal);
    const { file, etag } = await withIncluded(await reader.read(uri), reader);
    return etag === before ? 'unchanged' : { ...file, etag };
  },
});
