import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { S3Server } from '../test/support/s3-server.ts';
import { run } from './processes.ts';
import { configOf } from './rules.ts';

/** The bundled handler, with few matches of so many rules, in fresh processes that run a program beside its index.mjs. */
export const bundledHandler = <Measured>(
  rules: number,
  program: string,
  s3: S3Server,
): ((...args: readonly string[]) => Promise<Measured>) => {
  const folder = mkdtempSync(join(tmpdir(), 'tattletail-bench-'));
  cpSync('dist/lambda', folder, { recursive: true });
  writeFileSync(join(folder, 'tattletail.toml'), configOf(rules, 'few'));
  writeFileSync(join(folder, 'measure.mjs'), program);
  const env = {
    PATH: process.env.PATH,
    AWS_ENDPOINT_URL_S3: s3.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'not a secret',
  };
  // The last line of what the program prints is JSON.
  return async (...args) => {
    const stdout = await run(process.execPath, ['measure.mjs', ...args], { env, cwd: folder });
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  };
};
