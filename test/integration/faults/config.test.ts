import { afterAll, beforeAll, expect, it } from 'vitest';
import { aRecord } from '../../support/builders.ts';
import { readText } from '../../support/fixtures.ts';
import { created, type FunctionUnderTest, startFunction } from '../../support/function.ts';
import type { Lambda } from '../../support/lambda.ts';
import { configFor } from '../../support/service-config.ts';
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

it('50: a new config that takes long does not hold up the last good one', async () => {
  fn.s3.put('config', 'warm.toml', configFor(fn));
  const warm = await fn.start({ S3_CONFIG_BUCKET: 'config', S3_CONFIG_PATH: 'warm.toml' });
  await warm.invoke(created('a.json'));
  fn.s3.put('config', 'warm.toml', slowConfig);
  fn.putRecords('b.json', aRecord({ eventID: 'after the slow config' }));
  expect(await warm.invoke(created('b.json'))).toMatchObject({ ok: true });
  expect(warm.logs).toContainEqual(
    expect.objectContaining({
      level: 'ERROR',
      message:
        'The config is broken, the last good one stays in use: checking s3://config/warm.toml takes longer than 1000 ms, and goes on',
    }),
  );
  expect(warm.logs).toContainEqual(expect.objectContaining({ message: 'Inspected', delivered: 1 }));
});

it('50: a webhook on the machine of the function is refused in Lambda', async () => {
  fn.s3.put('config', 'tattletail.toml', configFor(fn));
  const inLambda = await fn.start({
    S3_CONFIG_BUCKET: 'config',
    S3_CONFIG_PATH: 'tattletail.toml',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  });
  expect(await inLambda.invoke(created('a.json'))).toMatchObject({
    errorType: 'ConfigError',
    errorMessage: expect.stringContaining('destination "slack": sends to this machine'),
  });
});

/** The real jq takes many seconds for it. */
const slowConfig = Array.from(
  { length: 100 },
  (_, at) =>
    `[[rule]]\nname = "r${at}"\njq_match = '${'.a == "b" and '.repeat(700)}true'\ndestinations = []\n`,
).join('');
