import { ConfigError } from '../errors.ts';
import type { ConfigSource, VersionedConfigFile } from './locate.ts';

/**
 * Builds something from a config, and again only when the config has changed. While the config is broken or cannot be
 * read, every call reports that to `onBroken` and returns what was built from the last good config, so that alerting
 * goes on. Throws the error if there is no last good one.
 */
export const keepLastGood = <T>(
  source: ConfigSource,
  build: (file: VersionedConfigFile) => Promise<T>,
  onBroken: (error: unknown, hasLastGood: boolean) => void,
): ((signal: AbortSignal) => Promise<T>) => {
  let lastGood: { readonly value: T } | undefined;
  let current: { readonly etag: string; readonly error?: unknown } | undefined;

  const refresh = async (signal: AbortSignal): Promise<void> => {
    const file = await source.read(current?.etag, signal);
    if (file === 'unchanged') {
      if (current?.error !== undefined) throw current.error;
      return;
    }
    try {
      lastGood = { value: await build(file) };
      current = { etag: file.etag };
    } catch (error) {
      // Other errors may pass, such as a jq that could not be started: the same config is built again.
      current = error instanceof ConfigError ? { etag: file.etag, error } : undefined;
      throw error;
    }
  };

  return async (signal) => {
    try {
      await refresh(signal);
    } catch (error) {
      onBroken(error, lastGood !== undefined);
      if (lastGood === undefined) throw error;
    }
    if (lastGood === undefined) throw new Error('the config is unchanged, but was never read');
    return lastGood.value;
  };
};
