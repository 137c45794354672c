import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ResolvedTemplate } from '../support/cloudformation/resolve.ts';
import { startCloudTrail } from '../support/cloudtrail-server.ts';
import { aDigestedTrail, aSigningKey } from '../support/digests.ts';
import { notification, object, objectCreated, snsEvent, sqsEvent } from '../support/events.ts';
import { failuresIn } from '../support/function.ts';
import {
  cloudTrailCalls,
  decryptCall,
  eventBridgeCalls,
  s3Calls,
  sesCalls,
  snsCalls,
  ssmCalls,
} from '../support/iam/calls.ts';
import { type Call, decide, statementsOf } from '../support/iam/policy.ts';
import { startLambda } from '../support/lambda.ts';
import { configFor } from '../support/service-config.ts';
import { startServices } from '../support/services.ts';
import { startSsm } from '../support/ssm-server.ts';
import {
  deploy,
  environmentOf,
  optional,
  propertiesOf,
  rolePolicyOf,
  type Trigger,
  triggers,
} from '../support/template.ts';

const keys = ['a', 'b'].map((name) => `logs/AWSLogs/o-exampleorgid/111122223333/CloudTrail/${name}.json.gz`);

const created = (written: readonly string[], versionId?: string) =>
  notification(...written.map((key) => object(encodeURIComponent(key), versionId, 'my-trail')));

/** How each trigger brings the same objects. */
const events: Readonly<
  Record<Trigger, (written: readonly string[], versionId?: string) => readonly unknown[]>
> = {
  s3: (written, versionId) => [created(written, versionId)],
  eventbridge: (written, versionId) => written.map((key) => objectCreated(key, 'my-trail', versionId)),
  sns: (written, versionId) => [snsEvent(created(written, versionId))],
  sqs: (written, versionId) => [sqsEvent(JSON.stringify(created(written, versionId)))],
};

const signingKey = aSigningKey();

/** Two hours with their digests, of which a log file is gone. */
const digested = aDigestedTrail({
  key: signingKey,
  root: 'logs/AWSLogs/o-exampleorgid/',
  region: 'eu-central-1',
  hours: [1, 2],
});
digested.objects.delete(digested.logFiles[1]?.[0] ?? '');

const parameters = { ...optional, TrailBucketAccount: '', ExtraPolicyArn: '' };

/**
 * Runs the zip with the environment of the template: log files, twice, in two processes, the second of which finds the
 * claims of the first; and a digest and a heartbeat. Gives every call to AWS that this made, and the calls that AWS makes for the function.
 */
