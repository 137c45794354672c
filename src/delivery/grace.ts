/** Runs something with a signal that aborts this many milliseconds after another one. */
export const withGrace = async <T>(
  signal: AbortSignal,
  graceMs: number,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  const late = new AbortController();
  const begin = (): void => {
    AbortSignal.timeout(graceMs).addEventListener('abort', () => late.abort());
  };
  if (signal.aborted) begin();
  else signal.addEventListener('abort', begin);
  try {
    return await run(late.signal);
  } finally {
    signal.removeEventListener('abort', begin);
  }
};
