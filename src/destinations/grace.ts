/** Runs something with a signal that aborts so many milliseconds after another one. */
export const withGrace = async <T>(
  signal: AbortSignal,
  graceMs: number,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const begin = (): void => {
    timer = setTimeout(() => controller.abort(), graceMs);
  };
  if (signal.aborted) begin();
  else signal.addEventListener('abort', begin);
  try {
    return await run(controller.signal);
  } finally {
    signal.removeEventListener('abort', begin);
    clearTimeout(timer);
  }
};
