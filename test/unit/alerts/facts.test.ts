import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../src/alerts/facts.ts';
import { eventIdOf } from '../../../src/trail/record.ts';
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

it('names an insight by its type and an aggregated event by its own id', () => {
  expect(factsOf({ eventType: 'AwsCloudTrailInsight' }).what).toBe('AwsCloudTrailInsight');
  expect(eventIdOf({ eventId: 'lower-case' })).toBe('lower-case');
});

describe('who it was', () => {
  it.each([
    [{ type: 'AWSService', invokedBy: 'ec2.amazonaws.com' }, 'ec2.amazonaws.com'],
    [{ type: 'WebIdentityUser', userName: 'octo-org', principalId: 'p' }, 'octo-org'],
    [{ type: 'AWSAccount', principalId: 'AROA:session', accountId: '444455556666' }, 'AROA:session'],
    [{ type: 'AWSAccount', accountId: 'ANONYMOUS_PRINCIPAL' }, 'ANONYMOUS_PRINCIPAL'],
    [{ type: 'Unknown' }, 'Unknown'],
  ])('is read from %j', (userIdentity, who) => expect(factsOf(aRecord({ userIdentity })).who).toBe(who));
});
