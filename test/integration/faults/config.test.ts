import { afterAll, beforeAll } from 'vitest';
import { aRecord } from '../../support/builders.ts';
import { readText } from '../../support/fixtures.ts';
import { created, type FunctionUnderTest, startFunction } from '../../support/function.ts';
import type { Lambda } from '../../support/lambda.ts';
import { faultTestsOf } from './fault-test.ts';

/** One function, whose config is in S3. It is never one that can be used. */
let fn: FunctionUnderTest;
let withConfigInS3: Lambda;
beforeAll(async () => {
  fn = await startFunction();
  fn.putRecords('a.json', aRecord());
  withConfigInS3 = await fn.start({ S3_CONFIG_BUCKET: 'config', S3_CONFIG_PATH: 'tattletail.toml' });
});
afterAll(() => fn[Symbol.asyncDispose]());

const faultTest = faultTestsOf('config');

faultTest(50, async ({ inject: [name] }) => {
  const isThere = name !== 'no such object';
  if (isThere) fn.s3.put('config', 'tattletail.toml', readText(`fixtures/configs/broken/${name}.toml`));
  const { length } = fn.s3.requests;
  const answers = [
    await withConfigInS3.invoke(created('a.json')),
    await withConfigInS3.invoke(created('a.json')),
  ];
  const requests = fn.s3.requests.slice(length);
  const answered = new Set(requests.map(({ status }) => status));
  return {
    // S3 sends it once, and later says that it has not changed.
    injected: answered.has(isThere ? 200 : 404) ? [name] : [],
    outcome: {
      answers,
      read: [...new Set(requests.map(({ target }) => new URL(target, fn.s3.url).pathname))],
    },
  };
});
