import { describe, expect, it } from 'vitest';
import { accessKeyIn, shortWhoIn, whoIn } from '../../../src/alerts/who.ts';
import { aRecord } from '../../support/builders.ts';

describe('who made a call', () => {
  const person = { userId: '544894e8-80c1', identityStoreArn: 'arn:aws:identitystore::1:identitystore/d-1' };
  const anArn = 'arn:aws:sts::111122223333:assumed-role/web/session';
  const elsewhere = '444455556666';

  it.each([
    [{ type: 'AWSService', invokedBy: 'ec2.amazonaws.com' }, 'ec2.amazonaws.com (AWS service)'],
    [{ type: 'WebIdentityUser', userName: 'octo-org', principalId: 'p' }, 'octo-org (web identity)'],
    [{ type: 'WebIdentityUser', userName: 'Root' }, '"Root" (web identity)'],
    [
      { type: 'WebIdentityUser', userName: 'arn:aws:iam::111122223333:root' },
      '"arn:aws:iam::111122223333:root" (web identity)',
    ],
    [
      { type: 'SAMLUser', userName: 'dave', identityProvider: 'idp.example' },
      'dave (SAML user of idp.example)',
    ],
    [
      { type: 'AWSAccount', principalId: 'AROAEXAMPLE:session', accountId: elsewhere },
      'session (role with id AROAEXAMPLE of account 444455556666)',
    ],
    [
      { type: 'AWSAccount', principalId: 'AROAEXAMPLE:session', accountId: '111122223333' },
      'session (role with id AROAEXAMPLE)',
    ],
    [{ type: 'AWSAccount', accountId: elsewhere }, 'account 444455556666'],
    [{ type: 'AWSAccount', accountId: '111122223333' }, 'a caller of this account'],
    [
      { type: 'AWSAccount', principalId: '', accountId: 'ANONYMOUS_PRINCIPAL' },
      'anonymous caller (no credentials)',
    ],
    [{ type: 'Root', principalId: '111122223333', accountId: '111122223333' }, 'root user'],
    [
      { type: 'IdentityCenterUser', arn: '', accountId: '111122223333', onBehalfOf: person },
      'Identity Center user 544894e8-80c1',
    ],
    [
      { type: 'AssumedRole', arn: anArn, onBehalfOf: person },
      'Identity Center user 544894e8-80c1 (role web)',
    ],
    [
      { type: 'AssumedRole', arn: anArn, sessionContext: { sourceIdentity: 'eve' } },
      'eve (source identity, role web)',
    ],
    [
      { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', accountId: '111122223333' },
      'caller with access key AKIAIOSFODNN7EXAMPLE',
    ],
    [{ accessKeyId: '', accountId: '111122223333' }, 'unknown caller'],
    [{ type: 'Unknown' }, 'unknown caller'],
    [{ userName: {}, onBehalfOf: [], invokedBy: 5, sessionContext: 'x' }, 'unknown caller'],
  ])('is read from %j', (userIdentity, who) => expect(shortWhoIn(aRecord({ userIdentity }))).toBe(who));
});

it('names nobody where the record does', () => {
  expect(whoIn(aRecord({ userIdentity: { accessKeyId: '', accountId: '111122223333' } }))).toBeUndefined();
  expect(whoIn({})).toBeUndefined();
});

it('gives the access key of a call, if it has one', () => {
  expect(accessKeyIn(aRecord({ userIdentity: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE' } }))).toBe(
    'AKIAIOSFODNN7EXAMPLE',
  );
  expect(accessKeyIn(aRecord({ userIdentity: { accessKeyId: '' } }))).toBeUndefined();
});
