import { readdirSync } from 'node:fs';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { apiEvents } from '../../../src/catalogue/api-events.ts';
import { main } from '../../../src/cli/main.ts';
import { isHeartbeatRequest } from '../../../src/events/heartbeat-request.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../src/json.ts';
import { logReport } from '../../../src/report/log.ts';
import { callsIn } from '../../support/cloudformation/read.ts';
import { referencesIn } from '../../support/cloudformation/references.ts';
import { objectCreated } from '../../support/events.ts';
import { pathOf, readText } from '../../support/fixtures.ts';
import { decide, statementsOf } from '../../support/iam/policy.ts';
import { policyOfSecrets } from '../../support/iam/policy-of-secrets.ts';
import { uses } from '../../support/iam/uses.ts';
import {
  deploy,
  environmentOf,
  optional,
  propertiesOf,
  rolePolicyOf,
  type Trigger,
  template,
  triggers,
} from '../../support/template.ts';

// A template is JSON.
const whole = JSON.parse(JSON.stringify(template)) as JsonObject;
describe('every name in the template', () => {
  const { names: referred, attributes } = referencesIn(whole);
  const known = [...Object.keys(template.Parameters), ...Object.keys(template.Resources)];

  it('that is referred to is a parameter, a resource or one of AWS', () =>
    expect(
      [...new Set(referred)].filter((name) => !/^AWS::\w+$/.test(name) && !known.includes(name)),
    ).toEqual([]));

  it('that has an attribute is a resource', () =>
    expect(
      attributes.map((name) => String(name.split('.')[0])).filter((name) => !(name in template.Resources)),
    ).toEqual([]));

  it('of a parameter is used, and in the form that the console shows', () => {
    const groups = /"ParameterGroups":(\[.*?\]\}\])/.exec(JSON.stringify(whole))?.[1] ?? '[]';
    const shown = (JSON.parse(groups) as { Parameters: string[] }[]).flatMap(({ Parameters }) => Parameters);
    expect(shown.toSorted()).toEqual(Object.keys(template.Parameters).toSorted());
    expect(Object.keys(template.Parameters).filter((name) => !referred.includes(name))).toEqual([]);
  });

  it('of a condition is defined and used', () => {
    const inResources = [...Object.values(template.Resources), ...Object.values(template.Outputs)];
    const used = [
      ...[...JSON.stringify(whole).matchAll(/"Condition":"(\w+)"/g)].map(([, name = '']) => name),
      ...callsIn(whole).flatMap(({ name, argument }) =>
        name === 'Fn::If' && isJsonArray(argument) ? String(argument[0]) : [],
      ),
      ...inResources.flatMap(({ Condition = [] }) => Condition),
    ];
    expect([...new Set(used)].toSorted()).toEqual(Object.keys(template.Conditions).toSorted());
  });

  it('of a resource that another waits for is a resource', () => {
    const awaited = Object.values(template.Resources).flatMap(({ DependsOn = [] }) => DependsOn);
    expect(awaited.filter((name) => !(name in template.Resources))).toEqual([]);
  });
});

/** Of every kind: those that are always made, then those of the trigger. */
const always = [
  'AlarmBrokenConfig',
  'AlarmDelay',
  'AlarmErrors',
  'AlarmFailedEvents',
  'AlarmLostEvents',
  'AlarmMalformed',
  'AlarmSilence',
  'AlarmSilentRegions',
  'AlarmThrottles',
  'AlarmTopic',
  'AlarmUndelivered',
  'Function',
  'Heartbeat',
  'LogGroup',
  'OnFailure',
  'PermissionOfHeartbeat',
  'Role',
  'StateBucket',
  'StateBucketPolicy',
  ...Object.keys(template.Resources).filter((name) => name.startsWith('Query')),
];

