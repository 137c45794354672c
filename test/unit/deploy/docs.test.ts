import { describe, expect, it } from 'vitest';
import { readText } from '../../support/fixtures.ts';
import { type Call, decide } from '../../support/iam/policy.ts';
import { deploy, rolePolicyOf, template, triggers } from '../../support/template.ts';

const page = readText('docs/deploy.md');
const section = (heading: string): string =>
  page.split(/^## /m).find((text) => text.startsWith(heading)) ?? '';

it('a newcomer deploys with three commands and at most five values', () => {
  const [, , commands = ''] = /```sh\n(.*?)```.*?```sh\n(.*?)```/s.exec(section('By template')) ?? [];
  const whole = commands.replaceAll('\\\n', '').trim().split('\n');
  expect(whole.map((command) => command.split(' ').slice(0, 3).join(' '))).toEqual([
    'aws s3 cp',
    'aws cloudformation deploy',
    'aws s3api get-bucket-notification-configuration',
  ]);
  const values = new Set(commands.match(/my-[\w-]+|[\w.]+@[\w.]+/g));
  expect([...values].toSorted()).toEqual(['my-config', 'my-trail', 'ops@example.com']);
});

it('the link that fills in the console names parameters of the template', () => {
  const [link = ''] = /https:\/\/console\S+/.exec(section('By template')) ?? [];
  const query = new URLSearchParams(new URL(link).hash.split('?')[1]);
  const parameters = [...query.keys()].flatMap((key) => /^param_(.*)/.exec(key)?.[1] ?? []);
  expect(parameters).toEqual(['TrailBucket', 'CodeBucket']);
  expect(parameters.filter((name) => !(name in template.Parameters))).toEqual([]);
  expect(query.get('templateURL')).toMatch(/^https:.*\.yaml$/);
});

it('so does one who keeps the webhook in Systems Manager', () => {
  const [, commands = ''] =
    /With the webhook in Systems Manager.*?```sh\n(.*?)```/s.exec(section('By template')) ?? [];
  const lines = commands.trim().split('\n');
  expect(lines.map((command) => command.split(' ').slice(0, 3).join(' '))).toEqual([
    'aws ssm put-parameter',
    'make stack TRAIL=my-trail',
    'aws s3api get-bucket-notification-configuration',
  ]);
  const values = new Set(commands.match(/my-[\w-]+|[\w.]+@[\w.]+|\/tattletail\/slack|\$\(cat\)/g));
  expect([...values].length).toBeLessThanOrEqual(5);
});

it('the template is small enough to be deployed without a bucket for it, with its release in it, as docs/deploy.md says', () => {
  // AWS CLI reference, "cloudformation deploy": larger ones need --s3-bucket.
  const limit = 51_200;
  const released = readText('deploy/template.yaml').replaceAll(': unreleased', `: ${'0'.repeat(64)}`);
  expect(Buffer.byteLength(released)).toBeLessThan(0.8 * limit);
  expect(section('By template')).toContain('`--s3-bucket my-config`');
});

it('the tables name every trigger, and every parameter that a newcomer does not give', () => {
  const [triggersText, parametersText] = [section('Triggers'), section('By template')];
  for (const trigger of triggers) expect(triggersText).toContain(`| \`${trigger}\` |`);
  const operation = ['Ledger', 'LogRetentionDays', 'MemorySize', 'Timeout', 'ReservedConcurrency'];
  const named = Object.keys(template.Parameters).filter((name) => !operation.includes(name));
  expect(named.filter((name) => !new RegExp(`\`${name}\`|\\b${name}=`).test(page))).toEqual([]);
  expect(parametersText).toContain('`ExtraPolicyArn`');
});

describe('a bucket in another account', () => {
  const statements = [...section('Where the bucket is elsewhere').matchAll(/```json\n(.*?)```/gs)].map(
    ([, text = '']) => ({ Version: '2012-10-17', Statement: [JSON.parse(text) as object] }),
  );
  const [bucketPolicy, keyPolicy] = statements;
  const key = 'arn:aws:kms:us-east-1:444455556666:key/1111';
  const role = rolePolicyOf(
    deploy('sqs', {
      TrailBucketAccount: '444455556666',
      TrailKeyArn: key.replace('us-east-1', 'eu-central-1'),
    }),
  );
  const as = (name: string) => ({ AWS: `arn:aws:iam::111122223333:role/${name}` });
  const tattletail = as('cloudtrail-tattletail-Role-1ABC');
  const read = (action: string, object: string): Call => ({
    action,
    resource: `arn:aws:s3:::my-trail/${object}`,
    principal: tattletail,
  });

  it.each(['s3:GetObject', 's3:GetObjectVersion'])('is read with %s, which both accounts allow', (action) => {
    const call = read(action, 'AWSLogs/111122223333/CloudTrail/x.json.gz');
    expect([decide([role], call), decide([bucketPolicy], call)]).toEqual(['allowed', 'allowed']);
  });

  it.each([
    ['another object', read('s3:GetObject', 'other')],
    ['writing', read('s3:PutObject', 'AWSLogs/x')],
    ['another role', { ...read('s3:GetObject', 'AWSLogs/x'), principal: as('other') }],
  ])('is not open to %s', (_, call) => expect(decide([bucketPolicy], call)).toBe('not allowed'));

  const decrypt = (service: string, region: string): Call => ({
    action: 'kms:Decrypt',
    resource: key.replace('us-east-1', region),
    principal: tattletail,
    context: { 'kms:ViaService': `${service}.${region}.amazonaws.com` },
  });

  it('is decrypted by way of S3 alone, which both accounts allow', () => {
    // The template is resolved for a function in eu-central-1, and the page is about us-east-1.
    expect(decide([role], decrypt('s3', 'eu-central-1'))).toBe('allowed');
    expect(decide([keyPolicy], decrypt('s3', 'us-east-1'))).toBe('allowed');
    expect(decide([role], decrypt('ebs', 'eu-central-1'))).toBe('not allowed');
    expect(decide([keyPolicy], decrypt('ebs', 'us-east-1'))).toBe('not allowed');
  });
});

describe('the keys of log files', () => {
  const rows = [
    ...section('Where the bucket is elsewhere').matchAll(/^\| of (.+?) \| `(.+?)` \| (.+?) \|$/gm),
  ].map(([, trail = '', keys = '', parameters = '']) => ({ trail, keys, parameters }));
  const both = 'TrailPrefix=PREFIX OrganizationId=o-exampleorgid';
  it.each(rows)('of $trail are read with $parameters', ({ keys, parameters }) => {
    const given = (parameters === 'both' ? both : parameters).match(/\w+=[\w-]+/g) ?? [];
    const policy = rolePolicyOf(deploy('s3', Object.fromEntries(given.map((one) => one.split('=')))));
    const call = { action: 's3:GetObject', resource: `arn:aws:s3:::my-trail/${keys.replace('…', 'x')}` };
    expect(decide([policy], call)).toBe('allowed');
  });

  it('are in four rows', () => expect(rows).toHaveLength(4));
});

describe('the policy that is made by hand', () => {
  const [, text = ''] = /--policy-document '(\{\n.*?\n\})'/s.exec(page) ?? [];
  const policy = [JSON.parse(text)];
  const byTemplate = rolePolicyOf(deploy('s3', { MailFrom: 'tattletail@example.com' }));
  it('allows what the template allows, in other names', () => {
    const call = (action: string, resource: string) => ({
      action,
      resource,
      context: { 'ses:FromAddress': 'tattletail@example.com' },
    });
    const calls = [
      call('s3:GetObject', 'arn:aws:s3:::my-trail/AWSLogs/x'),
      call('s3:GetObject', 'arn:aws:s3:::STATE/claims/x'),
      call('s3:PutObject', 'arn:aws:s3:::STATE/claims/x'),
      call('s3:PutObject', 'arn:aws:s3:::STATE/aws/lambda/async/x'),
      call('s3:ListBucket', 'arn:aws:s3:::STATE'),
      call(
        'logs:PutLogEvents',
        'arn:aws:logs:REGION:111122223333:log-group:/aws/lambda/cloudtrail-tattletail:log-stream:s',
      ),
      call('ses:SendEmail', 'arn:aws:ses:REGION:111122223333:identity/example.com'),
      call('ses:SendEmail', 'arn:aws:ses:REGION:111122223333:configuration-set/alerts'),
    ];
    const named = (state: string, region: string) =>
      calls.map((one) => ({
        ...one,
        resource: one.resource.replace('STATE', state).replace('REGION', region),
      }));
    for (const one of named('my-tattletail-state', 'us-east-1')) expect(decide(policy, one)).toBe('allowed');
    for (const one of named('ledger', 'eu-central-1')) expect(decide([byTemplate], one)).toBe('allowed');
  });
});

it('every alarm of the template has its line in docs/operations.md, and there is no other', () => {
  const alarms = Object.entries(template.Resources).filter(
    ([, { Type }]) => Type === 'AWS::CloudWatch::Alarm',
  );
  const named = [...readText('docs/operations.md').matchAll(/^\| `(Alarm\w+)` \|/gm)].map(([, name]) => name);
  expect(named.toSorted()).toEqual(alarms.map(([name]) => name).toSorted());
});
