import { existsSync } from 'node:fs';
import type { AwsClients } from '../aws/clients.ts';
import { httpStatusOf } from '../aws/http-status.ts';
import { uriOf } from '../aws/object-ref.ts';
import { getObject } from '../aws/s3-object.ts';
import { ConfigError, EnvironmentError } from '../errors.ts';
import type { ConfigFile } from './load.ts';
import { readConfigFile, unreadable } from './read-file.ts';
import { maxConfigBytes, textIn } from './text.ts';

/** Where a config comes from. */
export interface ConfigSource {
  /** The config, or 'unchanged' if it still has this ETag. */
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
  if (bucket === '' && path === '') return localPath === '' ? bundledConfig : localConfig(localPath);
  if (bucket !== '' && path !== '') return s3Config(bucket, path, s3);
  const [set, missing] =
    bucket === '' ? ['S3_CONFIG_PATH', 'S3_CONFIG_BUCKET'] : ['S3_CONFIG_BUCKET', 'S3_CONFIG_PATH'];
  throw new EnvironmentError(
    `${set} is set but ${missing} is not: set both for a config in S3, or neither for the bundled one`,
  );
};

/** It is in the folder where Lambda starts the function, and cannot change while the function runs. */
const bundledConfig: ConfigSource = {
  read: async (etag) => {
    if (etag !== undefined) return 'unchanged';
    if (!existsSync(bundled)) throw new ConfigError(bundled, [{ where: 'config', message: notBundled }]);
    return { ...(await readConfigFile(bundled)), etag: 'bundled' };
  },
};

const localConfig = (path: string): ConfigSource => ({
  read: async (etag) =>
    etag === undefined ? { ...(await readConfigFile(path)), etag: 'local' } : 'unchanged',
});

const bundled = 'tattletail.toml';

const notBundled = `there is no ${bundled} in the zip (on a laptop: in this folder), and S3_CONFIG_BUCKET is not set`;

const s3Config = (bucket: string, key: string, s3: AwsClients['s3']): ConfigSource => ({
  read: async (ifNoneMatch, signal) => {
    const ref = { bucket, key };
    try {
      const { bytes, etag } = await getObject(await s3(), ref, {
        maxBytes: maxConfigBytes,
        ifNoneMatch,
        signal,
      });
      return { uri: uriOf(ref), text: textIn(uriOf(ref), bytes), etag };
    } catch (error) {
      if (httpStatusOf(error) === 304) return 'unchanged';
      throw unreadable(uriOf(ref), error);
    }
  },
});
