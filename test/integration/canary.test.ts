import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, expect, it, vi } from 'vitest';
import { canaryRule } from '../../src/canary/rule.ts';
import { created, done, startFunction } from '../support/function.ts';
import { runMain } from '../support/run-main.ts';
import { configFor } from '../support/service-config.ts';

afterEach(() => vi.unstubAllEnvs());

it('a canary goes the way of every log file, and the command says when its alerts were delivered', async () => {
  const options = {
    rules: `${canaryRule(['topic', 'mail'])}\n[operations]\ndestinations = ["topic"]`,
  };
  await using fn = await startFunction(options);
  for (const [name, value] of Object.entries({
    AWS_ENDPOINT_URL_S3: fn.s3.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'not a secret',
  }))
    vi.stubEnv(name, value);
  const config = join(mkdtempSync(join(tmpdir(), 'canary-')), 'tattletail.toml');
  writeFileSync(config, configFor(fn, options));

  const command = runMain(['canary', 's3://my-trail', '--config', config, '--wait', '5m']);
  const key = await vi.waitUntil(() => fn.s3.keys('my-trail')[0], { timeout: 60_000 });
  expect(await fn.invoke(created(key))).toEqual(done);

  const { code, stdout, stderr } = await command;
  expect(stdout.split('\n').toSorted()).toEqual([
    '',
    expect.stringMatching(/^"mail" \(alert [0-9a-f]{8}\): delivered after \d+ s$/),
    expect.stringMatching(/^"topic" \(alert [0-9a-f]{8}\): delivered after \d+ s$/),
  ]);
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: expect.stringContaining(`Wrote s3://my-trail/${key}\n`),
  });

  const { Records } = JSON.parse(gunzipSync(fn.s3.object('my-trail', key)?.body ?? '').toString());
  expect(fn.messagesAbout(Records[0].eventID).toSorted()).toEqual(['mail', 'topic']);
  expect(fn.s3.keys('ledger').filter((one) => one.includes('seen/'))).toEqual([]);
});