describe('a trigger makes', () => {
  const queue = ['AlarmDeadLetters', 'DeadLetters', 'Queue', 'QueueOfFunction', 'QueuePolicy'];
  it.each<[Trigger, object, readonly string[]]>([
    ['eventbridge', {}, ['PermissionOfRule', 'PermissionOfRuleOfRemoved', 'Rule', 'RuleOfRemoved']],
    ['s3', {}, ['PermissionOfBucket']],
    ['sns', {}, ['PermissionOfTopic', 'SubscriptionOfFunction', 'Topic', 'TopicPolicy']],
    ['sns', { TrailTopicArn: optional.TrailTopicArn }, ['PermissionOfTopic', 'SubscriptionOfFunction']],
    ['sqs', {}, queue],
    ['sqs', { TrailTopicArn: optional.TrailTopicArn }, [...queue, 'SubscriptionOfQueue']],
  ])('%s, %j: what it needs and nothing else', (trigger, more, own) =>
    expect(Object.keys(deploy(trigger, { ...more }).resources).toSorted()).toEqual(
      [...always, ...own].toSorted(),
    ),
  );
});

describe('the template can be deployed', () => {
  const none = triggers.map((trigger) => [trigger, {}] as const);
  const all = triggers.map((trigger) => [trigger, optional] as const);
  const each = triggers.flatMap((trigger) =>
    Object.entries(optional).map(([name, value]) => [trigger, { [name]: value }] as const),
  );
  it.each([...none, ...all, ...each])('by %s with %j', (trigger, more) => {
    const resolved = deploy(trigger, more);
    expect(JSON.stringify(resolved)).not.toContain('Fn::');
    expect(() => statementsOf(rolePolicyOf(resolved))).not.toThrow();
  });

  it.each([
    ['a prefix with a wildcard', { TrailPrefix: 'logs*' }],
    ['a prefix with a slash at its end', { TrailPrefix: 'logs/' }],
    ['a trigger that it does not know', { Trigger: 'kinesis' }],
    ['a concurrency of 1, which a queue cannot have', { ReservedConcurrency: '1' }],
    ['a concurrency of 1001, which a queue cannot have either', { ReservedConcurrency: '1001' }],
    ['a secret that no parameter has', { SecretParameter: 'https://hooks.slack.com/services/T/B/x' }],
  ])('but not with %s', (_, more) => expect(() => deploy('s3', more)).toThrow(/cannot be/));
});

describe('the queue', () => {
  it.each(template.Parameters.Timeout?.AllowedValues ?? [])(
    'hides messages for six times a timeout of %i seconds and the batch window',
    (timeout) => {
      const resolved = deploy('sqs', { Timeout: String(timeout) });
      const { MaximumBatchingWindowInSeconds: window } = propertiesOf(resolved, 'QueueOfFunction');
      expect(propertiesOf(resolved, 'Queue').VisibilityTimeout).toBeGreaterThanOrEqual(
        6 * Number(timeout) + Number(window),
      );
    },
  );

  it('gives 100 files at a time, and takes back those that failed alone', () =>
    expect(propertiesOf(deploy('sqs'), 'QueueOfFunction')).toMatchObject({
      BatchSize: 100,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    }));

  const send = (service: string, source: string, account: string) => ({
    action: 'sqs:SendMessage',
    resource: 'arn:aws:sqs:eu-central-1:111122223333:cloudtrail-tattletail-queue-1abc',
    principal: { Service: service },
    context: { 'aws:SourceArn': source, 'aws:SourceAccount': account },
  });
  const [fromBucket, fromTopic] = [
    send('s3.amazonaws.com', 'arn:aws:s3:::my-trail', '111122223333'),
    send('sns.amazonaws.com', optional.TrailTopicArn, '111122223333'),
  ];
  it('is open to the bucket, or else to the topic, and to nobody else', () => {
    const policyOf = (more = {}) => [propertiesOf(deploy('sqs', more), 'QueuePolicy').PolicyDocument];
    expect(decide(policyOf(), fromBucket)).toBe('allowed');
    expect(decide(policyOf(), fromTopic)).toBe('not allowed');
    expect(decide(policyOf({ TrailTopicArn: optional.TrailTopicArn }), fromTopic)).toBe('allowed');
    expect(decide(policyOf({ TrailTopicArn: optional.TrailTopicArn }), fromBucket)).toBe('not allowed');
    expect(decide(policyOf(), send('s3.amazonaws.com', 'arn:aws:s3:::my-trail', '999999999999'))).toBe(
      'not allowed',
    );
    expect(decide(policyOf({ TrailBucketAccount: '444455556666' }), fromBucket)).toBe('not allowed');
  });
});

