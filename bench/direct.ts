import { gunzipSync, gzipSync } from 'node:zlib';
import { isJsonObject, type JsonObject, type JsonValue, parseJson } from '../src/json.ts';
import { direct } from '../src/rules/direct/direct.ts';
import type { Programs } from '../src/rules/jq.ts';

/** What rules cost on top of reading a log file (gunzip and JSON.parse): `node bench/direct.ts` prints the ratios. */
const main = async (): Promise<void> => {
  for (const share of [0.005, 0.2]) {
    const logFile = gzipSync(
      JSON.stringify({ Records: Array.from({ length: 2900 }, (_, n) => recordOf(n, share)) }),
    );
    for (const count of [2, 30, 500]) {
      const programs = await direct(noJq).compile(Array.from({ length: count }, (_, n) => programOf(n)));
      const { reading, evaluating, outcomes } = await measure(logFile, programs);
      const ratio = (reading + evaluating) / reading;
      console.log(
        `${count} rules, ${outcomes} matches in 2,900 records: ${ratio.toFixed(2)} × reading (${reading.toFixed(1)} + ${evaluating.toFixed(1)} ms)`,
      );
    }
  }
};

interface Measured {
  readonly reading: number;
  readonly evaluating: number;
  readonly outcomes: number;
}

const measure = async (logFile: Uint8Array, programs: Programs): Promise<Measured> => {
  const reading: number[] = [];
  const evaluating: number[] = [];
  let outcomes = 0;
  for (let round = 0; round < 41; round += 1) {
    const start = performance.now();
    const records = recordsIn(logFile);
    const read = performance.now();
    outcomes = (await programs.firstOutputs(records, new AbortController().signal)).length;
    reading.push(read - start);
    evaluating.push(performance.now() - read);
  }
  return { reading: median(reading), evaluating: median(evaluating), outcomes };
};

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;

const noJq = (): never => {
  throw new Error('expected rules that need no jq');
};

const recordsIn = (logFile: Uint8Array): readonly JsonValue[] => {
  const file = parseJson(gunzipSync(logFile).toString());
  return isJsonObject(file) && Array.isArray(file.Records) ? file.Records : [];
};

/** Rules as people write them; the first one is what the records match. */
const programOf = (n: number): string => {
  const kinds = [
    `select(.eventSource == "iam.amazonaws.com" and .eventName == "CreateUser${n || ''}") | {user: .userIdentity.arn, at: .eventTime}`,
    `.eventName == "Delete${n}"`,
    `select(.eventName == "DeleteTrail${n}" or .eventName == "StopLogging${n}")`,
    `.eventSource == "kms.amazonaws.com" and (.eventName | IN("DisableKey${n}", "ScheduleKeyDeletion${n}"))`,
    `select(.eventName | startswith("UpdateFunctionCode${n}"))`,
    '.userIdentity.type == "Root" and .userIdentity.invokedBy == null and .eventType != "AwsServiceEvent"',
    `select(.eventName == "ConsoleLogin${n}" and .additionalEventData.MFAUsed != "Yes") | .userIdentity.arn`,
    `select(.eventSource == "signin.amazonaws.com") | select(.responseElements.ConsoleLogin == "Failure${n}")`,
    `.eventName == "Authorize${n}" and any(.requestParameters.ipPermissions.items[]?; any(.ipRanges.items[]?; .cidrIp | endswith("/0")))`,
    `(.errorCode // "") | test("UnauthorizedOperation${n}$|^Denied")`,
  ];
  return kinds[n % kinds.length] ?? '.';
};

const services = [
  'iam',
  'ec2',
  's3',
  'sts',
  'lambda',
  'kms',
  'logs',
  'ssm',
  'dynamodb',
  'rds',
  'signin',
  'ecs',
  'sqs',
  'sns',
];
const verbs = ['Get', 'List', 'Describe', 'Put', 'Create', 'Delete', 'Update'];

const recordOf = (n: number, share: number): JsonObject => {
  const isMatch = (n * 7919) % 1000 < share * 1000;
  const service = services[(n * 31) % services.length] ?? '';
  return {
    eventVersion: '1.09',
    userIdentity: {
      type: ['AssumedRole', 'IAMUser', 'AWSService'][n % 3] ?? '',
      principalId: `AROAEXAMPLE:${n}`,
      arn: `arn:aws:sts::123456789012:assumed-role/role-${n % 50}/session-${n}`,
      accountId: '123456789012',
      accessKeyId: `ASIAEXAMPLE${n}`,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          arn: 'arn:aws:iam::123456789012:role/role',
          userName: `role-${n % 50}`,
        },
        attributes: { creationDate: '2024-01-01T00:00:00Z', mfaAuthenticated: 'false' },
      },
    },
    eventTime: '2024-01-01T00:00:00Z',
    eventSource: `${isMatch ? 'iam' : service}.amazonaws.com`,
    eventName: isMatch ? 'CreateUser' : `${verbs[(n * 17) % verbs.length]}${service}Thing${n % 10}`,
    awsRegion: 'us-east-1',
    sourceIPAddress: `10.0.${n % 255}.${(n * 7) % 255}`,
    userAgent: 'aws-sdk-go/1.44.100 (go1.19; linux; amd64)',
    ...(n % 20 === 0 ? { errorCode: 'AccessDenied', errorMessage: 'not authorized' } : {}),
    requestParameters: {
      bucketName: `bucket-${n % 99}`,
      key: `some/long/key/${n}`,
      filter: { values: ['a', 'b'] },
    },
    responseElements: n % 2 === 0 ? null : { requestId: `request-${n}`, status: 'ok' },
    additionalEventData: { SignatureVersion: 'SigV4', CipherSuite: 'ECDHE', bytesTransferredOut: n },
    eventID: `0123456789abcdef-${n}`,
    readOnly: true,
    resources: [{ accountId: '123456789012', type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::bucket' }],
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: '123456789012',
    tlsDetails: { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256' },
  };
};

await main();
