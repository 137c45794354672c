import { createWriteStream, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';
import { someRecords } from './corpus.ts';
import { run } from './processes.ts';
import type { Matches } from './rules.ts';

export interface BigFile {
  readonly records: number;
  readonly gzipMegabytes: number;
  readonly seconds: number;
  /** Of the whole process. */
  readonly peakMegabytes: number;
}

/** CloudTrail's largest log file, about 50 MB of gzip, inspected by a process of its own. */
export const bigFile = async (rules: number, matches: Matches): Promise<BigFile> => {
  const path = await largestLogFile();
  const program = fileURLToPath(new URL('./inspect-once.ts', import.meta.url));
  const measured = JSON.parse(await run(process.execPath, [program, path, String(rules), matches]));
  return { ...measured, gzipMegabytes: statSync(path).size / 2 ** 20 };
};

let written: Promise<string> | undefined;

const largestLogFile = (): Promise<string> => {
  written ??= writeLargest();
  return written;
};

const writeLargest = async (): Promise<string> => {
  const path = join(tmpdir(), 'tattletail-bench-largest.json.gz');
  await pipeline(Readable.from(parts()), createGzip(), createWriteStream(path));
  return path;
};

/** In parts, since the whole would be 450 MB of text. */
function* parts(): Generator<string> {
  yield '{"Records":[';
  for (let part = 0; part < partCount; part += 1) {
    const records = JSON.stringify(someRecords(recordsInPart, part + 1)).slice(1, -1);
    yield part === 0 ? records : `,${records}`;
  }
  yield ']}';
}

const partCount = 114;
const recordsInPart = 2900;