it('a release finds where to say which zip belongs to it, before any other version', () =>
  expect(
    readText('deploy/template.yaml')
      .match(/^ +(Version|ZipSha256): .*$/gm)
      ?.slice(0, 2),
  ).toEqual(['    Version: unreleased', '    ZipSha256: unreleased']));

describe('who may invoke the function', () => {
  it.each([
    ['the bucket, of this account', {}, '111122223333'],
    ['the bucket, of the account that owns it', { TrailBucketAccount: '444455556666' }, '444455556666'],
  ])('%s', (_, more, SourceAccount) =>
    expect(propertiesOf(deploy('s3', more), 'PermissionOfBucket')).toMatchObject({
      Principal: 's3.amazonaws.com',
      SourceArn: 'arn:aws:s3:::my-trail',
      SourceAccount,
    }),
  );

  it('the rule, for log files of the trail alone', () => {
    const resolved = deploy('eventbridge', { TrailPrefix: 'logs', OrganizationId: optional.OrganizationId });
    expect(propertiesOf(resolved, 'Rule').EventPattern).toEqual({
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      detail: {
        bucket: { name: ['my-trail'] },
        object: { key: [{ prefix: 'logs/AWSLogs/o-exampleorgid/' }] },
      },
    });
    expect(propertiesOf(resolved, 'PermissionOfRule')).toMatchObject({
      SourceArn: 'arn:aws:events:eu-central-1:111122223333:rule/cloudtrail-tattletail-rule-1abc',
    });
  });

  it.each(['RuleOfRemoved', 'Heartbeat'])('%s, which has the function as its target', (rule) => {
    const resolved = deploy('eventbridge');
    expect(propertiesOf(resolved, rule).Targets).toMatchObject([{ Id: 'function', Arn: functionArn }]);
    expect(propertiesOf(resolved, `PermissionOf${rule}`)).toMatchObject({
      Principal: 'events.amazonaws.com',
      SourceArn: `arn:aws:events:eu-central-1:111122223333:rule/cloudtrail-tattletail-${rule.toLowerCase()}-1abc`,
    });
  });
});

const functionArn = 'arn:aws:lambda:eu-central-1:111122223333:function:cloudtrail-tattletail';

describe('the heartbeat', () => {
  it('comes every 15 minutes, by whatever trigger, and is one that the function knows', () => {
    for (const trigger of triggers) {
      const { ScheduleExpression, Targets } = propertiesOf(deploy(trigger), 'Heartbeat');
      expect(ScheduleExpression).toBe('rate(15 minutes)');
      const [{ Input }] = Targets as unknown as readonly [{ readonly Input: string }];
      expect(isHeartbeatRequest(JSON.parse(Input))).toBe(true);
    }
  });

  it('is not sent without a ledger, where the function could not know who used to write', () => {
    const { resources } = deploy('s3', { Ledger: 'off' });
    expect(Object.keys(resources)).not.toContain('Heartbeat');
    expect(Object.keys(resources)).not.toContain('AlarmSilentRegions');
  });
});

