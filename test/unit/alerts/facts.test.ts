import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../src/alerts/facts.ts';
import type { JsonObject } from '../../../src/json.ts';
import { aRecord } from '../../support/builders.ts';

it('says who did what, where, when, and from where', () => {
  expect(factsOf(aRecord({ errorCode: 'AccessDenied', errorMessage: 'not authorized' }))).toEqual({
    who: 'alice (IAM user), arn:aws:iam::111122223333:user/alice',
    what: 'CreateAccessKey (iam.amazonaws.com)',
    error: 'AccessDenied: not authorized',
    account: '111122223333',
    region: 'us-east-1',
    when: '2026-11-20T09:02:11Z',
    from: '203.0.113.7',
    eventId: 'event-1',
  });
});

it('leaves out of an error what nobody can read', () => {
  const errorCode = 'Client.UnauthorizedOperation';
  const errorMessage = `Not authorized. Encoded authorization failure message: ${'aZ09-_'.repeat(100)}`;
  expect(factsOf(aRecord({ errorCode, errorMessage })).error).toBe(`${errorCode}: Not authorized.`);
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

it.each([
  [
    { eventName: 'CreateFoo succeeded, nothing to do' },
    '"CreateFoo succeeded, nothing to do" (iam.amazonaws.com)',
  ],
  [{ eventSource: 'x) by root (y' }, 'CreateAccessKey ("x) by root (y")'],
  [
    {
      insightDetails: {
        insightType: 'ApiCallRateInsight',
        eventName: 'a b',
        eventSource: 'ec2.amazonaws.com',
      },
    },
    'ApiCallRateInsight: "a b" (ec2.amazonaws.com)',
  ],
])('quotes the name of a call that could be words: %j', (fields, what) =>
  expect(factsOf(aRecord(fields)).what).toBe(what),
);

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
