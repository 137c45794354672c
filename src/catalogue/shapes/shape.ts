import type { JsonObject } from '../../json.ts';

/** A record as CloudTrail can write it, invented, and what is special about it, to be shown to people. */
export interface Shape {
  /** Such as `a denied call`. */
  readonly name: string;
  readonly record: JsonObject;
}

export const account = '111122223333';
export const otherAccount = '444455556666';

/** A call of the API that succeeded and changed nothing, by a user, with the fields that every such record has. */
export const aCall = (fields: JsonObject = {}): JsonObject => ({
  eventVersion: '1.11',
  userIdentity: {
    type: 'IAMUser',
    principalId: 'AIDAEXAMPLEALICE00001',
    arn: `arn:aws:iam::${account}:user/alice`,
    accountId: account,
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    userName: 'alice',
  },
  eventTime: '2026-11-20T09:02:11Z',
  eventSource: 'ec2.amazonaws.com',
  eventName: 'DescribeInstances',
  awsRegion: 'eu-west-1',
  sourceIPAddress: '203.0.113.7',
  userAgent: 'aws-cli/2.31.0 md/awscrt#0.27.6 ua/2.1 os/linux#6.1 lang/python#3.13.4',
  requestParameters: { instancesSet: {}, filterSet: {} },
  responseElements: null,
  requestID: '5f0c3b1e-2a4d-4c6f-8e7a-9b1d2c3e4f50',
  eventID: '0f1e2d3c-4b5a-4697-8877-66554433aa01',
  readOnly: true,
  eventType: 'AwsApiCall',
  managementEvent: true,
  recipientAccountId: account,
  eventCategory: 'Management',
  tlsDetails: {
    tlsVersion: 'TLSv1.3',
    cipherSuite: 'TLS_AES_128_GCM_SHA256',
    clientProvidedHostHeader: 'ec2.eu-west-1.amazonaws.com',
  },
  ...fields,
});

/** The record without some of its fields. */
export const without = (record: JsonObject, ...names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
