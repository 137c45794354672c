import { gzipSync } from 'node:zlib';
import type { JsonObject, JsonValue } from '../src/json.ts';
import { type Random, randomFrom } from './random.ts';

/**
 * A log file as CloudTrail writes it: mostly read-only calls of a few principals, records of about 1.2 KB
 * (2.4 KB at the 99th percentile), as gzip nine times smaller. The same seed gives the same bytes.
 */
export const aLogFile = (records: number, seed = 1): Uint8Array =>
  gzipSync(JSON.stringify({ Records: someRecords(records, seed) }));

export const someRecords = (count: number, seed = 1): readonly JsonObject[] => {
  const random = randomFrom(seed);
  const urn = calls.flatMap((call) => Array.from({ length: call.inAThousand }, () => call));
  return Array.from({ length: count }, (_, index) => aRecord(random, random.of(urn), index));
};

interface Call {
  /** Writes are rare, as in real accounts. */
  readonly inAThousand: number;
  readonly source: string;
  readonly name: string;
  readonly parameters: (random: Random) => JsonValue;
}

const account = '111122223333';
const users = ['alice', 'bob', 'carol', 'deploy', 'backup', 'ci'];
const roles = ['Admin', 'ReadOnly', 'Web', 'Worker', 'Monitoring', 'SecurityAudit'];
const regions = ['us-east-1', 'us-east-1', 'us-east-1', 'eu-west-1', 'ap-northeast-1'];

const idOf = (kind: string) => (random: Random) => ({ [`${kind}Id`]: `${kind}-${random.hex(17)}` });
const named = (key: string, names: readonly string[]) => (random: Random) => ({ [key]: random.of(names) });

