import { aCall, account, otherAccount, type Shape, without } from './shape.ts';

/** Events of services and of the console, data, network activity, Insights and aggregated events. */
export const otherKinds = (): readonly Shape[] => [
  {
    name: 'an event of a service',
    record: {
      ...without(aCall(), 'requestID', 'tlsDetails'),
      userIdentity: { accountId: account, invokedBy: 'AWS Internal' },
      eventSource: 'kms.amazonaws.com',
      eventName: 'RotateKey',
      sourceIPAddress: 'AWS Internal',
      userAgent: 'AWS Internal',
      requestParameters: null,
      readOnly: false,
      resources: [
        {
          ARN: `arn:aws:kms:eu-west-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
          accountId: account,
          type: 'AWS::KMS::Key',
        },
      ],
      eventType: 'AwsServiceEvent',
      serviceEventDetails: { keyId: '1234abcd-12ab-34cd-56ef-1234567890ab', rotationType: 'AUTOMATIC' },
    },
  },
  {
    name: 'an event of a service without details',
    record: {
      ...without(aCall(), 'requestID', 'tlsDetails', 'userAgent'),
      userIdentity: { type: 'AWSService', accountId: account, invokedBy: 'ec2.amazonaws.com' },
      eventName: 'SharedSnapshotVolumeCreated',
      sourceIPAddress: 'ec2.amazonaws.com',
      requestParameters: { snapshotId: 'snap-0123456789abcdef0' },
      readOnly: false,
      eventType: 'AwsServiceEvent',
      serviceEventDetails: null,
    },
  },
  {
    name: 'an action in the billing console',
    record: {
      ...without(aCall(), 'requestID', 'tlsDetails', 'userAgent'),
      userIdentity: { accountId: account, accessKeyId: '' },
      eventSource: 'billingconsole.amazonaws.com',
      eventName: 'SetContactAddress',
      awsRegion: 'us-east-1',
      requestParameters: { city: 'Berlin', countryCode: 'DE' },
      readOnly: false,
      eventType: 'AwsConsoleAction',
    },
  },
  {
    name: 'a data event',
    record: aCall({
      eventSource: 's3.amazonaws.com',
      eventName: 'GetObject',
      requestParameters: {
        bucketName: 'amzn-s3-demo-bucket',
        key: 'report.csv',
        Host: 's3.eu-west-1.amazonaws.com',
      },
      additionalEventData: {
        SignatureVersion: 'SigV4',
        CipherSuite: 'TLS_AES_128_GCM_SHA256',
        AuthenticationMethod: 'AuthHeader',
        bytesTransferredIn: 0,
        bytesTransferredOut: 4096,
        'x-amz-id-2': 'EXAMPLE',
      },
      resources: [
        { type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::amzn-s3-demo-bucket/report.csv' },
        { accountId: account, type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::amzn-s3-demo-bucket' },
      ],
      managementEvent: false,
      eventCategory: 'Data',
      vpcEndpointId: 'vpce-0123456789abcdef0',
      vpcEndpointAccountId: account,
    }),
  },
  {
    name: 'a data event about a prefix, at an Outpost',
    record: aCall({
      eventSource: 's3-outposts.amazonaws.com',
      eventName: 'DeleteObjects',
      requestParameters: { bucketName: 'amzn-s3-demo-bucket', delete: '' },
      resources: [
        { type: 'AWS::S3::Object', ARNPrefix: 'arn:aws:s3:::amzn-s3-demo-bucket/' },
        { ARN: 'arn:aws:s3:::amzn-s3-demo-bucket' },
      ],
      readOnly: false,
      managementEvent: false,
      eventCategory: 'Data',
      edgeDeviceDetails: { type: 'outposts', deviceId: 'op-01ac5d28a6a232904' },
    }),
  },
  {
    name: 'a call that a VPC endpoint let through',
    record: {
      ...without(
        aCall(),
        'userAgent',
        'requestParameters',
        'responseElements',
        'readOnly',
        'managementEvent',
        'tlsDetails',
      ),
      sourceIPAddress: '10.0.1.1',
      eventType: 'AwsVpceEvent',
      sharedEventID: '7d8c9b0a-1f2e-4d3c-9b5a-6978879665b0',
      vpcEndpointId: 'vpce-0123456789abcdef0',
      vpcEndpointAccountId: account,
      eventCategory: 'NetworkActivity',
    },
  },
  {
    name: 'a call that a VPC endpoint denied',
    record: {
      ...without(
        aCall(),
        'userAgent',
        'requestParameters',
        'responseElements',
        'readOnly',
        'managementEvent',
        'tlsDetails',
      ),
      userIdentity: { type: 'AWSAccount', principalId: 'AROAEXAMPLEMALLORY001:x', accountId: otherAccount },
      sourceIPAddress: '10.0.1.1',
      errorCode: 'VpceAccessDenied',
      errorMessage: 'The request was denied due to a VPC endpoint policy',
      eventType: 'AwsVpceEvent',
      sharedEventID: '7d8c9b0a-1f2e-4d3c-9b5a-6978879665b1',
      vpcEndpointId: 'vpce-0123456789abcdef0',
      vpcEndpointAccountId: account,
      eventCategory: 'NetworkActivity',
    },
  },
  insight('Start', { insightType: 'ApiCallRateInsight' }),
  insight('End', { insightType: 'ApiErrorRateInsight', errorCode: 'AccessDenied' }),
  {
    name: 'an aggregated event',
    record: {
      eventVersion: '1.0',
      accountId: account,
      eventId: '0f1e2d3c-4b5a-4697-8877-66554433aa02',
      eventCategory: 'Aggregated',
      eventType: 'AwsAggregatedEvent',
      awsRegion: 'eu-west-1',
      eventSource: 's3.amazonaws.com',
      timeWindow: {
        windowStart: '2026-11-20T09:00:00Z',
        windowEnd: '2026-11-20T09:05:00Z',
        windowSize: 'PT5M',
      },
      summary: {
        primaryDimension: { dimension: 'EVENT_NAME', statistics: [{ name: 'GetObject', value: 1200 }] },
      },
    },
  },
];

const insight = (
  state: 'Start' | 'End',
  about: { readonly insightType: string; readonly errorCode?: string },
): Shape => ({
  name: `the ${state.toLowerCase()} of an Insights event`,
  record: {
    eventVersion: '1.09',
    eventTime: '2026-11-20T09:02:00Z',
    awsRegion: 'eu-west-1',
    eventID: '0f1e2d3c-4b5a-4697-8877-66554433aa03',
    eventType: 'AwsCloudTrailInsight',
    recipientAccountId: account,
    sharedEventID: '7d8c9b0a-1f2e-4d3c-9b5a-6978879665c0',
    insightDetails: {
      state,
      eventSource: 'iam.amazonaws.com',
      eventName: 'AttachUserPolicy',
      ...about,
      insightContext: {
        statistics: {
          baseline: { average: 0.01 },
          insight: { average: 7 },
          insightDuration: 3,
          baselineDuration: 10080,
        },
        attributions: [{ attribute: 'userAgent', insight: [{ value: 'aws-cli', average: 7 }], baseline: [] }],
      },
    },
    eventCategory: 'Insight',
  },
});
