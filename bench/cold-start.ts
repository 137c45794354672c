import { startS3 } from '../test/support/s3-server.ts';
import { bundledHandler } from './bundled-handler.ts';
import { aLogFile } from './corpus.ts';
import { median } from './measure.ts';

export interface ColdStart {
  /** Milliseconds to import the bundle, and to the end of the first log file, of 20 records. */
  readonly imported: number;
  readonly firstLogFile: number;
}

/** The bundled handler in fresh processes, with S3 on loopback. */
export const coldStart = async (rules: number): Promise<ColdStart> => {
  await using s3 = await startS3({ buckets: ['my-trail'] });
  s3.put('my-trail', 'key.json.gz', aLogFile(20));
  const measure = bundledHandler<ColdStart>(rules, measureProgram, s3);
  const runs: ColdStart[] = [];
  for (let round = 0; round < 11; round += 1) runs.push(await measure());
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
