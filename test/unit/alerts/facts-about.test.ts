import { expect, it } from 'vitest';
import { asRecorded } from '../../../src/alerts/display.ts';
import { factsAbout } from '../../../src/alerts/facts-about.ts';
import type { JsonObject } from '../../../src/json.ts';
import { aRecord } from '../../support/builders.ts';

const factsOf = (fields: JsonObject) => factsAbout(aRecord(fields), asRecorded);

it('a record says what people ask, in the order in which they ask', () =>
  expect(
    factsOf({
      userIdentity: {
        type: 'AssumedRole',
        arn: 'arn:aws:sts::111122223333:assumed-role/Admin/bob',
        accountId: '111122223333',
        accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
        sessionContext: { attributes: { mfaAuthenticated: 'false' } },
      },
      requestParameters: { userName: 'eve' },
      errorCode: 'AccessDenied',
      errorMessage: 'not authorized',
      userAgent: 'aws-cli/2.15.1 Python/3.11',
      vpcEndpointId: 'vpce-1',
      tlsDetails: { tlsVersion: 'TLSv1.1' },
    }),
  ).toEqual([
    ['What', 'CreateAccessKey (iam.amazonaws.com)'],
    ['Outcome', 'denied (AccessDenied)'],
    ['Who', 'bob (role Admin), arn:aws:sts::111122223333:assumed-role/Admin/bob'],
    ['Target', 'user eve'],
    ['Error', 'AccessDenied: not authorized'],
    ['Account', '111122223333'],
    ['Region', 'us-east-1'],
    ['When', '2026-11-20T09:02:11Z'],
    ['From', '203.0.113.7 through vpce-1 (AWS CLI 2.15.1)'],
    ['MFA', 'not used'],
    ['Key', 'ASIAIOSFODNN7EXAMPLE (temporary)'],
    ['TLS', 'TLSv1.1 (outdated)'],
    ['Event', 'event-1'],
  ]));

it('a service that calls for somebody is named once', () =>
  expect(
    factsOf({ sourceIPAddress: 'cloudformation.amazonaws.com', userAgent: 'cloudformation.amazonaws.com' }),
  ).toContainEqual(['From', 'cloudformation.amazonaws.com']));

it('the outcome is a fact of its own, which no name can look like', () =>
  expect(factsOf({ eventName: 'X succeeded', errorCode: 'x (succeeded)' })).toContainEqual([
    'Outcome',
    'failed ("x (succeeded)")',
  ]));

it('Insights say which call, how often, how often usually, by whom and with what', () =>
  expect(
    factsAbout(
      {
        eventTime: '2026-03-04T05:06:00Z',
        eventID: 'e',
        eventType: 'AwsCloudTrailInsight',
        eventCategory: 'Insight',
        awsRegion: 'us-east-1',
        recipientAccountId: '111122223333',
        insightDetails: {
          state: 'End',
          eventSource: 'iam.amazonaws.com',
          eventName: 'AttachUserPolicy',
          insightType: 'ApiCallRateInsight',
          insightContext: {
            statistics: {
              baseline: { average: 0.0020833333 },
              insight: { average: 6 },
              insightDuration: 7,
              baselineDuration: 10079,
            },
            attributions: [
              {
                attribute: 'userIdentityArn',
                insight: [{ value: 'arn:aws:iam::111122223333:user/eve', average: 6 }],
              },
              { attribute: 'userAgent', insight: [{ value: 'aws-cli/2.15.1', average: 6 }] },
            ],
          },
        },
      },
      asRecorded,
    ),
  ).toEqual([
    ['What', 'End of ApiCallRateInsight: AttachUserPolicy (iam.amazonaws.com)'],
    ['Who', 'arn:aws:iam::111122223333:user/eve'],
    ['Rate', '6 a minute for 7 minutes, usually one in 8 hours'],
    ['Account', '111122223333'],
    ['Region', 'us-east-1'],
    ['When', '2026-03-04T05:06:00Z'],
    ['From', 'AWS CLI 2.15.1'],
    ['Event', 'e'],
  ]));

it('no place can look like other facts: what is no plain name is in quotes', () =>
  expect(
    factsAbout(
      aRecord({
        recipientAccountId: 'prod (111122223333)',
        awsRegion: 'us-east-1) [CRITICAL] (',
        sourceIPAddress: '203.0.113.7 (AWS console) MFA used',
        userAgent: 'curl/8',
      }),
      asRecorded,
    ),
  ).toEqual(
    expect.arrayContaining([
      ['Account', '"prod (111122223333)"'],
      ['Region', '"us-east-1) [CRITICAL] ("'],
      ['From', '"203.0.113.7 (AWS console) MFA used" (curl/8)'],
    ]),
  ));

it('shows what CloudTrail writes for the address of AWS itself as it is', () =>
  expect(factsAbout(aRecord({ sourceIPAddress: 'AWS Internal' }), asRecorded)).toContainEqual([
    'From',
    'AWS Internal',
  ]));
