import type { LogFileBytes } from '../trail/log-file-source.ts';
import type { Output } from './command.ts';

/** Shows a bar of how many log files have been read, while `run` reads them. */
export const withProgress = async <T>(
  logFiles: readonly LogFileBytes[],
  output: Output,
  run: (logFiles: readonly LogFileBytes[]) => Promise<T>,
): Promise<T> => {
  const bar = await startBar(logFiles.length, 'log files', output);
  const watched = logFiles.map(
    (logFile): LogFileBytes => ({
      ...logFile,
      read: async (signal) => {
        const bytes = await logFile.read(signal);
        bar.increment();
        return bytes;
      },
    }),
  );
  try {
    return await run(watched);
  } finally {
    bar.stop();
  }
};

/** A bar of how many of something are done. */
export const startBar = async (
  total: number,
  what: string,
  output: Output,
): Promise<{ readonly increment: () => void; readonly stop: () => void }> => {
  // It is CommonJS, of which a bundle in several files only has the default export.
  const { SingleBar } = (await import('cli-progress')).default;
  const bar = new SingleBar({
    stream: output,
    format: `{bar} {value}/{total} ${what}, {eta_formatted} left`,
    clearOnComplete: true,
    hideCursor: true,
  });
  bar.start(total, 0);
  return bar;
};
