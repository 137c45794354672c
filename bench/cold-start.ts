import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startS3 } from '../test/support/s3-server.ts';
import { aLogFile } from './corpus.ts';
import { median } from './measure.ts';
import { run } from './processes.ts';
import { configOf } from './rules.ts';

export interface ColdStart {
  /** Milliseconds to import the bundle, and to the end of the first log file, of 20 records. */
  readonly imported: number;
  readonly firstLogFile: number;
}

/** The bundled handler in fresh processes, with S3 on loopback. */
export const coldStart = async (rules: number): Promise<ColdStart> => {
  const folder = mkdtempSync(join(tmpdir(), 'tattletail-bench-'));
  cpSync('dist/lambda', folder, { recursive: true });
  writeFileSync(join(folder, 'tattletail.toml'), configOf(rules, 'few'));
  writeFileSync(join(folder, 'measure.mjs'), measureProgram);
  await using s3 = await startS3({ buckets: ['my-trail'] });
  s3.put('my-trail', 'key.json.gz', aLogFile(20));
  const env = {
    PATH: process.env.PATH,
    AWS_ENDPOINT_URL_S3: s3.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'not a secret',
  };
  const runs: ColdStart[] = [];
  for (let round = 0; round < 11; round += 1) {
    const stdout = await run(process.execPath, ['measure.mjs'], { env, cwd: folder });
    runs.push(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
  }
  return {
    imported: median(runs.map(({ imported }) => imported)),
    firstLogFile: median(runs.map(({ firstLogFile }) => firstLogFile)),
  };
};

const measureProgram = `
const begin = performance.now();
const { handler } = await import('./index.mjs');
const imported = performance.now() - begin;
const s3 = { bucket: { name: 'my-trail' }, object: { key: 'key.json.gz' } };
await handler(
  { Records: [{ eventVersion: '2.6', eventSource: 'aws:s3', eventName: 'ObjectCreated:Put', s3 }] },
  { awsRequestId: 'cold', getRemainingTimeInMillis: () => 30_000 },
);
console.log(JSON.stringify({ imported, firstLogFile: performance.now() - begin }));
process.exit();
`;
