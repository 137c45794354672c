import { ConfigError } from '../errors.ts';
import type { ConfigSource, VersionedConfigFile } from './locate.ts';

/**
 * Builds something from a config once, and again whenever the config has changed; a config with problems only then.
 * While a config cannot be read or built, `onBroken` is told at every call and the last good thing is given: alerting
 * goes on. Throws what went wrong when there is no last good thing.
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
      // Anything else may pass: a jq that could not be started, an import that failed.
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