describe('the rule matches', () => {
  /** Lists of a pattern hold what a field may be (EventBridge User Guide, "Creating event patterns"). */
  const matches = (pattern: JsonValue, event: JsonValue | undefined): boolean => {
    if (isJsonArray(pattern))
      return pattern.some((one) =>
        isJsonObject(one) ? String(event).startsWith(String(one.prefix)) : one === event,
      );
    return (
      isJsonObject(pattern) &&
      Object.entries(pattern).every(([key, value]) =>
        matches(value, isJsonObject(event) ? event[key] : undefined),
      )
    );
  };
  const patternOf = (rule: string): JsonValue => propertiesOf(deploy('eventbridge'), rule).EventPattern ?? '';
  const removed = (key: string, reason = 'DeleteObject') => {
    const { detail, ...event } = objectCreated(key, 'my-trail');
    return { ...event, 'detail-type': 'Object Deleted', detail: { ...detail, reason } };
  };
  const logFile = 'AWSLogs/111122223333/CloudTrail/x.json.gz';
  it.each<[string, JsonValue, { readonly created: boolean; readonly removed: boolean }]>([
    ['a new log file', objectCreated(logFile, 'my-trail'), { created: true, removed: false }],
    ['another object', objectCreated('other/AWSLogs/x', 'my-trail'), { created: false, removed: false }],
    [
      'an object of another bucket',
      objectCreated('AWSLogs/x', 'my-trail-2'),
      { created: false, removed: false },
    ],
    ['a log file that somebody removed', removed(logFile), { created: false, removed: true }],
    ['another object that somebody removed', removed('other/x'), { created: false, removed: false }],
    [
      'a log file that a lifecycle rule removed',
      removed(logFile, 'Lifecycle Expiration'),
      { created: false, removed: false },
    ],
  ])('%s: %j', (_, event, expected) =>
    expect({
      created: matches(patternOf('Rule'), event),
      removed: matches(patternOf('RuleOfRemoved'), event),
    }).toEqual(expected),
  );
});

