import { describe, expect, it } from 'vitest';
import { sentenceOf, whatSentence } from '../../../src/alerts/sentence.ts';
import type { JsonObject, JsonValue } from '../../../src/json.ts';
import { aRecord } from '../../support/builders.ts';

const aCall = (name: string, requestParameters: JsonValue, fields = {}) =>
  aRecord({ eventName: name, requestParameters, ...fields });

describe('of a call that is in the table', () => {
  it.each([
    ['succeeded', {}, 'created user eve'],
    [
      'was denied',
      { errorCode: 'AccessDenied' },
      'tried to create user eve, which was denied (AccessDenied)',
    ],
    [
      'failed',
      { errorCode: 'EntityAlreadyExistsException' },
      'tried to create user eve, which failed (EntityAlreadyExistsException)',
    ],
  ])('says that it %s', (_, fields, what) => {
    const record = aCall('CreateUser', { userName: 'eve' }, fields);
    expect(whatSentence(record)).toBe(what);
    expect(sentenceOf(record)).toMatch(/alice/);
    expect(sentenceOf(record)?.endsWith(` ${what}`)).toBe(true);
  });

  it('says less when the record does not have what the sentence needs', () =>
    expect(whatSentence(aCall('CreateUser', null))).toBe('created an IAM user'));

  it('of a denied call without parameters names what the message names', () => {
    const resource = 'arn:aws:iam::111122223333:user/eve';
    const errorMessage = `User: x is not authorized to perform: iam:CreateUser on resource: ${resource} with an explicit deny in a service control policy`;
    const record = aCall('CreateUser', null, { errorCode: 'AccessDenied', errorMessage });
    expect(whatSentence(record)).toBe(
      'tried to create an IAM user (user eve), which was denied (AccessDenied)',
    );
  });

  it('of a denied call does not name what is not plainly a name', () => {
    const errorMessage = 'not authorized to perform: iam:CreateUser on resource: arn:aws:iam::1:user/"(eve),';
    const record = aCall('CreateUser', null, { errorCode: 'AccessDenied', errorMessage });
    expect(whatSentence(record)).toBe('tried to create an IAM user, which was denied (AccessDenied)');
  });

  it('says that it was a dry run', () => {
    const record = aCall('StopInstances', null, {
      ...{ eventSource: 'ec2.amazonaws.com', errorCode: 'Client.DryRunOperation' },
    });
    expect(whatSentence(record)).toBe('tried to stop instances (a dry run)');
  });

  it('does not call a failed sign-in denied', () => {
    const login = {
      ...{ eventSource: 'signin.amazonaws.com', responseElements: { ConsoleLogin: 'Failure' } },
      additionalEventData: { MFAUsed: 'No' },
    };
    expect(whatSentence(aCall('ConsoleLogin', null, login))).toBe(
      'tried to sign in to the console, which failed',
    );
  });

  it('names nobody when the record names nobody', () =>
    expect(sentenceOf(aCall('CreateUser', { userName: 'eve' }, { userIdentity: null }))).toBe(
      'unknown caller created user eve',
    ));
});

describe('of another call', () => {
  const fields = { eventSource: 'foo.amazonaws.com', eventName: 'CreateFoo' };
  it.each([
    [{}, 'CreateFoo (foo.amazonaws.com) by alice (IAM user) succeeded'],
    [
      { errorCode: 'AccessDenied' },
      'CreateFoo (foo.amazonaws.com) by alice (IAM user) was denied (AccessDenied)',
    ],
    [
      { errorCode: 'FooLimitException' },
      'CreateFoo (foo.amazonaws.com) by alice (IAM user) failed (FooLimitException)',
    ],
    [
      { errorCode: 'Client.DryRunOperation' },
      'CreateFoo (foo.amazonaws.com) by alice (IAM user) was attempted',
    ],
    [
      { eventName: 'CheckMfa', responseElements: { CheckMfa: 'Failure' } },
      'CheckMfa (foo.amazonaws.com) by alice (IAM user) failed',
    ],
    [{ eventSource: null }, 'CreateFoo by alice (IAM user) succeeded'],
    [
      { eventName: 'CreateUser (x) succeeded' },
      '"CreateUser (x) succeeded" (foo.amazonaws.com) by alice (IAM user) succeeded',
    ],
    [{ eventName: 'constructor' }, 'constructor (foo.amazonaws.com) by alice (IAM user) succeeded'],
  ])('with %j says who made it, and what came of it', (more, sentence) =>
    expect(sentenceOf(aRecord({ ...fields, ...more }))).toBe(sentence),
  );

  it('names nobody when the record names nobody', () =>
    expect(sentenceOf(aRecord({ ...fields, userIdentity: null }))).toBe(
      'CreateFoo (foo.amazonaws.com) succeeded',
    ));
});

it.each([
  ['Insights of which nothing is known', { eventName: null, insightDetails: { state: 'Start' } }],
  ['aggregated events', { eventName: null, summary: {} }],
])('says nothing of %s', (_, fields) => {
  expect(sentenceOf(aRecord(fields))).toBeUndefined();
  expect(whatSentence(aRecord(fields))).toBeUndefined();
});

describe('says which calls are unusual', () => {
  const anInsight = (details: JsonObject) =>
    aRecord({
      eventName: null,
      userIdentity: null,
      insightDetails: {
        ...{ state: 'Start', insightType: 'ApiErrorRateInsight' },
        ...{ eventName: 'CreateUser', eventSource: 'iam.amazonaws.com' },
        insightContext: {
          statistics: { baseline: { average: 0.5 }, insight: { average: 42 }, insightDuration: 3 },
        },
        ...details,
      },
    });

  it.each([
    [
      { errorCode: 'AccessDenied' },
      'CreateUser (iam.amazonaws.com) failed with AccessDenied at an unusual rate: 42 a minute for 3 minutes, usually 0.5',
    ],
    [
      { state: 'End', insightContext: null },
      'CreateUser (iam.amazonaws.com) failed at an unusual rate, which has ended',
    ],
    [
      { insightType: 'ApiCallRateInsight', eventName: 'a b' },
      '"a b" (iam.amazonaws.com) was called at an unusual rate: 42 a minute for 3 minutes, usually 0.5',
    ],
    [
      {
        insightContext: {
          statistics: { baseline: { average: 0.0000882 }, insight: { average: 6 } },
          attributions: [
            {
              attribute: 'userIdentityArn',
              insight: [{ value: 'arn:aws:iam::111122223333:user/eve', average: 6 }],
            },
          ],
        },
      },
      'CreateUser (iam.amazonaws.com) failed at an unusual rate, mostly by eve (IAM user): 6 a minute, usually one in 8 days',
    ],
    [{ insightType: 'OtherInsight' }, undefined],
    [{ eventName: 5 }, undefined],
  ])('%j', (details, sentence) => {
    expect(sentenceOf(anInsight(details))).toBe(sentence);
    expect(whatSentence(anInsight(details))).toBe(sentence);
  });
});

it('is as short as a headline needs it', () => {
  const record = aCall('CreateUser', { userName: 'x'.repeat(200) }, { errorCode: 'AccessDenied' });
  expect(whatSentence(record, 80)).toBe(
    `tried to create user ${'x'.repeat(12)}…${'x'.repeat(11)}, which was denied (AccessDenied)`,
  );
});

it('does not let a name say something', () =>
  expect(whatSentence(aCall('DeleteUser', { userName: 'x, which was denied (AccessDenied)' }))).toBe(
    'deleted user "x, which was denied (AccessDenied)"',
  ));
