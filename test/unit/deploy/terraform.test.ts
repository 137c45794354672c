import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../src/json.ts';
import { pathOf, readText } from '../../support/fixtures.ts';
import { statementsOf } from '../../support/iam/policy.ts';
import {
  deploy,
  optional,
  propertiesOf,
  rolePolicyOf,
  type Trigger,
  template,
} from '../../support/template.ts';
import {
  listOf,
  readModule,
  referencesIn,
  snakeCase,
  statementsIn,
  variableOf,
} from '../../support/terraform.ts';

const tattletail = await readModule('deploy/terraform');

describe('every name in the module', () => {
  const { variables, locals, resources, data, expressions } = tattletail;
  const references = referencesIn(expressions);
  const known = [
    ...Object.keys(variables).map((name) => `var.${name}`),
    ...Object.keys(locals).map((name) => `local.${name}`),
    ...Object.keys(resources),
    ...Object.keys(data),
  ];

  it('that is referred to is declared', () =>
    expect([...references].filter((name) => !known.includes(name))).toEqual([]));

  it('of a variable, a local or data is used', () =>
    expect(known.filter((name) => /^(var|local|data)\./.test(name) && !references.has(name))).toEqual([]));

  it('of a variable or output is described, in the README too', () => {
    const readme = readText('deploy/terraform/README.md');
    for (const [name, { description }] of [
      ...Object.entries(variables),
      ...Object.entries(tattletail.outputs),
    ]) {
      expect(description).toMatch(/\.$/);
      expect(readme).toContain(`| \`${name}\` |`);
    }
  });
});

describe('the variables are the parameters of the template', () => {
  const parameters = Object.entries(template.Parameters).filter(([name]) => !name.startsWith('Code'));

  it.each(parameters)('%s, with its default', (name, { Default }) => {
    const variable = tattletail.variables[variableOf(name)];
    const { default: ours = '' } = variable ?? {};
    expect(variable).toBeDefined();
    expect(isJsonArray(ours) ? ours.join() : (ours ?? '')).toEqual(Default ?? '');
  });

  it.each(
    parameters.filter(([, { Type, AllowedPattern }]) => Type === 'String' && AllowedPattern !== undefined),
  )('%s, with what it may be', (name, { AllowedPattern = '' }) => {
    const { validation, type } = tattletail.variables[variableOf(name)] ?? {};
    const condition = String(listOf(validation)[0]?.condition);
    // A number has a range, and what may be left out of an object or list need not be empty.
    if (type === `\${number}`) expect(condition).toContain('>= 2');
    else if (type === `\${string}`) expect(patternIn(condition)).toBe(`^${AllowedPattern}$`);
    else expect(patternIn(condition)).toBe(`^${AllowedPattern.slice(1, -2)}$`);
  });

  it('and the name and the zip, which the template takes from its stack and from S3', () => {
    const names = Object.keys(template.Parameters).map(variableOf);
    const more = Object.keys(tattletail.variables).filter((name) => !names.includes(name));
    expect(more.toSorted()).toEqual(['name', 'zip_path', 'zip_sha256', 'zip_url']);
  });

  it('and none is null by itself, since modules pass null for what they were not given', () => {
    const nullable = Object.entries(tattletail.variables).filter(([, { nullable }]) => nullable !== false);
    expect(Object.fromEntries(nullable.map(([name, variable]) => [name, variable.default]))).toEqual({
      trail_topic: null,
      reserved_concurrency: null,
    });
  });
});