describe('the role', () => {
  const policies = [
    ...triggers.map((trigger) => rolePolicyOf(deploy(trigger, optional))),
    policyOfSecrets('eu-central-1'),
  ];
  const actions = new Set(policies.flatMap(statementsOf).flatMap(({ Action = [] }) => Action));

  it('has exactly the actions that have a use', () =>
    expect([...actions].toSorted()).toEqual(Object.keys(uses).toSorted()));

  it.each(Object.entries(uses))('%s is an action of AWS, and used', (action, { api, ...use }) => {
    const source = `${action.split(':')[0]}.amazonaws.com`;
    expect(apiEvents[source]?.split(' ')).toContain(api);
    if (!('command' in use)) return;
    const sources = readdirSync(pathOf('src'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => readText(`src/${path}`));
    expect(sources.some((source) => source.includes(`new ${use.command}(`))).toBe(true);
  });

  it.each([
    [
      'the sender, with the configuration set of the config',
      'tattletail@example.com',
      'configuration-set/alerts',
      'allowed',
    ],
    ['nobody else', 'ceo@example.com', 'configuration-set/alerts', 'not allowed'],
    ['no other identity', 'tattletail@example.com', 'identity/example.net', 'not allowed'],
  ])('sends mail as %s', (_, from, name, expected) => {
    const call = {
      action: 'ses:SendEmail',
      resource: `arn:aws:ses:eu-central-1:111122223333:${name}`,
      context: { 'ses:FromAddress': from },
    };
    expect(decide(policies.slice(0, 1), call)).toBe(expected);
  });

  const read = (key: string) => ({ action: 's3:GetObject', resource: `arn:aws:s3:::my-trail/${key}` });
  it.each([
    ['the log files', {}, 'AWSLogs/111122223333/CloudTrail/x.json.gz', 'allowed'],
    ['no other object of the bucket', {}, 'secrets.txt', 'not allowed'],
    ['below the prefix', { TrailPrefix: 'logs' }, 'logs/AWSLogs/1/CloudTrail/x.json.gz', 'allowed'],
    ['not without it', { TrailPrefix: 'logs' }, 'AWSLogs/1/CloudTrail/x.json.gz', 'not allowed'],
    [
      'of the organisation',
      { OrganizationId: 'o-exampleorgid' },
      'AWSLogs/o-exampleorgid/1/CloudTrail/x',
      'allowed',
    ],
    [
      'not of another',
      { OrganizationId: 'o-exampleorgid' },
      'AWSLogs/o-anotherorgid/1/CloudTrail/x',
      'not allowed',
    ],
  ])('reads %s', (_, more, key, decision) =>
    expect(decide([rolePolicyOf(deploy('s3', more))], read(key))).toBe(decision),
  );

  it('reads one secret, and lists nothing but its own state and what the config includes', () => {
    const policy = [rolePolicyOf(deploy('s3', { ...optional, VerifyDigests: 'off' }))];
    const secret = (name: string) => ({
      action: 'ssm:GetParameter',
      resource: `arn:aws:ssm:eu-central-1:111122223333:parameter/tattletail/${name}`,
    });
    expect([secret('slack'), secret('slack2')].map((call) => decide(policy, call))).toEqual([
      'allowed',
      'not allowed',
    ]);
    const list = (bucket: string, prefix: string) => ({
      action: 's3:ListBucket',
      resource: `arn:aws:s3:::${bucket}`,
      context: { 's3:prefix': prefix },
    });
    expect(
      [list('ledger', ''), list('config', 'rules/'), list('config', ''), list('my-trail', 'AWSLogs/')].map(
        (call) => decide(policy, call),
      ),
    ).toEqual(['allowed', 'allowed', 'not allowed', 'not allowed']);
  });

  it('verifies digests only if that is on', () => {
    const verifying = [
      { action: 'cloudtrail:ListPublicKeys', resource: '*' },
      { action: 's3:ListBucket', resource: 'arn:aws:s3:::my-trail', context: { 's3:prefix': 'AWSLogs/' } },
      // By which S3 decides between 404 and 403 for an object that is gone.
      { action: 's3:ListBucket', resource: 'arn:aws:s3:::my-trail', context: {} },
    ];
    const decisions = (more: Readonly<Record<string, string>>) =>
      verifying.map((call) => decide([rolePolicyOf(deploy('s3', more))], call));
    expect(decisions({ VerifyDigests: 'on' })).toEqual(verifying.map(() => 'allowed'));
    expect(decisions({})).toEqual(verifying.map(() => 'not allowed'));
  });

  it('may be assumed by Lambda alone', () =>
    expect(propertiesOf(deploy('s3'), 'Role').AssumeRolePolicyDocument).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ],
    }));
});

describe('the state bucket', () => {
  const policies = [
    { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] },
    propertiesOf(deploy('s3'), 'StateBucketPolicy').PolicyDocument,
  ];
  const put = (key: string, context: Record<string, string>) =>
    decide(policies, {
      action: 's3:PutObject',
      resource: `arn:aws:s3:::ledger/${key}`,
      context: { 'aws:SecureTransport': 'true', ...context },
    });

  it('takes claims only under a condition, from whomever', () => {
    expect(put('claims/v1/1', { 's3:if-none-match': '*' })).toBe('allowed');
    expect(put('claims/v1/1', { 's3:if-match': '"etag"' })).toBe('allowed');
    expect(put('claims/v1/1', {})).toBe('denied');
  });

  it('takes failed events from Lambda, which sets no condition', () =>
    expect(put('aws/lambda/async/cloudtrail-tattletail/2026/11/27/x', {})).toBe('allowed'));

  it('speaks only TLS', () => expect(put('x', { 'aws:SecureTransport': 'false' })).toBe('denied'));

  it('is private, outlives the stack, and forgets', () => {
    expect(propertiesOf(deploy('s3'), 'StateBucket')).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      LifecycleConfiguration: {
        Rules: [{ Prefix: 'claims/', ExpirationInDays: 30 }, { Prefix: 'aws/lambda/async/' }, {}],
      },
    });
    expect(template.Resources.StateBucket).toMatchObject({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
  });
});