const calls: readonly Call[] = [
  {
    inAThousand: 190,
    source: 'ec2',
    name: 'DescribeInstances',
    parameters: (random) => ({ instancesSet: { items: [idOf('instance')(random)] }, filterSet: {} }),
  },
  {
    inAThousand: 150,
    source: 'sts',
    name: 'AssumeRole',
    parameters: (random) => ({
      roleArn: `arn:aws:iam::${account}:role/${random.of(roles)}`,
      roleSessionName: `session-${random.hex(12)}`,
      durationSeconds: 3600,
    }),
  },
  {
    inAThousand: 130,
    source: 'kms',
    name: 'Decrypt',
    parameters: (random) => ({
      encryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      encryptionContext: { 'aws:s3:arn': `arn:aws:s3:::my-trail/AWSLogs/${random.hex(24)}` },
    }),
  },
  {
    inAThousand: 90,
    source: 's3',
    name: 'GetBucketAcl',
    parameters: (random) => ({
      bucketName: `bucket-${random.hex(6)}`,
      Host: 's3.us-east-1.amazonaws.com',
      acl: '',
    }),
  },
  {
    inAThousand: 90,
    source: 'ec2',
    name: 'DescribeSecurityGroups',
    parameters: (random) => ({ securityGroupIdSet: { items: [idOf('group')(random)] }, filterSet: {} }),
  },
  { inAThousand: 80, source: 'sts', name: 'GetCallerIdentity', parameters: () => null },
  { inAThousand: 60, source: 'iam', name: 'ListAccessKeys', parameters: named('userName', users) },
  { inAThousand: 60, source: 'monitoring', name: 'DescribeAlarms', parameters: () => ({ maxRecords: 100 }) },
  {
    inAThousand: 50,
    source: 'logs',
    name: 'DescribeLogGroups',
    parameters: (random) => ({ logGroupNamePrefix: `/aws/lambda/function-${random.hex(5)}` }),
  },
  {
    inAThousand: 32,
    source: 'secretsmanager',
    name: 'GetSecretValue',
    parameters: (random) => ({
      secretId: `arn:aws:secretsmanager:us-east-1:${account}:secret:app-${random.hex(6)}`,
    }),
  },
  {
    inAThousand: 20,
    source: 's3',
    name: 'PutObject',
    parameters: (random) => ({ bucketName: `bucket-${random.hex(6)}`, key: `data/${random.hex(32)}` }),
  },
  {
    inAThousand: 14,
    source: 'ec2',
    name: 'RunInstances',
    parameters: (random) => ({
      instancesSet: { items: [{ imageId: `ami-${random.hex(17)}`, minCount: 1, maxCount: 1 }] },
      instanceType: 't4g.small',
      userData: '<sensitiveDataRemoved>',
      blockDeviceMapping: {
        items: Array.from({ length: 6 }, (_, disk) => ({
          deviceName: `/dev/sd${disk}`,
          ebs: { volumeSize: 20, snapshotId: `snap-${random.hex(17)}`, encrypted: true },
        })),
      },
    }),
  },
  {
    inAThousand: 12,
    source: 'ec2',
    name: 'AuthorizeSecurityGroupIngress',
    parameters: (random) => ({
      groupId: `sg-${random.hex(17)}`,
      ipPermissions: {
        items: [
          {
            ipProtocol: 'tcp',
            fromPort: 443,
            toPort: 443,
            ipRanges: { items: [{ cidrIp: random.of(['10.0.0.0/8', '203.0.113.0/24', '0.0.0.0/0']) }] },
          },
        ],
      },
    }),
  },
  { inAThousand: 9, source: 'signin', name: 'ConsoleLogin', parameters: () => null },
  { inAThousand: 6, source: 'ec2', name: 'DeleteSecurityGroup', parameters: idOf('group') },
  {
    inAThousand: 4,
    source: 'iam',
    name: 'PutRolePolicy',
    parameters: (random) => ({
      roleName: random.of(roles),
      policyName: 'inline',
      policyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::bucket-${random.hex(6)}/*` },
        ],
      }),
    }),
  },
  { inAThousand: 2, source: 'iam', name: 'CreateAccessKey', parameters: named('userName', users) },
  {
    inAThousand: 1,
    source: 'ssm',
    name: 'StartSession',
    parameters: (random) => ({ target: `i-${random.hex(17)}` }),
  },
];

const aRecord = (random: Random, { source, name, parameters }: Call, index: number): JsonObject => ({
  eventVersion: '1.11',
  userIdentity: random.below(10) < 7 ? assumedRole(random) : iamUser(random),
  eventTime: new Date(Date.UTC(2026, 10, 20, 9) + index * 100).toISOString().replace(/\.\d+/, ''),
  eventSource: `${source}.amazonaws.com`,
  eventName: name,
  awsRegion: random.of(regions),
  sourceIPAddress: random.below(5) === 0 ? `${source}.amazonaws.com` : `203.0.113.${random.below(256)}`,
  userAgent: random.of(userAgents),
  ...(random.below(25) === 0 && {
    errorCode: 'AccessDenied',
    errorMessage: `User is not authorized to perform: ${source}:${name}`,
  }),
  requestParameters: parameters(random),
  responseElements: responseTo(name, random),
  ...(name === 'ConsoleLogin' && {
    additionalEventData: {
      LoginTo: 'https://console.aws.amazon.com/console/home',
      MobileVersion: 'No',
      MFAUsed: random.of(['Yes', 'No']),
    },
  }),
  requestID: uuid(random),
  eventID: uuid(random),
  readOnly: /^(Describe|Get|List|Decrypt|Assume)/.test(name),
  eventType: name === 'ConsoleLogin' ? 'AwsConsoleSignIn' : 'AwsApiCall',
  managementEvent: true,
  recipientAccountId: account,
  eventCategory: 'Management',
  tlsDetails: {
    tlsVersion: 'TLSv1.3',
    cipherSuite: 'TLS_AES_128_GCM_SHA256',
    clientProvidedHostHeader: `${source}.us-east-1.amazonaws.com`,
  },
});

const responseTo = (name: string, random: Random): JsonValue => {
  if (name === 'AssumeRole')
    return { credentials: { accessKeyId: `ASIA${random.hex(16)}`, sessionToken: random.hex(250) } };
  if (name === 'RunInstances')
    return {
      instancesSet: {
        items: [
          {
            ...idOf('instance')(random),
            privateDnsName: `ip-10-0-${random.below(256)}-1.ec2.internal`,
            networkInterfaceSet: { items: Array.from({ length: 4 }, () => idOf('networkInterface')(random)) },
          },
        ],
      },
    };
  return null;
};

const userAgents = [
  'aws-cli/2.31.0 md/awscrt#0.28.0 ua/2.1 os/linux#6.12 md/arch#x86_64 lang/python#3.13.7',
  'Boto3/1.40.1 md/Botocore#1.40.1 ua/2.1 os/linux#6.1 md/arch#aarch64 lang/python#3.12.11',
  'aws-sdk-go-v2/1.39.0 ua/2.1 os/linux lang/go#1.25.0 md/GOARCH#arm64 api/ec2#1.250.0',
  'console.amazonaws.com',
];

const assumedRole = (random: Random): JsonObject => {
  const role = random.of(roles);
  const id = `AROAEXAMPLE${role.toUpperCase()}`;
  return {
    type: 'AssumedRole',
    principalId: `${id}:session-${random.hex(8)}`,
    arn: `arn:aws:sts::${account}:assumed-role/${role}/session-${random.hex(8)}`,
    accountId: account,
    accessKeyId: `ASIA${random.hex(16).toUpperCase()}`,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: id,
        arn: `arn:aws:iam::${account}:role/${role}`,
        accountId: account,
        userName: role,
      },
      attributes: { creationDate: '2026-11-20T08:55:12Z', mfaAuthenticated: random.of(['true', 'false']) },
    },
  };
};

const iamUser = (random: Random): JsonObject => {
  const user = random.of(users);
  return {
    type: 'IAMUser',
    principalId: `AIDAEXAMPLE${user.toUpperCase()}`,
    arn: `arn:aws:iam::${account}:user/${user}`,
    accountId: account,
    accessKeyId: `AKIA${random.hex(16).toUpperCase()}`,
    userName: user,
  };
};

const uuid = (random: Random): string => [8, 4, 4, 4, 12].map(random.hex).join('-');