/** The regular expression of a condition. HCL escapes it as JSON does. */
const patternIn = (condition: string): unknown =>
  JSON.parse(/regex\(("(?:[^"\\]|\\.)*")/.exec(condition)?.[1] ?? 'null');

/** What expressions of the policies come to with the parameters of the tests. */
const evaluate = (expression: string): string => {
  const [, variable] = /^var\.(\w+)$/.exec(expression) ?? [];
  const parameters: Readonly<Record<string, string>> = {
    ...optional,
    TrailBucket: 'my-trail',
    ConfigKey: 'tattletail.toml',
  };
  const parameter = Object.entries(parameters).find(([name]) => snakeCase(name) === variable)?.[1];
  const value = parameter ?? values[expression];
  if (value === undefined) throw new Error(`what is ${expression}?`);
  return value;
};

const values: Readonly<Record<string, string>> = {
  'local.partition': 'aws',
  'local.url_suffix': 'amazonaws.com',
  'local.region': 'eu-central-1',
  'local.account': '111122223333',
  'local.trail_account': optional.TrailBucketAccount,
  'local.trail_arn': 'arn:aws:s3:::my-trail',
  'local.trail_topic': optional.TrailTopicArn,
  'local.log_files': 'logs/AWSLogs/o-exampleorgid/',
  'split("@", var.mail_from)[1]': 'example.com',
  'aws_s3_bucket.state.arn': 'arn:aws:s3:::ledger',
  'aws_cloudwatch_log_group.tattletail.arn':
    'arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/cloudtrail-tattletail',
  'aws_sqs_queue.trail[0].arn': 'arn:aws:sqs:eu-central-1:111122223333:cloudtrail-tattletail-queue-1abc',
  'aws_sns_topic.trail[0].arn': 'arn:aws:sns:eu-central-1:111122223333:cloudtrail-tattletail-topic-1abc',
};

const documentOf = (name: string) =>
  statementsIn(tattletail.data[`data.aws_iam_policy_document.${name}`] ?? {}, evaluate);

describe('the policies have the statements of the template', () => {
  const policy = (statements: readonly JsonObject[]) =>
    statementsOf({ Version: '2012-10-17', Statement: statements });
  const bySid = (statements: readonly { readonly Sid?: string | undefined }[]) =>
    statements.toSorted((one, other) => ((one.Sid ?? '') < (other.Sid ?? '') ? -1 : 1));

  it('of the role', () => {
    const ours = policy(documentOf('tattletail').map(({ statement }) => statement));
    expect(bySid(ours)).toEqual(bySid(statementsOf(rolePolicyOf(deploy('sqs', optional)))));
  });

  it('of the role, each under the same condition', () => {
    const conditional = new Map(
      [...JSON.stringify(template.Resources.Role).matchAll(/"Fn::If":\["(\w+)",\{"Sid":"(\w+)"/g)].map(
        ([, condition = '', sid]) => [sid, `\${local.${snakeCase(condition)} ? [1] : []}`],
      ),
    );
    expect(conditional.size).toBe(13);
    for (const { when, statement } of documentOf('tattletail'))
      expect({ of: statement.Sid, when }).toEqual({
        of: statement.Sid,
        when: conditional.get(String(statement.Sid)),
      });
  });

  it.each<[string, string, Trigger, Readonly<Record<string, string>>, string]>([
    ['of the state bucket', 'state', 's3', optional, 'StateBucketPolicy'],
    ['of the topic', 'topic', 'sns', { ...optional, TrailTopicArn: '' }, 'TopicPolicy'],
  ])('%s', (_, name, trigger, parameters, resource) =>
    expect(policy(documentOf(name).map(({ statement }) => statement))).toEqual(
      statementsOf(propertiesOf(deploy(trigger, parameters), resource).PolicyDocument),
    ),
  );

  it('of the queue, for the bucket or else for the topic', () => {
    const ofTemplate = [optional, { ...optional, TrailTopicArn: '' }].flatMap((parameters) =>
      statementsOf(propertiesOf(deploy('sqs', parameters), 'QueuePolicy').PolicyDocument),
    );
    expect(policy(documentOf('queue').map(({ statement }) => statement))).toEqual(ofTemplate);
    expect(documentOf('queue').map(({ when }) => when)).toEqual([
      `\${local.has_trail_topic ? [1] : []}`,
      `\${local.has_trail_topic ? [] : [1]}`,
    ]);
  });

  it('of who assumes the role', () =>
    expect(
      policy(documentOf('assume').map(({ statement }) => ({ ...statement, Resource: '*' }))),
    ).toMatchObject([
      { Effect: 'Allow', Principal: { Service: ['lambda.amazonaws.com'] }, Action: ['sts:AssumeRole'] },
    ]));
});

describe('the alarms are those of the template', () => {
  const alarm = ({
    metric_name,
    period,
    evaluation_periods,
    threshold,
    comparison_operator,
    treat_missing_data,
  }: JsonObject) => ({
    MetricName: metric_name,
    Period: period,
    EvaluationPeriods: evaluation_periods,
    Threshold: threshold,
    ComparisonOperator: comparison_operator,
    TreatMissingData: treat_missing_data,
  });
  const { resources, locals } = tattletail;
  const repeated = resources['aws_cloudwatch_metric_alarm.tattletail'] ?? {};
  const ours = [
    ...Object.values(locals.alarms ?? {})
      .filter(isJsonObject)
      .map(({ metric, periods = 1 }) =>
        alarm({ ...repeated, metric_name: metric ?? '', evaluation_periods: periods }),
      ),
    ...['silence', 'silent_regions', 'delay', 'dead_letters'].map((name) =>
      alarm(resources[`aws_cloudwatch_metric_alarm.${name}`] ?? {}),
    ),
  ];
  /** What is chosen for a queue. */
  const chosen = new Map<string, JsonValue>([
    [`\${local.is_sqs ? "ApproximateAgeOfOldestMessage" : "AsyncEventAge"}`, 'ApproximateAgeOfOldestMessage'],
    [`\${local.is_sqs ? 900 : 900000}`, 900],
  ]);
  const resolved = ours.map((one) =>
    Object.fromEntries(
      Object.entries(one).map(([key, value]) => [key, chosen.get(String(value)) ?? value ?? '']),
    ),
  );

  it('each with its threshold', () => {
    const ofTemplate = Object.values(deploy('sqs').resources)
      .filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm')
      .map(
        ({
          Properties: {
            MetricName,
            Period,
            EvaluationPeriods,
            Threshold,
            ComparisonOperator,
            TreatMissingData,
          },
        }) => ({
          MetricName,
          Period,
          EvaluationPeriods,
          Threshold,
          ComparisonOperator,
          TreatMissingData,
        }),
      );
    const byMetric = (one: JsonObject, other: JsonObject) =>
      String(one.MetricName) < String(other.MetricName) ? -1 : 1;
    expect(resolved.toSorted(byMetric)).toEqual(JSON.parse(JSON.stringify(ofTemplate)).toSorted(byMetric));
  });
});

it('the heartbeat is that of the template, and so is who removed log files', () => {
  const resolved = deploy('eventbridge');
  const { ScheduleExpression } = propertiesOf(resolved, 'Heartbeat');
  const { resources } = tattletail;
  expect(resources['aws_cloudwatch_event_rule.heartbeat']?.schedule_expression).toBe(ScheduleExpression);
  expect(resources['aws_cloudwatch_event_target.heartbeat']?.input).toBe(
    `\${jsonencode({ tattletail = "heartbeat" })}`,
  );
  const pattern = String(resources['aws_cloudwatch_event_rule.removed']?.event_pattern);
  expect(pattern.replaceAll(/\s+/g, ' ')).toBe(
    `\${jsonencode({ source = ["aws.s3"] "detail-type" = ["Object Deleted"] detail = { reason = ["DeleteObject"] bucket = { name = [var.trail_bucket] } object = { key = [{ prefix = local.log_files }] } } })}`,
  );
  expect(propertiesOf(resolved, 'RuleOfRemoved').EventPattern).toMatchObject({
    'detail-type': ['Object Deleted'],
    detail: { reason: ['DeleteObject'] },
  });
});

it('the queue is that of the template', () => {
  const mapping = tattletail.resources['aws_lambda_event_source_mapping.queue'];
  const { BatchSize, MaximumBatchingWindowInSeconds, FunctionResponseTypes } = propertiesOf(
    deploy('sqs'),
    'QueueOfFunction',
  );
  expect(mapping).toMatchObject({
    batch_size: BatchSize,
    maximum_batching_window_in_seconds: MaximumBatchingWindowInSeconds,
    function_response_types: FunctionResponseTypes,
  });
  expect(tattletail.resources['aws_sqs_queue.trail']).toMatchObject({
    visibility_timeout_seconds: `\${6 * var.timeout + 5}`,
    message_retention_seconds: propertiesOf(deploy('sqs'), 'Queue').MessageRetentionPeriod,
  });
});

describe.each(readdirSync(pathOf('deploy/terraform/examples')))('the example %s', (name) => {
  it('gives the module what it needs, and takes what it gives', async () => {
    const example = await readModule(`deploy/terraform/examples/${name}`);
    const { source, ...given } = listOf(Object.values({ ...example.modules }))[0] ?? {};
    expect(source).toBe('../..');
    expect(Object.keys(given).filter((key) => !(key in tattletail.variables))).toEqual([]);
    const needed = Object.entries(tattletail.variables).filter(([, variable]) => !('default' in variable));
    expect(needed.map(([key]) => key).filter((key) => !(key in given))).toEqual([]);
    expect('zip_path' in given || ('zip_url' in given && 'zip_sha256' in given)).toBe(true);

    const outputs = Object.keys(tattletail.outputs).map((output) => `module.tattletail.${output}`);
    const known = [...outputs, ...Object.keys(example.resources), ...Object.keys(example.data)];
    expect([...referencesIn(example.expressions)].filter((reference) => !known.includes(reference))).toEqual(
      [],
    );
  });
});
