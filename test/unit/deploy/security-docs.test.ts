import { describe, expect, it } from 'vitest';
import { readText } from '../../support/fixtures.ts';
import { decide, statementsOf } from '../../support/iam/policy.ts';
import { policyOfSecrets } from '../../support/iam/policy-of-secrets.ts';
import { deploy, rolePolicyOf, triggers } from '../../support/template.ts';

const page = readText('docs/security.md');

describe('every test that docs/security.md names is in the file that it links to', () => {
  const tests = [...page.matchAll(/\[([^\]]+)\]\(\.\.\/(test\/[^)]+)\)/g)].map(
    ([, title = '', path = '']) => ({ title, path }),
  );
  it.each(tests)('$title', ({ title, path }) =>
    expect(
      readText(path)
        .match(/^ *(?:it|describe)(?:\.each)?\(.*|^ *\]\)\(.*/gm)
        ?.join('\n')
        .toLowerCase(),
    ).toContain(title.toLowerCase()),
  );

  it('and there are some', () => expect(tests.length).toBeGreaterThan(20));
});

it('docs/security.md says of each action of the template and of the other pages what it is for, and of no other', () => {
  const [, table = ''] = /^## What each permission is for\n(.*?)^## /ms.exec(page) ?? [];
  const explained = table
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .flatMap((line) => line.split('|')[1]?.match(/[\w-]+:\w+/g) ?? []);
  const [, policy = '{}'] = /--policy-document '(\{.*?\})'$/ms.exec(readText('docs/deploy.md')) ?? [];
  const template = triggers.map((trigger) => rolePolicyOf(deploy(trigger, everything)));
  const keyOfOurs = ['kms:GenerateDataKey'];
  const allowed = [...template, JSON.parse(policy), policyOfSecrets('us-east-1')]
    .flatMap(statementsOf)
    .flatMap(({ Action = [] }) => Action);
  expect([...new Set(explained)].toSorted()).toEqual([...new Set([...allowed, ...keyOfOurs])].toSorted());
});

const key = 'arn:aws:kms:eu-central-1:111122223333:key/1111';
/** With a value for each parameter that a permission depends on. */
const everything = {
  TrailKeyArn: key,
  VerifyDigests: 'on',
  ConfigBucket: 'my-config',
  ConfigIncludes: 'rules/',
  SecretParameter: '/tattletail/webhook',
  SecretKeyArn: key,
  MailFrom: 'tattletail@example.com',
  AlertTopicArn: 'arn:aws:sns:eu-central-1:111122223333:alerts',
  AlertBusArn: 'arn:aws:events:eu-central-1:111122223333:event-bus/security',
};

describe('the statement for the bucket of the trail', () => {
  const [, text = '{}'] = /```json\n(\{\s+"Sid": "OnlyCloudTrailWritesLogFiles".*?)```/s.exec(page) ?? [];
  const all = { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' };
  const bucketPolicy = { Version: '2012-10-17', Statement: [all, JSON.parse(text)] };
  const decision = (action: string, object: string, service?: string) =>
    decide([bucketPolicy], {
      action,
      resource: `arn:aws:s3:::my-trail/${object}`,
      principal: { AWS: 'arn:aws:iam::111122223333:role/admin' },
      context: service === undefined ? {} : { 'aws:PrincipalServiceName': service },
    });

  it('lets CloudTrail write', () =>
    expect(decision('s3:PutObject', 'AWSLogs/x', 'cloudtrail.amazonaws.com')).toBe('allowed'));

  it('leaves out a role that writes canaries, with the line for it, and nobody else', () => {
    const [, key = '', role = ''] = /left out by one more line, `"(.+?)": "(.+?)"`/.exec(page) ?? [];
    const { Condition, ...statement } = JSON.parse(text);
    const StringNotEquals = { ...Condition.StringNotEquals, [key]: role };
    const policy = { ...bucketPolicy, Statement: [all, { ...statement, Condition: { StringNotEquals } }] };
    const by = (arn: string) =>
      decide([policy], {
        action: 's3:PutObject',
        resource: 'arn:aws:s3:::my-trail/AWSLogs/x',
        principal: { AWS: arn },
        context: { [key]: arn },
      });
    expect(by(role)).toBe('allowed');
    expect(by('arn:aws:iam::111122223333:role/admin')).toBe('denied');
  });

  it.each(['s3:PutObject', 's3:DeleteObject', 's3:DeleteObjectVersion'])('keeps people from %s', (action) =>
    expect(decision(action, 'AWSLogs/x')).toBe('denied'),
  );

  it('keeps other services from writing', () =>
    expect(decision('s3:PutObject', 'AWSLogs/x', 'logging.s3.amazonaws.com')).toBe('denied'));

  it('lets everybody read who could, and write elsewhere', () => {
    expect(decision('s3:GetObject', 'AWSLogs/x')).toBe('allowed');
    expect(decision('s3:PutObject', 'other')).toBe('allowed');
  });
});
