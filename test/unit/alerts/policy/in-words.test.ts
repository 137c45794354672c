import { describe, expect, it } from 'vitest';
import { allows, lets } from '../../../../src/alerts/policy/in-words.ts';
import type { JsonObject, JsonValue } from '../../../../src/json.ts';

const own = '111122223333';
const other = '444455556666';

const policyOf = (...Statement: readonly JsonObject[]): JsonObject => ({ Version: '2012-10-17', Statement });
const letsOf = (...statements: readonly JsonObject[]) => lets(policyOf(...statements), own)?.(64);
const allowsOf = (...statements: readonly JsonObject[]) => allows(policyOf(...statements))?.(64);

const allowing = (fields: JsonObject): JsonObject => ({
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::prod/*',
  ...fields,
});

describe('whom a policy lets in', () => {
  const anyone = 'lets anyone read objects';
  it.each<[JsonValue, string]>([
    ['*', anyone],
    [{ AWS: '*' }, anyone],
    [{ AWS: [other, '*'] }, anyone],
    [{ AWS: other }, `lets account ${other} read objects`],
    [{ AWS: `arn:aws:iam::${other}:root` }, `lets account ${other} read objects`],
    [{ AWS: `arn:aws-cn:iam::${own}:root` }, 'lets this account read objects'],
    [{ AWS: [`arn:aws:iam::${own}:root`, other] }, `lets account ${other} and this account read objects`],
    [{ AWS: `arn:aws:iam::${other}:role/a/Deploy` }, `lets role Deploy of account ${other} read objects`],
    [{ AWS: `arn:aws:iam::${own}:user/bob` }, 'lets user bob read objects'],
    [{ AWS: `arn:aws:sts::${own}:assumed-role/Admin/bob` }, 'lets session Admin/bob read objects'],
    [{ AWS: 'AROAEXAMPLEADMIN00001' }, 'lets principal AROAEXAMPLEADMIN00001 read objects'],
    [{ Service: 'ec2.amazonaws.com' }, 'lets service ec2.amazonaws.com read objects'],
    [
      { Federated: `arn:aws:iam::${own}:saml-provider/okta` },
      'lets users of SAML provider okta read objects',
    ],
    [
      { Federated: 'cognito-identity.amazonaws.com' },
      'lets users of cognito-identity.amazonaws.com read objects',
    ],
    [{ CanonicalUser: 'abc' }, 'lets canonical user abc read objects'],
    [
      { AWS: ['123456789012', '210987654321', '999988887777'], Service: 's3.amazonaws.com' },
      'lets account 123456789012, account 210987654321 and 2 more read objects',
    ],
  ])('%j', (Principal, words) => expect(letsOf(allowing({ Principal }))).toBe(words));

  it('is another account before anyone of this account', () =>
    expect(
      letsOf(
        allowing({ Condition: { StringEquals: { 'kms:CallerAccount': own } } }),
        allowing({ Principal: { AWS: other } }),
      ),
    ).toBe(`lets account ${other} read objects (1 of 2 statements)`));

  it('is everyone else with NotPrincipal', () => {
    const { Principal: _, ...statement } = allowing({ NotPrincipal: { AWS: other } });
    expect(letsOf(statement)).toBe(`lets anyone but account ${other} read objects`);
  });

  it.each<[JsonObject, string]>([
    [{ StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }, 'lets everyone of organization o-1 read objects'],
    [{ StringLike: { 'AWS:PRINCIPALORGID': ['o-1'] } }, 'lets everyone of organization o-1 read objects'],
    [{ StringLike: { 'aws:PrincipalOrgID': 'o-*' } }, 'lets anyone read objects under conditions'],
    [{ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } }, 'lets anyone read objects under conditions'],
    [{ StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } }, 'lets anyone read objects under conditions'],
    [
      { StringEquals: { 'aws:PrincipalOrgID': '\x24{aws:PrincipalOrgID}' } },
      'lets anyone read objects under conditions',
    ],
    [{ StringEquals: { 'aws:PrincipalAccount': other } }, `lets account ${other} read objects`],
    [{ StringEquals: { 'kms:CallerAccount': own } }, 'lets this account read objects'],
    [{ StringEquals: { 'AWS:SourceOwner': other } }, `lets account ${other} read objects`],
    [
      { StringEquals: { 'aws:SourceVpce': 'vpce-1' } },
      'lets anyone through VPC endpoint vpce-1 read objects',
    ],
    [{ IpAddress: { 'aws:SourceIp': ['203.0.113.0/24'] } }, 'lets anyone from 203.0.113.0/24 read objects'],
    [{ IpAddress: { 'aws:SourceIp': ['0.0.0.0/0', '::/0'] } }, anyone],
    [
      { StringEquals: { 'aws:PrincipalOrgID': 'o-1' }, Bool: { 'aws:SecureTransport': 'true' } },
      'lets everyone of organization o-1 read objects under conditions',
    ],
    [{}, anyone],
  ])('by the condition %j', (Condition, words) => expect(letsOf(allowing({ Condition }))).toBe(words));

  it('under conditions when one of other principals has any', () =>
    expect(
      letsOf(
        allowing({
          Principal: { AWS: other },
          Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
        }),
      ),
    ).toBe(`lets account ${other} read objects under conditions`));
});

describe('what a policy lets others do', () => {
  it.each<[JsonValue, string]>([
    ['s3:GetObject', 'read objects'],
    ['S3:getobject', 'read objects'],
    [['s3:GetObject', 's3:PutObject'], 'read objects and write objects'],
    [['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], 'call s3:GetObject, s3:PutObject and 1 more'],
    ['s3:*', 'do anything with it'],
    [['s3:GetObject', '*'], 'do anything with it'],
    ['s3:Get*', 'call s3:Get*'],
    [['sts:AssumeRole', 'sts:TagSession'], 'assume this role'],
    ['sts:TagSession', 'call sts:TagSession'],
    ['constructor', 'call constructor'],
  ])('%j', (Action, words) => expect(letsOf(allowing({ Action }))).toBe(`lets anyone ${words}`));

  it.each([
    ['*', 'objects'],
    ['arn:aws:s3:::prod/*', 'objects'],
    ['arn:aws:s3:::prod/public/*', 'some objects'],
    [['arn:aws:s3:::prod', 'arn:aws:s3:::prod/*'], 'objects'],
  ])('with %j', (Resource, objects) =>
    expect(letsOf(allowing({ Resource }))).toBe(`lets anyone read ${objects}`),
  );

  it('is everything but what NotAction lists', () => {
    const { Action: _, ...statement } = allowing({ NotAction: 's3:Delete*' });
    expect(letsOf(statement)).toBe('lets anyone do everything but s3:Delete*');
  });
});

describe('of several statements', () => {
  const ofOther = allowing({ Principal: { AWS: other } });
  const denying = { ...allowing({ Action: '*' }), Effect: 'Deny' };

  it('it says the one that lets in the most', () => {
    expect(letsOf(ofOther, allowing({}))).toBe('lets anyone read objects (1 of 2 statements)');
    const ofOwn = allowing({ Principal: { AWS: own }, Action: 's3:*' });
    expect(letsOf(ofOwn, ofOther)).toBe(`lets account ${other} read objects (1 of 2 statements)`);
    expect(letsOf(ofOther, allowing({ Principal: { AWS: other }, Action: '*' }))).toBe(
      `lets account ${other} do anything with it (1 of 2 statements)`,
    );
  });

  it('it says how many deny', () => {
    expect(letsOf(allowing({}), denying)).toBe(
      'lets anyone read objects (1 of 2 statements, 1 of them with Deny)',
    );
    expect(letsOf(denying)).toBe('denies anyone everything');
  });

  it('it says nothing when one of them is not known', () => {
    expect(letsOf(allowing({}), allowing({ Principal: { Martian: 'x' } }))).toBeUndefined();
    expect(letsOf(allowing({}), { Effect: 'Perhaps' })).toBeUndefined();
  });
});

describe('what the policy of a user, group or role allows', () => {
  const statement = (fields: JsonObject): JsonObject => ({ Effect: 'Allow', Resource: '*', ...fields });
  it.each<[JsonObject, string]>([
    [{ Action: '*' }, 'allows everything'],
    [{ Action: '*:*' }, 'allows everything'],
    [{ Action: ['s3:GetObject', 'iam:*'] }, 'allows all of IAM and s3:GetObject'],
    [{ Action: 'organizations:*' }, 'allows all of organizations'],
    [
      { Action: ['ec2:RunInstances', 's3:GetObject', 'a:B', 'iam:PassRole'] },
      'allows iam:PassRole, ec2:RunInstances and 2 more',
    ],
    [{ NotAction: ['iam:*'] }, 'allows everything but all of IAM'],
    [{ Action: 's3:*', Resource: 'arn:aws:s3:::b' }, 'allows all of S3 on some resources'],
    [{ Action: 's3:*', Condition: { Bool: { x: 'true' } } }, 'allows all of S3 under conditions'],
    [{ Action: 's3:*', Effect: 'Deny' }, 'denies all of S3'],
  ])('%j', (fields, words) => expect(allowsOf(statement(fields))).toBe(words));

  it('is by its widest statement', () =>
    expect(allowsOf(statement({ Action: 's3:GetObject' }), statement({ Action: '*' }))).toBe(
      'allows everything (1 of 2 statements)',
    ));
});

it.each<[string, JsonValue]>([
  ['an object', policyOf(allowing({}))],
  ['one statement that is no list', { Statement: allowing({}) }],
  ['text', JSON.stringify(policyOf(allowing({})))],
  ['URL-encoded text', encodeURIComponent(JSON.stringify(policyOf(allowing({}))))],
])('reads %s', (_, policy) => expect(lets(policy, own)?.(64)).toBe('lets anyone read objects'));

it.each<[JsonValue]>([
  [null],
  [''],
  ['{'],
  ['%7B%'],
  [[]],
  [{ Statement: [] }],
  [{ Statement: 'x' }],
  [policyOf(allowing({ Action: [] }))],
  [policyOf(allowing({ Action: 5 }))],
  [policyOf(allowing({ Principal: null }))],
  [policyOf(allowing({ Principal: { AWS: [5] } }))],
  [policyOf(allowing({ Principal: { AWS: 'bob' } }))],
  [policyOf(allowing({ Condition: 'x' }))],
  [policyOf(allowing({ NotAction: 's3:*' }))],
])('says nothing of %j', (policy) => expect(lets(policy, own)).toBeUndefined());
