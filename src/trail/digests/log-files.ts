import { createHash } from 'node:crypto';
import { inflateInChunks } from '../inflate.ts';
import type { ListedLogFile } from './digest.ts';
import type { LogFileVerdict } from './verdict.ts';

/** Compares a log file with what a digest says of it. Without bytes, there is no such object. */
export const checkLogFile = async (
  { hash: expected }: ListedLogFile,
  bytes: Uint8Array | undefined,
): Promise<Pick<LogFileVerdict, 'status' | 'expected' | 'actual'>> => {
  if (bytes === undefined) return { status: 'missing', expected };
  const actual = await hashOfContent(bytes);
  if (actual === undefined) return { status: 'modified', expected };
  return { status: actual === expected ? 'valid' : 'modified', expected, actual };
};

/** SHA-256 of the uncompressed content, in hex. Undefined if it cannot be uncompressed. */
const hashOfContent = async (bytes: Uint8Array): Promise<string | undefined> => {
  const hash = createHash('sha256');
  try {
    for await (const chunk of inflateInChunks(bytes, maxLogFileBytes)) hash.update(chunk);
    return hash.digest('hex');
  } catch {
    return undefined;
  }
};

/** CloudTrail's log files are at most 50 MB of gzip, which takes a tenth of their content (User Guide, "Quotas"). */
const maxLogFileBytes = 2 ** 31;
