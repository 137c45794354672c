import type { Alert, MatchAlert } from '../../src/alerts/alert.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/json.ts';
import { aBurst, aFailureAlert, anAlert, aRecord, aRoundup, aRuleFailure } from './builders.ts';

/**
 * Alerts whose records have texts wherever a record can have one, in turn, and whose rules give them as they can: what a
 * message says of them must be safe.
 */
export const hostileAlerts = (...texts: readonly string[]): readonly Alert[] => {
  const next = inTurn(texts);
  // Long texts take their time, and are cut alike everywhere.
  const isLong = texts.some((text) => text.length > 10_000);
  const records = isLong ? hostileRecords(...texts).slice(4, 6) : hostileRecords(...texts);
  const [first = aRecord(), second = first] = records;
  return [
    ...records.map((record) => matchOf(next(), record)),
    ...outputsWith(next)
      .slice(isLong ? -1 : 0)
      .map((output) => matchOf(next(), first, output)),
    aBurst([first, { ...second, eventID: 'other' }], { rule, logFile: next() }),
    aRoundup(...records.map((record) => matchOf(next(), record))),
    aFailureAlert(
      aRuleFailure({ rule: { ...aRuleFailure().rule, ...rule }, record: first, message: next() }),
    ),
  ];
};

/**
 * Each record with a text in place of every text, in place of all but the words by which the call and its caller are
 * known, and at the end of all but these, as names that callers choose end an ARN.
 */
export const hostileRecords = (...texts: readonly string[]): readonly JsonObject[] => {
  const next = inTurn(texts);
  return [signIn, policy, assumedRole, unknownCall, service, insight].flatMap((record) =>
    [
      withTexts(record, next),
      withTexts(record, (known, key) => (words.has(key) ? known : next())),
      withTexts(record, (known, key) => (words.has(key) ? known : `${known}${next()}`)),
    ].map((changed) => ({ ...changed, additionalEventData: { [next()]: { [next()]: [next()] } } })),
  );
};

const inTurn = (texts: readonly string[]): (() => string) => {
  let given = 0;
  return () => {
    given += 1;
    return texts[(given - 1) % texts.length] ?? '';
  };
};

const words: ReadonlySet<string> = new Set([
  'eventName',
  'eventSource',
  'eventCategory',
  'type',
  'ConsoleLogin',
]);

const rule = { name: 'Hostile', severity: 'high', jqMatch: '{tattletail: .}' } as const;

const matchOf = (text: string, record: JsonObject, output: JsonValue = record): MatchAlert =>
  anAlert({ rule, record, output, logFile: `s3://my-trail/${text}` });

const outputsWith = (next: () => string): readonly JsonValue[] => [
  next(),
  [next(), { [next()]: next() }],
  { [next()]: next(), nested: { [next()]: [next()] } },
  { tattletail: { title: next(), summary: next(), severity: next(), [next()]: next() } },
  { tattletail: { title: next(), summary: next(), severity: 'low' }, [next()]: next() },
];

const withTexts = (value: JsonObject, change: (text: string, key: string) => string): JsonObject => {
  const changed = (member: JsonValue, key: string): JsonValue => {
    if (typeof member === 'string') return change(member, key);
    if (isJsonArray(member)) return member.map((item) => changed(item, key));
    return isJsonObject(member) ? withTexts(member, change) : member;
  };
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, changed(member, key)]));
};

const account = '111122223333';

const usual = aRecord({
  userAgent: 'aws-cli/2.31.0 md/command#iam.create-access-key',
  requestID: 'c0ffee00-0000-4000-8000-000000000001',
  eventType: 'AwsApiCall',
  eventCategory: 'Management',
  vpcEndpointId: 'vpce-0123456789abcdef0',
  tlsDetails: { tlsVersion: 'TLSv1.1', cipherSuite: 'x', clientProvidedHostHeader: 'iam.amazonaws.com' },
});

