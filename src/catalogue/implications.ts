/** What a field must be, or cannot be, in records where another field has one of some values. */
export interface Implication {
  readonly field: string;
  readonly values: readonly (string | boolean)[];
  readonly consequence: Consequence;
  /** The whole of it in words. */
  readonly because: string;
  /** The field that has what is looked for. */
  readonly instead?: string;
}

type Consequence =
  | { readonly field: string; readonly is: 'absent' }
  /** Or missing. */
  | { readonly field: string; readonly is: 'one of'; readonly values: readonly (string | boolean)[] }
  | { readonly field: string; readonly is: 'none of'; readonly values: readonly string[] }
  /** Or missing. Text in which `never` does not occur. */
  | {
      readonly field: string;
      readonly is: 'like';
      readonly pattern: RegExp;
      readonly never: readonly string[];
    };

const issuer = 'userIdentity.sessionContext.sessionIssuer';

/** Kinds of ARNs that callers have: CloudTrail User Guide, "CloudTrail userIdentity element", "Values for arn". */
const callerArns: Readonly<Record<string, readonly string[]>> = {
  Root: [':root'],
  IAMUser: [':user/'],
  AssumedRole: [':assumed-role/', ':assumed-root'],
  FederatedUser: [':federated-user/'],
  Role: [':role/'],
};

const ofArns = (): readonly Implication[] =>
  Object.entries(callerArns).map(([type, own]) => ({
    field: 'userIdentity.type',
    values: [type],
    consequence: {
      field: 'userIdentity.arn',
      is: 'like',
      pattern: new RegExp(own.join('|')),
      never: Object.values(callerArns)
        .flat()
        .filter((other) => !own.includes(other)),
    },
    because: `the ARN of a caller of type ${type} has "${own[0]}" in it`,
  }));

const typesWithoutName = ['AssumedRole', 'FederatedUser', 'AWSAccount', 'AWSService', 'IdentityCenterUser'];

/** The same document, "Values for userName". */
const ofNames = (): readonly Implication[] => [
  ...typesWithoutName.map((type) => ({
    field: 'userIdentity.type',
    values: [type],
    consequence: { field: 'userIdentity.userName', is: 'absent' as const },
    because:
      type === 'AssumedRole'
        ? 'callers with a role have no .userIdentity.userName: the name of the role is that of the session issuer'
        : `callers of type ${type} have no .userIdentity.userName`,
    ...(type === 'AssumedRole' && { instead: `${issuer}.userName` }),
  })),
  {
    field: 'userIdentity.type',
    values: ['Root'],
    consequence: {
      field: 'userIdentity.userName',
      is: 'none of',
      values: ['root', 'Root', 'ROOT', '<root_account>'],
    },
    because:
      'root mostly has no userName, and otherwise the alias of the account, never "root": compare the type alone',
  },
];

/** The same document, "Fields for AWS STS API requests": only roles and federated users have an issuer. */
const ofIssuers = (): readonly Implication[] =>
  ['type', 'arn', 'userName', 'principalId', 'accountId'].map((name) => ({
    field: 'userIdentity.type',
    values: ['IAMUser', 'Root', 'AWSService', 'AWSAccount'],
    consequence: { field: `${issuer}.${name}`, is: 'absent' },
    because: 'only sessions of roles and federated users have a session issuer',
  }));

/** As these APIs' documents say, and CloudTrail's examples show; of others with such names it is not always so. */
const reading =
  'DescribeInstances DescribeSecurityGroups DescribeVolumes DescribeSnapshots DescribeImages DescribeRegions DescribeTrails ListBuckets ListUsers ListRoles ListPolicies ListAccessKeys ListSecrets ListKeys ListObjects GetCallerIdentity GetUser GetRole GetPolicy GetBucketPolicy GetBucketAcl GetObject HeadObject GetTrailStatus GetAccountSummary GetSecretValue LookupEvents';

const changing =
  'CreateUser DeleteUser CreateRole DeleteRole CreateAccessKey DeleteAccessKey UpdateAccessKey CreateLoginProfile UpdateLoginProfile AttachUserPolicy AttachRolePolicy PutUserPolicy PutRolePolicy UpdateAssumeRolePolicy CreatePolicyVersion DeleteTrail StopLogging UpdateTrail PutEventSelectors CreateBucket DeleteBucket PutBucketPolicy DeleteBucketPolicy PutObject DeleteObject RunInstances StopInstances TerminateInstances AuthorizeSecurityGroupIngress CreateSecurityGroup ScheduleKeyDeletion DisableKey';

