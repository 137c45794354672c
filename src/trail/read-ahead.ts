import type { LogFileBytes, LogFileSource } from './log-file-source.ts';

/** How much is read before it is inspected, what is being inspected included. */
export interface ReadAheadLimits {
  readonly maxFiles: number;
  /** Of log files as they are stored, mostly gzip. A file on its own may be larger. */
  readonly maxBytes: number;
}

const defaultLimits: ReadAheadLimits = { maxFiles: 32, maxBytes: 64 * 1024 * 1024 };

/** A log file to inspect, and the same log file with its bytes on their way. */
export interface Opened<Source extends LogFileSource> {
  readonly source: Source;
  readonly opened: LogFileSource;
}

/**
 * Gives log files in their order while the next ones are being read: most of the time that S3 takes for a file is the
 * wait for its first byte. No read begins once the signal has aborted, except of the file that is asked for.
 */
export const readAhead = function* <Source extends LogFileSource>(
  sources: readonly Source[],
  signal: AbortSignal,
  { maxFiles, maxBytes }: ReadAheadLimits = defaultLimits,
): Generator<Opened<Source>> {
  const reads = new Map<number, Read>();
  let next = 0;

  const hasRoom = (): boolean => {
    if (reads.size === 0) return true;
    const bytes = [...reads.values()].reduce((sum, read) => sum + read.size, 0);
    return reads.size < maxFiles && bytes < maxBytes;
  };

  const readNext = (): void => {
    while (next < sources.length && hasRoom() && !signal.aborted) {
      const source = sources[next];
      if (source?.kind === 'bytes') reads.set(next, startReading(source, signal, readNext));
      next += 1;
    }
  };

  for (const [at, source] of sources.entries()) {
    readNext();
    const bytes = reads.get(at)?.bytes;
    yield {
      source,
      opened: source.kind === 'bytes' && bytes !== undefined ? { ...source, read: () => bytes } : source,
    };
    reads.delete(at);
  }
};

interface Read {
  readonly bytes: Promise<Uint8Array>;
  /** In bytes; a guess until the file is there. */
  size: number;
}

const startReading = (source: LogFileBytes, signal: AbortSignal, onEnd: () => void): Read => {
  const read: Read = { bytes: source.read(signal), size: source.size ?? guessedSize };
  read.bytes
    .then(({ length }) => {
      read.size = length;
    })
    // Whoever asks for the bytes gets the error.
    .catch(() => {
      read.size = 0;
    })
    .finally(onEnd);
  return read;
};

/** Not every sender names the size of an object. Most log files have some kilobytes, few more than this. */
const guessedSize = 4 * 1024 * 1024;