const callsOf = async (trigger: Trigger, resolved: ResolvedTemplate): Promise<readonly Call[]> => {
  await using services = await startServices();
  const { s3, ses, slack, sns, destinationOf } = services;
  await using ssm = await startSsm({ [parameters.SecretParameter]: slack.webhookUrl });
  const records = (id: string) => ({
    Records: [1, 2].map((number) => ({ eventID: `${id}-${number}`, eventName: 'CreateAccessKey' })),
  });
  for (const key of keys) s3.put('my-trail', key, gzipSync(JSON.stringify(records(key))));
  for (const [key, { bytes, metadata = {} }] of digested.objects)
    s3.put('my-trail', key, { body: bytes, metadata });
  const config = configFor(services, {
    destinations: ['slack', 'mail', 'topic', 'bus'],
    rules: '[trail]\nverify_digests = true\n[operations]\ndestinations = ["topic"]\n',
    settings: {
      ses: { configuration_set: 'alerts' },
      slack_webhook: { webhook_url: `ssm:${parameters.SecretParameter}` },
    },
  });
  // The ledger is that of the environment.
  s3.put('config', 'tattletail.toml', `include = ["rules/*.toml"]\n${config.replace(/^ledger = .*$/m, '')}`);
  s3.put(
    'config',
    'rules/more.toml',
    '[[rule]]\nname = "Never"\njq_match = "false"\ndestinations = ["topic"]\n',
  );

  const cloudTrail = await startCloudTrail({ 'eu-central-1': [signingKey.listed] });
  const bus = destinationOf('eventbridge').server;
  const env = {
    ...environmentOf(resolved),
    AWS_ENDPOINT_URL_S3: s3.url,
    AWS_ENDPOINT_URL_SESV2: ses.url,
    AWS_ENDPOINT_URL_SNS: sns.url,
    AWS_ENDPOINT_URL_EVENTBRIDGE: bus.url,
    AWS_ENDPOINT_URL_SSM: ssm.url,
    AWS_ENDPOINT_URL_CLOUDTRAIL: cloudTrail.url,
  };
  for (const versionId of [undefined, 'null']) {
    await using lambda = await startLambda(env);
    for (const event of events[trigger](keys, versionId))
      expect(failuresIn(await lambda.invoke(event))).toEqual([]);
  }
  expect(sns.published, 'the second process finds what the first has delivered').toHaveLength(4);
  expect(slack.requests, 'the URL that was read leads to Slack').toHaveLength(4);
  await using lambda = await startLambda(env);
  for (const event of events[trigger](digested.digests.slice(1)))
    expect(failuresIn(await lambda.invoke(event))).toEqual([]);
  expect(sns.published.at(-1)?.message).toContain('A log file is missing');
  const [{ Input }] = propertiesOf(resolved, 'Heartbeat').Targets as unknown as readonly [{ Input: string }];
  expect(await lambda.invoke(JSON.parse(Input))).toMatchObject({ ok: true, response: { silent: [] } });
  await cloudTrail.close();
  return [
    ...s3Calls(s3.requests),
    ...sesCalls(ses.requests, 'example.com'),
    ...snsCalls(sns.requests),
    ...eventBridgeCalls(bus.requests),
    ...ssmCalls(ssm.requests, parameters.SecretKeyArn),
    ...cloudTrailCalls(cloudTrail.requests),
    ...callsOfAws(trigger),
  ];
};

/** What AWS does with the role of a function, beside the function. */
const callsOfAws = (trigger: Trigger): readonly Call[] => {
  const stream =
    'arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/cloudtrail-tattletail:log-stream:s';
  return [
    ...['logs:CreateLogStream', 'logs:PutLogEvents'].map((action) => ({ action, resource: stream })),
    // To the on-failure destination, of events that came without a queue.
    {
      action: 's3:PutObject',
      resource: 'arn:aws:s3:::ledger/aws/lambda/async/cloudtrail-tattletail/2026/11/27/x',
      context: { 'aws:SecureTransport': 'true' },
    },
    { action: 's3:ListBucket', resource: 'arn:aws:s3:::ledger', context: {} },
    decryptCall(parameters.TrailKeyArn, 's3'),
    ...(trigger === 'sqs'
      ? ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'].map((action) => ({
          action,
          resource: queueArn,
        }))
      : []),
  ];
};

const queueArn = 'arn:aws:sqs:eu-central-1:111122223333:cloudtrail-tattletail-queue-1abc';

describe.each(triggers)('deployed with the trigger %s,', (trigger) => {
  const resolved = deploy(trigger, parameters);
  const role = rolePolicyOf(resolved);
  const bucketPolicy = propertiesOf(resolved, 'StateBucketPolicy').PolicyDocument;
  const refusedBy = (policy: unknown, calls: readonly Call[]) =>
    calls
      .map((call) => ({ ...call, decision: decide([policy, bucketPolicy], call) }))
      .filter(({ decision }) => decision !== 'allowed');

  it('the zip makes no call that its role does not allow, and its role allows none that nobody makes', async () => {
    const calls = await callsOf(trigger, resolved);
    expect(refusedBy(role, calls)).toEqual([]);

    const statements = statementsOf(role);
    const unused = statements.filter((statement) => {
      const less = { ...role, Statement: statements.filter((other) => other !== statement) };
      return refusedBy(less, calls).length === 0;
    });
    expect(unused).toEqual([]);
    for (const { Action = [] } of statements)
      for (const action of Action) expect(calls.map((call) => call.action)).toContain(action);
  });
});
