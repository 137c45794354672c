import { describe, expect, it } from 'vitest';
import { keyIn, mfaIn, oddTlsIn } from '../../../src/alerts/session.ts';
import type { JsonObject } from '../../../src/json.ts';
import { aRecord } from '../../support/builders.ts';

describe('MFA', () => {
  const session = (
    mfaAuthenticated: string | boolean,
    more: JsonObject = {},
    type = 'AssumedRole',
  ): JsonObject => ({
    userIdentity: { type, sessionContext: { attributes: { mfaAuthenticated }, ...more } },
  });
  const issuer = (arn: string): JsonObject => ({ sessionIssuer: { arn } });

  it.each<[string, JsonObject]>([
    ['in a sign-in', { additionalEventData: { MFAUsed: 'Yes' } }],
    ['in a session', session('true')],
    ['in a session, as a boolean', session(true)],
  ])('was used %s', (_, fields) => expect(mfaIn(aRecord(fields))).toBe('used'));

  it.each<[string, JsonObject]>([
    ['in a sign-in', { additionalEventData: { MFAUsed: 'No' } }],
    ['in a session of a user', session('false', {}, 'IAMUser')],
    ['in a session of a role', session('false', issuer('arn:aws:iam::111122223333:role/Admin'))],
  ])('was not used %s', (_, fields) => expect(mfaIn(aRecord(fields))).toBe('not used'));

  it.each<[string, JsonObject]>([
    ['with a long-lived key', {}],
    [
      'in a session of Identity Center',
      session(
        'false',
        issuer('arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123'),
      ),
    ],
    ['of a workload', session('false', { webIdFederationData: { federatedProvider: 'x' } })],
    ['of an instance', session('false', { ec2RoleDelivery: '2.0' })],
    ['whose record is odd', { additionalEventData: 'x', userIdentity: { sessionContext: [] } }],
    [
      'of somebody whose sign-in failed',
      {
        eventName: 'ConsoleLogin',
        responseElements: { ConsoleLogin: 'Failure' },
        additionalEventData: { MFAUsed: 'No' },
      },
    ],
    [
      'of a SAML user who signs in',
      {
        ...session('false', issuer('arn:aws:iam::111122223333:role/Admin')),
        additionalEventData: { MFAUsed: 'No' },
      },
    ],
    [
      'of Identity Center when somebody signs in',
      { additionalEventData: { MFAUsed: 'No' }, userIdentity: { type: 'IdentityCenterUser' } },
    ],
  ])('is not known %s', (_, fields) => expect(mfaIn(aRecord(fields))).toBeUndefined());
});

it.each([
  ['AKIAIOSFODNN7EXAMPLE', 'AKIAIOSFODNN7EXAMPLE (long-lived)'],
  ['ASIAIOSFODNN7EXAMPLE', 'ASIAIOSFODNN7EXAMPLE (temporary)'],
  ['other', 'other'],
  ['', undefined],
])('the access key %j is shown as %j', (accessKeyId, text) =>
  expect(keyIn(aRecord({ userIdentity: { accessKeyId } }))).toBe(text),
);

it.each([
  ['TLSv1', 'TLSv1 (outdated)'],
  ['TLSv1.1', 'TLSv1.1 (outdated)'],
  ['TLSv1.2', undefined],
  ['TLSv1.3', undefined],
])('TLS is a fact only if it is odd: %s', (tlsVersion, text) =>
  expect(oddTlsIn(aRecord({ tlsDetails: { tlsVersion } }))).toBe(text),
);
