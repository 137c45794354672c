import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fault } from '../test/support/faults.ts';
import { startS3 } from '../test/support/s3-server.ts';
import { bundledHandler } from './bundled-handler.ts';
import { aLogFile } from './corpus.ts';
import { compare, median, type Timing } from './measure.ts';
import { run } from './processes.ts';
import { configOf, type Matches } from './rules.ts';

/** The command line over a folder of 5,000 log files of 20 records, beside a Node that only reads and parses them. */
export const scanOfManyFiles = async (rules: number, matches: Matches): Promise<readonly Timing[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'tattletail-bench-'));
  const trail = join(folder, 'trail');
  const config = join(folder, 'tattletail.toml');
  const floor = join(folder, 'floor.mjs');
  for (let hour = 0; hour < 50; hour += 1) {
    mkdirSync(join(trail, String(hour)), { recursive: true });
    for (let at = 0; at < 100; at += 1) writeFileSync(join(trail, `${hour}/${at}.json.gz`), aLogFile(20));
  }
  writeFileSync(config, configOf(rules, matches));
  writeFileSync(floor, floorProgram(trail));
  return compare(
    {
      floor: () => run(process.execPath, [floor]),
      tattletail: () => run(process.execPath, ['dist/cli.mjs', 'scan', '-c', config, '-f', 'count', trail]),
    },
    { rounds: 7, warmUp: 1 },
  );
};

const floorProgram = (trail: string): string => `
  import { readdirSync, readFileSync } from 'node:fs';
  import { gunzipSync } from 'node:zlib';
  for (const entry of readdirSync(${JSON.stringify(trail)}, { recursive: true, withFileTypes: true }))
    if (entry.isFile())
      JSON.parse(gunzipSync(readFileSync(entry.parentPath + '/' + entry.name)).toString());`;

/** Milliseconds that a warm function takes for a queue's notifications of so many log files, if S3 answers after 50 ms. */
export const batchOf = async (logFiles: number): Promise<number> => {
  await using s3 = await startS3({ buckets: ['my-trail'] });
  for (let at = 0; at < logFiles; at += 1) s3.put('my-trail', `${at}.json.gz`, aLogFile(20));
  s3.faults.plan(() => fault.slow(50));
  return median(await bundledHandler<readonly number[]>(30, measureProgram, s3)(String(logFiles)));
};

const measureProgram = `
const { handler } = await import('./index.mjs');
const notificationOf = (at) => {
  const s3 = { bucket: { name: 'my-trail' }, object: { key: at + '.json.gz' } };
  return { Records: [{ eventVersion: '2.6', eventSource: 'aws:s3', eventName: 'ObjectCreated:Put', s3 }] };
};
const Records = Array.from({ length: Number(process.argv[2]) }, (_, at) => ({
  messageId: String(at), eventSource: 'aws:sqs', body: JSON.stringify(notificationOf(at)),
}));
const times = [];
for (let round = 0; round < 7; round += 1) {
  const begin = performance.now();
  await handler({ Records }, { awsRequestId: 'batch', getRemainingTimeInMillis: () => 30_000 });
  if (round > 0) times.push(performance.now() - begin);
}
console.log(JSON.stringify(times));
process.exit();
`;
