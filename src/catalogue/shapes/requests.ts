import type { JsonObject, JsonValue } from '../../json.ts';
import { aCall, account, otherAccount, type Shape } from './shape.ts';

/** Requests of the calls that rules ask for most, in all the forms that services give them. */
export const requests = (): readonly Shape[] => [
  request('a rule of a security group, flat', 'ec2', 'AuthorizeSecurityGroupIngress', {
    groupId: 'sg-0123456789abcdef0',
    cidrIp: '0.0.0.0/0',
    ipProtocol: 'tcp',
    fromPort: 22,
    toPort: 22,
    ipPermissions: {},
  }),
  request('rules of a security group, in lists', 'ec2', 'AuthorizeSecurityGroupIngress', {
    groupId: 'sg-0123456789abcdef0',
    ipPermissions: {
      items: [
        {
          ipProtocol: 'tcp',
          fromPort: 443,
          toPort: 443,
          groups: {},
          ipRanges: { items: [{ cidrIp: '203.0.113.0/24' }] },
          ipv6Ranges: { items: [{ cidrIpv6: '::/0' }] },
          prefixListIds: {},
        },
        {
          ipProtocol: '-1',
          groups: { items: [{ groupId: 'sg-0fedcba9876543210' }] },
          ipRanges: {},
          ipv6Ranges: {},
        },
      ],
    },
  }),
  request('flow logs deleted, whose request is nested', 'ec2', 'DeleteFlowLogs', {
    DeleteFlowLogsRequest: { FlowLogId: { content: 'fl-0123456789abcdef0', tag: 1 } },
  }),
  request('user data, which is removed from the record', 'ec2', 'ModifyInstanceAttribute', {
    instanceId: 'i-0123456789abcdef0',
    userData: '<sensitiveDataRemoved>',
  }),
  request('a snapshot shared with another account', 'ec2', 'ModifySnapshotAttribute', {
    snapshotId: 'snap-0123456789abcdef0',
    createVolumePermission: { add: { items: [{ userId: otherAccount }] } },
    attributeType: 'CREATE_VOLUME_PERMISSION',
  }),
  request('a policy of IAM, which is text', 'iam', 'PutUserPolicy', {
    userName: 'bob',
    policyName: 'all',
    policyDocument: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
  }),
  request('a policy of IAM, with single values and no valid JSON', 'iam', 'UpdateAssumeRolePolicy', {
    roleName: 'web',
    policyDocument: '{"Version":"2012-10-17","Statement":{"Effect":"Allow",',
  }),
  request('a policy of a bucket, which is an object', 's3', 'PutBucketPolicy', {
    bucketName: 'amzn-s3-demo-bucket',
    bucketPolicy: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: '*',
          Action: ['s3:GetObject'],
          Resource: 'arn:aws:s3:::amzn-s3-demo-bucket/*',
        },
      ],
    },
    policy: '',
    Host: 's3.amazonaws.com',
  }),
  request('a policy of a bucket with one statement', 's3', 'PutBucketPolicy', {
    bucketName: 'amzn-s3-demo-bucket',
    bucketPolicy: {
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: [`arn:aws:iam::${otherAccount}:root`, account] },
        Action: '*',
      },
    },
  }),
  request(
    'a lifecycle of one rule',
    's3',
    'PutBucketLifecycle',
    lifecycle({ Status: 'Enabled', Expiration: { Days: 1 } }),
  ),
  request(
    'a lifecycle of several rules',
    's3',
    'PutBucketLifecycle',
    lifecycle([
      { Status: 'Enabled', Expiration: { Days: 365 } },
      { Status: 'Disabled', Transition: { Days: 30 } },
    ]),
  ),
  request('public access to a bucket', 's3', 'PutBucketPublicAccessBlock', {
    bucketName: 'amzn-s3-demo-bucket',
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: false,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    },
  }),
  request("a function's code", 'lambda', 'UpdateFunctionCode20150331v2', {
    functionName: `arn:aws:lambda:eu-west-1:${account}:function:nightly-report`,
    dryRun: false,
    publish: false,
  }),
  request('event selectors of a trail', 'cloudtrail', 'PutEventSelectors', {
    trailName: 'main',
    eventSelectors: [
      {
        readWriteType: 'ReadOnly',
        includeManagementEvents: false,
        dataResources: [],
        excludeManagementEventSources: [],
      },
    ],
  }),
  request('secrets asked for in lists', 'ssm', 'GetParameters', {
    names: ['/prod/db/password', '/prod/api/key'],
    withDecryption: true,
  }),
];

const lifecycle = (rule: JsonValue): JsonObject => ({
  bucketName: 'amzn-s3-demo-bucket',
  lifecycle: '',
  LifecycleConfiguration: { Rule: rule },
});

const request = (name: string, service: string, eventName: string, requestParameters: JsonObject): Shape => ({
  name,
  record: aCall({
    eventSource: `${service}.amazonaws.com`,
    eventName,
    requestParameters,
    responseElements: service === 'ec2' ? { _return: true } : null,
    readOnly: /^(Describe|Get|List)/.test(eventName),
  }),
});
