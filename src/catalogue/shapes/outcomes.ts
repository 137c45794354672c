import { aCall, account, type Shape, without } from './shape.ts';

/** Calls that changed something, that failed, and of which CloudTrail keeps something back. */
export const outcomes = (): readonly Shape[] => [
  {
    name: 'a call that changed something',
    record: aCall({
      eventSource: 'iam.amazonaws.com',
      eventName: 'CreateAccessKey',
      awsRegion: 'us-east-1',
      requestParameters: { userName: 'bob' },
      responseElements: {
        accessKey: {
          userName: 'bob',
          accessKeyId: 'AKIAI44QH8DHBEXAMPLE',
          status: 'Active',
          createDate: 'Nov 20, 2026, 9:02:11 AM',
        },
      },
      readOnly: false,
    }),
  },
  {
    name: 'a denied call',
    record: aCall({
      eventSource: 'iam.amazonaws.com',
      eventName: 'CreateUser',
      errorCode: 'AccessDenied',
      errorMessage: `User: arn:aws:iam::${account}:user/alice is not authorized to perform: iam:CreateUser on resource: arn:aws:iam::${account}:user/x because no identity-based policy allows the iam:CreateUser action`,
      requestParameters: null,
      readOnly: false,
    }),
  },
  {
    name: 'a denied call to EC2',
    record: aCall({
      eventName: 'RunInstances',
      errorCode: 'Client.UnauthorizedOperation',
      errorMessage:
        'You are not authorized to perform this operation. Encoded authorization failure message: zzzz',
      requestParameters: {
        instancesSet: { items: [{ imageId: 'ami-0123456789abcdef0', minCount: 1, maxCount: 20 }] },
        instanceType: 'p5.48xlarge',
        monitoring: { enabled: false },
      },
      readOnly: false,
    }),
  },
  {
    name: 'a call for something that does not exist',
    record: aCall({
      eventSource: 'cloudtrail.amazonaws.com',
      eventName: 'StopLogging',
      errorCode: 'TrailNotFoundException',
      errorMessage: `Unknown trail: main for the user: ${account}`,
      requestParameters: { name: 'main' },
      readOnly: false,
    }),
  },
  {
    name: 'a call that was throttled, with no message',
    record: aCall({ errorCode: 'ThrottlingException', requestParameters: null }),
  },
  {
    name: 'a call without a user agent',
    record: aCall({ userAgent: null, apiVersion: null, additionalEventData: null }),
  },
  {
    name: 'a record whose request and answer are withheld',
    record: aCall({
      eventSource: 'secretsmanager.amazonaws.com',
      eventName: 'PutSecretValue',
      requestParameters: 'HIDDEN_DUE_TO_SECURITY_REASONS',
      responseElements: 'HIDDEN_DUE_TO_SECURITY_REASONS',
      readOnly: false,
    }),
  },
  {
    name: 'a record with objects in the request withheld',
    record: aCall({
      eventSource: 'lambda.amazonaws.com',
      eventName: 'UpdateFunctionConfiguration20150331v2',
      apiVersion: '2015-03-31',
      requestParameters: {
        functionName: 'nightly-report',
        environment: 'HIDDEN_DUE_TO_SECURITY_REASONS',
      },
      responseElements: { functionName: 'nightly-report', environment: {}, timeout: 30 },
      readOnly: false,
    }),
  },
  {
    name: 'a record that was too large',
    record: aCall({
      eventSource: 'iam.amazonaws.com',
      eventName: 'GetAccountAuthorizationDetails',
      requestParameters: { omitted: true, originalSize: 123456, reason: 'size' },
      responseElements: { omitted: true },
      additionalEventData: { omitted: true },
    }),
  },
  {
    name: 'a record that came late',
    record: aCall({ addendum: { reason: 'DELIVERY_DELAY' } }),
  },
  {
    name: 'a record that corrects another',
    record: aCall({
      addendum: {
        reason: 'UPDATED_DATA',
        updatedFields: 'responseElements',
        originalRequestID: '5f0c3b1e-2a4d-4c6f-8e7a-9b1d2c3e4f50',
        originalEventID: '0f1e2d3c-4b5a-4697-8877-66554433aa00',
      },
    }),
  },
  {
    name: 'a record with tags and conditions',
    record: aCall({
      eventContext: {
        requestContext: { 'aws:SecureTransport': 'true' },
        tagContext: { principalTags: { team: 'payments' }, resourceTags: [] },
      },
    }),
  },
  {
    name: 'a record of 2014',
    record: without(
      aCall({ eventVersion: '1.02', eventTime: '2014-12-01T00:00:00Z' }),
      'readOnly',
      'managementEvent',
      'eventCategory',
      'tlsDetails',
    ),
  },
  {
    name: 'a record before accounts were named in it',
    record: without(
      aCall({ eventVersion: '1.0', eventTime: '2013-11-20T00:00:00Z' }),
      'readOnly',
      'managementEvent',
      'eventCategory',
      'recipientAccountId',
      'requestID',
      'tlsDetails',
    ),
  },
];