const signInEvents = ['ConsoleLogin', 'CheckMfa', 'SwitchRole', 'ExitRole', 'RenewRole'];

/** What CloudTrail never writes together in one record. */
export const implications: readonly Implication[] = [
  ...ofArns(),
  ...ofNames(),
  ...ofIssuers(),
  {
    field: 'userIdentity.type',
    values: ['AWSService', 'AWSAccount', 'SAMLUser', 'WebIdentityUser'],
    consequence: { field: 'userIdentity.arn', is: 'absent' },
    because: 'services, other accounts and federated people have no .userIdentity.arn',
  },
  // IAM User Guide, "IAM identifiers": AKIA… is a long-term key, ASIA… a temporary one.
  {
    field: 'userIdentity.type',
    values: ['AssumedRole', 'FederatedUser'],
    consequence: { field: 'userIdentity.accessKeyId', is: 'like', pattern: /^(ASIA|$)/, never: ['AKIA'] },
    because: 'sessions have temporary keys, which begin with ASIA',
  },
  // CloudTrail User Guide, "AWS Management Console sign-in events".
  {
    field: 'eventName',
    values: signInEvents,
    consequence: { field: 'eventType', is: 'one of', values: ['AwsConsoleSignIn'] },
    because: 'sign-ins are no API calls: their eventType is AwsConsoleSignIn',
  },
  {
    field: 'eventName',
    values: ['ConsoleLogin'],
    consequence: { field: 'errorCode', is: 'absent' },
    because:
      'failed sign-ins have no errorCode: they have "Failure" in .responseElements.ConsoleLogin and an errorMessage',
  },
  {
    field: 'responseElements.ConsoleLogin',
    values: ['Success', 'Failure'],
    consequence: { field: 'eventName', is: 'one of', values: ['ConsoleLogin'] },
    because: 'only the event ConsoleLogin has .responseElements.ConsoleLogin',
  },
  {
    field: 'eventType',
    values: ['AwsConsoleSignIn'],
    consequence: { field: 'eventSource', is: 'one of', values: ['signin.amazonaws.com'] },
    because: 'sign-ins are events of signin.amazonaws.com',
  },
  {
    field: 'eventName',
    values: reading.split(' '),
    consequence: { field: 'readOnly', is: 'one of', values: [true] },
    because: 'a call that only reads has a readOnly of true',
  },
  {
    field: 'eventName',
    values: changing.split(' '),
    consequence: { field: 'readOnly', is: 'one of', values: [false] },
    because: 'a call that changes something has a readOnly of false',
  },
  // The same guide, "CloudTrail record contents …", managementEvent and eventCategory.
  {
    field: 'eventCategory',
    values: ['Data'],
    consequence: { field: 'managementEvent', is: 'one of', values: [false] },
    because: 'data events are no management events',
  },
  {
    field: 'eventCategory',
    values: ['Management'],
    consequence: { field: 'managementEvent', is: 'one of', values: [true] },
    because: 'an eventCategory of Management is a managementEvent of true',
  },
  {
    field: 'eventCategory',
    values: ['Insight', 'Aggregated'],
    consequence: { field: 'userIdentity.type', is: 'absent' },
    because: 'Insights and aggregated events are about many callers, and have no userIdentity',
  },
  ...['eventName', 'eventSource'].flatMap((name) =>
    [
      { field: 'eventCategory', values: ['Insight'] },
      { field: 'eventType', values: ['AwsCloudTrailInsight'] },
    ].map(
      (ofInsights): Implication => ({
        ...ofInsights,
        consequence: { field: name, is: 'absent' },
        because: `Insights events have it in .insightDetails.${name}`,
        instead: `insightDetails.${name}`,
      }),
    ),
  ),
  {
    field: 'eventType',
    values: ['AwsVpceEvent'],
    consequence: { field: 'eventCategory', is: 'one of', values: ['NetworkActivity'] },
    because: 'events of VPC endpoints are of the category NetworkActivity',
  },
  ...['readOnly', 'managementEvent'].map(
    (name): Implication => ({
      field: 'eventCategory',
      values: ['NetworkActivity'],
      consequence: { field: name, is: 'absent' },
      because: `network activity events have no .${name}`,
    }),
  ),
];
