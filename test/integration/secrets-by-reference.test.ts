import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { fault } from '../support/faults.ts';
import { created, done } from '../support/function.ts';
import { secretsManagerCalls, ssmCalls } from '../support/iam/calls.ts';
import { decide, statementsOf } from '../support/iam/policy.ts';
import { policyOfSecrets } from '../support/iam/policy-of-secrets.ts';
import { startLambda } from '../support/lambda.ts';
import { startSecretsManager } from '../support/secrets-manager-server.ts';
import { configFor } from '../support/service-config.ts';
import { startServices } from '../support/services.ts';
import { startSsm } from '../support/ssm-server.ts';

const key = 'logs/AWSLogs/111122223333/CloudTrail/a.json.gz';

/** Runs the zip with a webhook of each store. The URL of Slack is kept as `echo` puts it there. */
const run = async () => {
  const services = await startServices();
  const { s3, slack, destinationOf } = services;
  const webhook = destinationOf('webhook').server;
  const ssm = await startSsm({ '/tattletail/slack': `${slack.webhookUrl}\n` });
  const { url } = destinationOf('webhook').settings;
  const secretsManager = await startSecretsManager({ tattletail: JSON.stringify({ siem: url }) });
  const Records = [{ eventID: '1', eventName: 'CreateAccessKey' }];
  s3.put('my-trail', key, gzipSync(JSON.stringify({ Records })));
  const config = configFor(services, {
    destinations: ['slack', 'webhook'],
    settings: {
      slack_webhook: { webhook_url: 'ssm:/tattletail/slack' },
      webhook: { url: 'secretsmanager:tattletail#siem' },
    },
  });
  const lambda = await startLambda(
    {
      AWS_ENDPOINT_URL_S3: s3.url,
      AWS_ENDPOINT_URL_SSM: ssm.url,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsManager.url,
    },
    { config },
  );
  return {
    slack,
    webhook,
    ssm,
    secretsManager,
    lambda,
    secrets: [slack.webhookUrl, String(url)],
    invoke: () => lambda.invoke(created(key)),
    [Symbol.asyncDispose]: async () => {
      await lambda[Symbol.asyncDispose]();
      await Promise.all([ssm, secretsManager, services].map((one) => one[Symbol.asyncDispose]()));
    },
  };
};

it('the zip reads secrets where the config points, with exactly what docs/destinations.md lets its role do', async () => {
  await using started = await run();
  const { slack, webhook, ssm, secretsManager } = started;
  expect(await started.invoke()).toEqual(done);
  expect([slack.requests.length, webhook.requests.length]).toEqual([1, 1]);

  const keyOfSecrets = 'arn:aws:kms:eu-central-1:111122223333:key/my-key';
  const calls = [
    ...ssmCalls(ssm.requests, keyOfSecrets),
    ...secretsManagerCalls(secretsManager.requests, keyOfSecrets),
  ];
  const statements = statementsOf(policyOfSecrets('eu-central-1'));
  const decisionsBy = (some: typeof statements) =>
    calls.map((call) => decide([{ Version: '2012-10-17', Statement: some }], call));
  expect(decisionsBy(statements)).toEqual(['allowed', 'allowed', 'allowed', 'allowed']);
  for (const one of statements)
    expect(decisionsBy(statements.filter((other) => other !== one))).toContain('not allowed');
});

it('a secret that the role may not read fails the alert, in words that hold none', async () => {
  await using started = await run();
  const { ssm, secrets, lambda } = started;
  const denied = {
    status: 400,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: '{"__type":"AccessDeniedException","message":"not authorized to perform: ssm:GetParameter"}',
  };
  ssm.faults.plan(() => fault.answer(denied));
  const outcome = await started.invoke();
  expect(outcome).toMatchObject({
    ok: false,
    errorMessage: expect.stringMatching(
      /not delivered to slack_webhook "slack": ssm:\/tattletail\/slack cannot be read: AccessDeniedException/,
    ),
  });
  for (const secret of secrets) expect(JSON.stringify(outcome) + lambda.output()).not.toContain(secret);
});
