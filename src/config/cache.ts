import { ConfigError, TattletailError } from '../errors.ts';
import type { ConfigSource, VersionedConfigFile } from './locate.ts';

interface Options {
  readonly onBroken: (error: unknown, hasLastGood: boolean) => void;
  /** Aborts when a call stops waiting for a changed config. */
  readonly patience?: () => AbortSignal;
}

/**
 * Builds something from a config, and again only when the config has changed. While the config is broken, cannot be
 * read or takes too long, every call reports that to `onBroken` and returns what was built from the last good config,
 * so that alerting goes on. A config that takes too long is still built, and a later call finds it done. Throws the
 * error if there is no last good one.
 */
export const keepLastGood = <T>(
  source: ConfigSource,
  build: (file: VersionedConfigFile, lastGood: T | undefined) => Promise<T>,
  { onBroken, patience = () => AbortSignal.timeout(patienceMs) }: Options,
): ((signal: AbortSignal) => Promise<T>) => {
  let lastGood: { readonly value: T } | undefined;
  let current: { readonly etag: string; readonly error?: unknown } | undefined;
  let pending: Refresh | undefined;

  const refresh = async (enter: (step: string) => void, signal: AbortSignal): Promise<void> => {
    enter('reading the config');
    const file = await source.read(current?.etag, signal);
    if (file === 'unchanged') {
      if (current?.error !== undefined) throw current.error;
      return;
    }
    enter(`checking ${file.uri}`);
    try {
      lastGood = { value: await unlessAborted(build(file, lastGood?.value), signal) };
      current = { etag: file.etag };
    } catch (error) {
      // Other errors may pass, such as a jq that could not be started: the same config is built again.
      current = error instanceof ConfigError ? { etag: file.etag, error } : undefined;
      throw error;
    }
  };

  const startRefresh = (): Refresh => {
    const started: Refresh = { step: '', done: Promise.resolve() };
    const enter = (step: string): void => {
      started.step = step;
    };
    started.done = refresh(enter, AbortSignal.timeout(refreshMs)).finally(() => {
      pending = undefined;
    });
    return started;
  };

  /** Only the first call that finds a slow refresh waits for it: the others would lose their time too. */
  const waitFor = async (signal: AbortSignal): Promise<void> => {
    const isSlow = pending !== undefined;
    const refreshing = pending ?? startRefresh();
    pending = refreshing;
    // If nobody waits for it any more, its error is thrown by the next refresh.
    refreshing.done.catch(() => undefined);
    if (lastGood === undefined) return unlessAborted(refreshing.done, signal, () => outOfTime(refreshing));
    if (isSlow) throw stillPending(refreshing);
    const limit = AbortSignal.any([signal, patience()]);
    return unlessAborted(refreshing.done, limit, () => tooSlow(refreshing));
  };

  return async (signal) => {
    try {
      await waitFor(signal);
    } catch (error) {
      onBroken(error, lastGood !== undefined);
      if (lastGood === undefined) throw error;
    }
    if (lastGood === undefined) throw new Error('the config is unchanged, but was never read');
    return lastGood.value;
  };
};

/** The reading and building that is under way. */
interface Refresh {
  step: string;
  done: Promise<void>;
}

/** Milliseconds. A config of a thousand rules takes some tenths of a second. */
const patienceMs = 1000;

/** After so many milliseconds a refresh is given up, so that a mended config is read. */
const refreshMs = 60_000;

const tooSlow = ({ step }: Refresh): Error =>
  new TattletailError(`${step} takes longer than ${patienceMs} ms, and goes on`);

const stillPending = ({ step }: Refresh): Error =>
  new TattletailError(`${step} has been going on since an earlier invocation`);

const outOfTime = ({ step }: Refresh): Error =>
  new TattletailError(`${step} was not done before time ran out`);

/** Rejects as soon as the signal aborts, whatever becomes of the promise. */
const unlessAborted = <T>(
  promise: Promise<T>,
  signal: AbortSignal,
  reason: () => unknown = () => signal.reason,
): Promise<T> =>
  new Promise((resolve, reject) => {
    const abort = (): void => reject(reason());
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