const signIn: JsonObject = {
  ...usual,
  eventSource: 'signin.amazonaws.com',
  eventName: 'ConsoleLogin',
  eventType: 'AwsConsoleSignIn',
  errorMessage: 'Failed authentication',
  userIdentity: {
    type: 'IAMUser',
    userName: 'alice',
    arn: `arn:aws:iam::${account}:user/alice`,
    accountId: account,
  },
  responseElements: { ConsoleLogin: 'Failure' },
};

const policy: JsonObject = {
  ...usual,
  eventSource: 's3.amazonaws.com',
  eventName: 'PutBucketPolicy',
  userIdentity: {
    type: 'IAMUser',
    userName: 'eve',
    arn: `arn:aws:iam::444455556666:user/eve`,
    accountId: '444455556666',
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    invokedBy: 'athena.amazonaws.com',
  },
  requestParameters: {
    bucketName: 'prod-data',
    bucketPolicy: {
      Statement: [
        { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::444455556666:root' }, Action: 's3:GetObject' },
      ],
    },
  },
  resources: [{ type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::prod-data', accountId: account }],
};

const assumedRole: JsonObject = {
  ...usual,
  eventSource: 'ec2.amazonaws.com',
  eventName: 'AuthorizeSecurityGroupIngress',
  errorCode: 'Client.UnauthorizedOperation',
  errorMessage: 'You are not authorized to perform this operation.',
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLEADMIN00001:bob@example.com',
    arn: `arn:aws:sts::${account}:assumed-role/Admin/bob@example.com`,
    accountId: account,
    accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
    onBehalfOf: {
      userId: '544894e8-80c1-707f',
      identityStoreArn: `arn:aws:identitystore::${account}:identitystore/d-1`,
    },
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        arn: `arn:aws:iam::${account}:role/Admin`,
        accountId: account,
        userName: 'Admin',
      },
      sourceIdentity: 'bob@example.com',
      webIdFederationData: {
        federatedProvider: 'token.actions.githubusercontent.com',
        attributes: { sub: 'x' },
      },
      attributes: { creationDate: '2026-11-20T08:55:12Z', mfaAuthenticated: 'false' },
    },
  },
  requestParameters: {
    groupId: 'sg-0123456789abcdef0',
    ipPermissions: {
      items: [
        { ipProtocol: 'tcp', fromPort: 22, toPort: 22, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } },
      ],
    },
  },
};

const unknownCall: JsonObject = {
  ...usual,
  eventSource: 'foo.amazonaws.com',
  eventName: 'CreateFoo',
  errorCode: 'ValidationException',
  errorMessage: 'User: arn:aws:iam::111122223333:user/alice is not authorized to perform: foo:CreateFoo',
  userIdentity: {
    type: 'WebIdentityUser',
    userName: 'repo:octo-org/shop',
    identityProvider: 'accounts.example.com',
  },
  requestParameters: { fooName: 'one', fooId: 'two', fooArn: 'arn:aws:foo:::three', list: ['four'] },
};

const service: JsonObject = {
  ...usual,
  eventSource: 'sts.amazonaws.com',
  eventName: 'AssumeRole',
  sourceIPAddress: 'ec2.amazonaws.com',
  userIdentity: { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' },
  requestParameters: { roleArn: `arn:aws:iam::${account}:role/web`, roleSessionName: 'i-0123456789abcdef0' },
  sharedEventID: 'shared-1',
};

const attribution = (attribute: string) => ({
  attribute,
  insight: [{ value: `some ${attribute}`, average: 4 }],
  baseline: [{ value: `some ${attribute}`, average: 1 }],
});

const insight: JsonObject = {
  ...usual,
  eventType: 'AwsCloudTrailInsight',
  eventCategory: 'Insight',
  insightDetails: {
    state: 'Start',
    eventSource: 'iam.amazonaws.com',
    eventName: 'CreateUser',
    insightType: 'ApiErrorRateInsight',
    errorCode: 'AccessDenied',
    insightContext: {
      statistics: { baseline: { average: 0.1 }, insight: { average: 42 }, insightDuration: 3 },
      attributions: ['userIdentityArn', 'userAgent', 'errorCode'].map(attribution),
    },
  },
};
