import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRecord } from '../../support/builders.ts';
import { readText } from '../../support/fixtures.ts';
import { created, type FunctionUnderTest, startFunction } from '../../support/function.ts';
import type { Lambda } from '../../support/lambda.ts';
import { configFor } from '../../support/service-config.ts';

/**
 * 50: a config that cannot be used. There is no secret store; a missing webhook URL comes nearest to one that is down.
 * The messages for each config are in the fixtures, where the unit tests read them.
 */
let fn: FunctionUnderTest;
let withConfigInS3: Lambda;
beforeAll(async () => {
  fn = await startFunction();
  fn.putRecords('a.json', aRecord());
  withConfigInS3 = await fn.start({ S3_CONFIG_BUCKET: 'config', S3_CONFIG_PATH: 'tattletail.toml' });
});
afterAll(() => fn[Symbol.asyncDispose]());

describe('50: a config that cannot be used is an error at every invocation, before any log file is read', () => {
  const expectNothingRead = async (): Promise<void> => {
    const { length } = fn.s3.requests;
    for (const _ of [1, 2])
      expect(await withConfigInS3.invoke(created('a.json'))).toMatchObject({
        errorType: 'ConfigError',
        errorMessage: expect.stringContaining('s3://config/tattletail.toml: '),
      });
    const targets = fn.s3.requests.slice(length).map(({ target }) => new URL(target, fn.s3.url).pathname);
    expect(new Set(targets)).toEqual(new Set(['/config/tattletail.toml']));
  };

  it('one that is not there', expectNothingRead);

  const withoutWebhook = 'missing-keys';
  it.each(['toml-syntax', 'destination-ids', 'destination-types', 'jq-syntax', withoutWebhook])(
    '%s',
    async (name) => {
      fn.s3.put('config', 'tattletail.toml', readText(`fixtures/configs/broken/${name}.toml`));
      await expectNothingRead();
    },
  );
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