describe('the function', () => {
  it('has its ledger in the state bucket, unless that is off', () => {
    expect(environmentOf(deploy('s3'))).toEqual({ TATTLETAIL_LEDGER: 's3://ledger/claims' });
    expect(environmentOf(deploy('s3', { Ledger: 'off' }))).toEqual({});
    const ledger = statementsOf(rolePolicyOf(deploy('s3', { Ledger: 'off' }))).map(({ Sid }) => Sid);
    expect(ledger).not.toContain('Ledger');
  });

  it('is what docs/deploy.md makes by hand', () =>
    expect(propertiesOf(deploy('s3'), 'Function')).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
    }));
});

describe('the alarms', () => {
  const alarms = (trigger: Trigger) =>
    Object.values(deploy(trigger).resources).filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm');

  it.each(triggers)('of %s notify the topic', (trigger) =>
    expect(alarms(trigger).map(({ Properties }) => Properties.AlarmActions)).toEqual(
      alarms(trigger).map(() => [
        'arn:aws:sns:eu-central-1:111122223333:cloudtrail-tattletail-alarmtopic-1abc',
      ]),
    ),
  );

  it('watch metrics that the function counts', () => {
    const counted = ['brokenConfig', 'silent'];
    const nothing = () => {};
    logReport(
      {
        info: nothing,
        warn: nothing,
        error: nothing,
        begin: nothing,
        flush: nothing,
        count: (name) => void counted.push(name),
      },
      { logFiles: [], deliveries: { delivered: 0, deduplicated: 0, undelivered: [], fallbacks: [] } },
      { malformed: { count: 0, reasons: [] }, skipped: new Map(), by: {}, ms: 0 },
    );
    const ours = alarms('s3').filter(({ Properties }) => Properties.Namespace === 'cloudtrail-tattletail');
    expect(ours).toHaveLength(5);
    for (const { Properties } of ours) {
      expect(counted).toContain(Properties.MetricName);
      expect(Properties.Dimensions).toEqual([{ Name: 'service', Value: 'cloudtrail-tattletail' }]);
    }
  });
});

describe('the next command', () => {
  const run = async (command: string) => {
    const [, ...args] = String(command.split(' | ')[1]).split(' ');
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const stdin = Readable.from([Buffer.from('')]);
    const code = await main(args, { stdin, stdout, stderr, env: {}, invoke: async () => undefined });
    stdout.end();
    const [, document = '{}'] = /--notification-configuration '(.*)'/.exec(await text(stdout)) ?? [];
    return { code, document: JSON.parse(document) as unknown };
  };
  const below = (prefix: string) => ({
    Events: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'],
    Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: prefix }] } },
  });
  const more = { TrailPrefix: 'logs', OrganizationId: 'o-exampleorgid' };

  it.each<[Trigger, object, object]>([
    ['eventbridge', {}, { EventBridgeConfiguration: {} }],
    ['s3', {}, { LambdaFunctionConfigurations: [{ ...below('AWSLogs/') }] }],
    ['s3', more, { LambdaFunctionConfigurations: [{ ...below('logs/AWSLogs/o-exampleorgid/') }] }],
    ['sns', {}, { TopicConfigurations: [{ ...below('AWSLogs/') }] }],
    ['sqs', more, { QueueConfigurations: [{ ...below('logs/AWSLogs/o-exampleorgid/') }] }],
  ])('of %s, %j lets the bucket notify, of removed log files too', async (trigger, more, document) =>
    expect(await run(deploy(trigger, { ...more }).outputs.NextCommand ?? '')).toMatchObject({
      code: 0,
      document,
    }),
  );
});
