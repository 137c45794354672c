import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../src/alerts/facts.ts';
import type { JsonObject } from '../../../src/json.ts';
import { aRecord } from '../../support/builders.ts';

it('says who did what, where, when, and from where', () => {
  expect(factsOf(aRecord({ errorCode: 'AccessDenied', errorMessage: 'not authorized' }))).toEqual({
    who: 'arn:aws:iam::111122223333:user/alice',
    what: 'CreateAccessKey (iam.amazonaws.com)',
    error: 'AccessDenied: not authorized',
    account: '111122223333',
    region: 'us-east-1',
    when: '2026-11-20T09:02:11Z',
    from: '203.0.113.7',
    eventId: 'event-1',
  });
});

it('leaves out what a record does not say, whatever it holds instead', () => {
  const nothing = {
    who: undefined,
    what: undefined,
    error: undefined,
    account: undefined,
    region: undefined,
    when: undefined,
    from: undefined,
    eventId: undefined,
  };
  expect(factsOf({})).toEqual(nothing);
  expect(factsOf({ userIdentity: 'x', eventSource: 1, eventName: null, awsRegion: [], eventID: '' })).toEqual(
    nothing,
  );
});

describe('an aggregated event', () => {
  const aggregated = (primary: string, ...details: readonly JsonObject[]): JsonObject => ({
    eventId: 'lower-case',
    eventSource: 's3.amazonaws.com',
    eventType: 'AwsAggregatedEvent',
    timeWindow: { windowStart: '2026-11-20T09:00:00Z', windowEnd: '2026-11-20T09:05:00Z' },
    summary: { primaryDimension: dimension(primary, ['PutObject', 3], ['GetObject', 1200]), details },
  });
  const dimension = (name: string, ...statistics: readonly (readonly [string, number])[]): JsonObject => ({
    dimension: name,
    statistics: statistics.map(([of, value]) => ({ name: of, value })),
  });

  it.each(['EVENT_NAME', 'eventName'])('says what it sums up and when (%s)', (name) =>
    expect(factsOf(aggregated(name))).toMatchObject({
      eventId: 'lower-case',
      what: 'GetObject, PutObject (s3.amazonaws.com)',
      when: '2026-11-20T09:00:00Z',
    }),
  );

  it('says who, from where, and what failed', () =>
    expect(
      factsOf(
        aggregated(
          'eventName',
          dimension('userIdentity', ['alice', 1]),
          dimension('sourceIpAddress', ['203.0.113.7', 1]),
          dimension('errorCodes', ['null', 3], ['AccessDenied', 1]),
        ),
      ),
    ).toMatchObject({ who: 'alice', from: '203.0.113.7', error: 'AccessDenied' }));

  it('without a list of calls is named by its source', () =>
    expect(factsOf(aggregated('resourceARN')).what).toBe('(s3.amazonaws.com)'));
});

describe('who it was', () => {
  const person = { userId: '544894e8-80c1', identityStoreArn: 'arn:aws:identitystore::1:identitystore/d-1' };
  const anArn = 'arn:aws:sts::111122223333:assumed-role/web/session';

  it.each([
    [{ type: 'AWSService', invokedBy: 'ec2.amazonaws.com' }, 'ec2.amazonaws.com'],
    [{ type: 'WebIdentityUser', userName: 'octo-org', principalId: 'p' }, 'octo-org'],
    [{ type: 'WebIdentityUser', userName: 'Root' }, 'Root (WebIdentityUser)'],
    [
      { type: 'WebIdentityUser', userName: 'arn:aws:iam::111122223333:root' },
      'arn:aws:iam::111122223333:root (WebIdentityUser)',
    ],
    [{ type: 'SAMLUser', userName: 'dave', identityProvider: 'idp.example' }, 'dave (idp.example)'],
    [
      { type: 'AWSAccount', principalId: 'AROA:session', accountId: '444455556666' },
      'AROA:session (account 444455556666)',
    ],
    [{ type: 'AWSAccount', principalId: 'AROA:session', accountId: '111122223333' }, 'AROA:session'],
    [{ type: 'AWSAccount', accountId: '444455556666' }, '444455556666'],
    [{ type: 'AWSAccount', principalId: '', accountId: 'ANONYMOUS_PRINCIPAL' }, 'ANONYMOUS_PRINCIPAL'],
    [{ type: 'Root', principalId: '111122223333', accountId: '111122223333' }, 'Root'],
    [{ type: 'IdentityCenterUser', arn: '', accountId: '111122223333', onBehalfOf: person }, '544894e8-80c1'],
    [{ type: 'AssumedRole', arn: anArn, onBehalfOf: person }, `${anArn} for 544894e8-80c1`],
    [{ type: 'AssumedRole', arn: anArn, sessionContext: { sourceIdentity: 'eve' } }, `${anArn} for eve`],
    [{ type: 'AssumedRole', arn: anArn, sessionContext: { sourceIdentity: 'session' } }, anArn],
    [{ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', accountId: '111122223333' }, 'AKIAIOSFODNN7EXAMPLE'],
    [{ accessKeyId: '', accountId: '111122223333' }, undefined],
    [{ type: 'Unknown' }, 'Unknown'],
    [{ userName: {}, onBehalfOf: [], invokedBy: 5, sessionContext: 'x' }, undefined],
  ])('is read from %j', (userIdentity, who) => expect(factsOf(aRecord({ userIdentity })).who).toBe(who));

  it('is the user name of a sign-in, and the ID that stays the same', () => {
    const userIdentity = { type: 'IdentityCenterUser', accountId: '111122223333', onBehalfOf: person };
    const additionalEventData = { UserName: 'alice@example.com' };
    expect(factsOf(aRecord({ userIdentity, additionalEventData })).who).toBe(
      'alice@example.com (544894e8-80c1)',
    );
  });
});

describe('a sign-in that failed has an error, wherever the event says so', () => {
  it.each([
    [{ eventName: 'UserAuthentication', serviceEventDetails: { UserAuthentication: 'Failure' } }],
    [{ eventName: 'CredentialVerification', serviceEventDetails: { CredentialVerification: 'Failure' } }],
    [{ eventName: 'ConsoleLogin', responseElements: { ConsoleLogin: 'Failure' } }],
  ])('%j', (fields) => expect(factsOf(aRecord(fields)).error).toBe('Failure'));

  it('and none when it did not', () =>
    expect(
      factsOf(aRecord({ eventName: 'ConsoleLogin', responseElements: { ConsoleLogin: 'Success' } })).error,
    ).toBeUndefined());
});
