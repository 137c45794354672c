import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../src/json.ts';

/** What fields hold, and what rules look for: both choose from these, so that they meet. */
export const pools = {
  eventName: [
    'CreateUser',
    'DeleteUser',
    'ConsoleLogin',
    'StopLogging',
    'GetObject',
    'createuser',
    'UpdateFunctionCode20150331v2',
  ],
  eventSource: ['iam.amazonaws.com', 'signin.amazonaws.com', 'cloudtrail.amazonaws.com', 's3.amazonaws.com'],
  errorCode: ['AccessDenied', 'AccessDeniedException', 'Client.UnauthorizedOperation', ''],
  awsRegion: ['us-east-1', 'eu-west-1'],
  sourceIPAddress: [
    '10.0.0.1',
    '10.255.255.255',
    '11.0.0.1',
    '192.168.1.300',
    '2001:db8::1',
    '2001:DB8:0:0:1::',
    'AWS Internal',
  ],
  userAgent: [
    'S3 Browser/9.5 (https://s3browser.com)',
    'aws-cli/2.1 Kali',
    'Boto3/1.2',
    'line\nbreak',
    'Zoë\\*?',
  ],
  eventType: ['AwsApiCall', 'AwsConsoleSignIn', 'AwsServiceEvent'],
  type: ['Root', 'IAMUser', 'AssumedRole', 'AWSService', 'FederatedUser'],
  arn: [
    'arn:aws:iam::111122223333:user/alice',
    'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin/bob',
    'arn:aws:iam::111122223333:user/ops/bob',
  ],
  userName: ['alice', 'bob', 'ALICE', 'mallory', 'a*b', 'a\\b', 'axb', 'a\nb'],
  accountId: ['111122223333', '012345678901'],
  number: [0, 1, 22, 443, 65535, -1, 2.5],
  MFAUsed: ['Yes', 'No', 'yes'],
  encoded: ['alice', 'x=alice;', '22alice', '-bob!', 'a\0l\0i\0c\0e\0'].map((text) =>
    Buffer.from(text).toString('base64'),
  ),
} as const satisfies Readonly<Record<string, readonly JsonValue[]>>;

/** The paths of the fields below, with the pool of each. */
export const fields: readonly (readonly [path: string, pool: keyof typeof pools])[] = [
  ['eventName', 'eventName'],
  ['eventSource', 'eventSource'],
  ['errorCode', 'errorCode'],
  ['awsRegion', 'awsRegion'],
  ['sourceIPAddress', 'sourceIPAddress'],
  ['userAgent', 'userAgent'],
  ['eventType', 'eventType'],
  ['userIdentity.type', 'type'],
  ['userIdentity.arn', 'arn'],
  ['userIdentity.userName', 'userName'],
  ['userIdentity.accountId', 'accountId'],
  ['userIdentity.invokedBy', 'eventSource'],
  ['userIdentity.sessionContext.sessionIssuer.userName', 'userName'],
  ['requestParameters.userName', 'userName'],
  ['requestParameters.data', 'encoded'],
  ['requestParameters.port', 'number'],
  ['requestParameters.names', 'userName'],
  ['requestParameters.items.name', 'userName'],
  ['requestParameters.items.port', 'number'],
  ['requestParameters.items.ranges.cidr', 'sourceIPAddress'],
  ['requestParameters.items.ranges.note', 'userName'],
  ['requestParameters.x-amz-acl', 'userName'],
  ['responseElements.user.userName', 'userName'],
  ['additionalEventData.MFAUsed', 'MFAUsed'],
  ['resources.ARN', 'arn'],
];

/** `plausible` has lists only where CloudTrail may have them; `any` has anything anywhere. */
export const anyRecord = (shapes: 'plausible' | 'any'): fc.Arbitrary<JsonObject> => {
  const record = fc.record(
    {
      eventName: from('eventName'),
      eventSource: from('eventSource'),
      errorCode: from('errorCode'),
      awsRegion: from('awsRegion'),
      sourceIPAddress: from('sourceIPAddress'),
      userAgent: from('userAgent'),
      eventType: from('eventType'),
      readOnly: fc.boolean(),
      userIdentity: userIdentity(),
      requestParameters: fc.oneof(
        { weight: 6, arbitrary: requestParameters() },
        { weight: 1, arbitrary: withheld() },
      ),
      responseElements: fc.oneof(
        { weight: 3, arbitrary: fc.record({ user: fc.record({ userName: maybe(from('userName')) }) }) },
        { weight: 1, arbitrary: withheld() },
      ),
      additionalEventData: fc.record({ MFAUsed: from('MFAUsed') }, { requiredKeys: [] }),
      resources: fc.array(
        fc.record({ ARN: from('arn'), type: fc.constant('AWS::S3::Object') }, { requiredKeys: [] }),
        { maxLength: 2 },
      ),
    },
    { requiredKeys: [] },
  );
  return shapes === 'plausible'
    ? record
    : fc
        .tuple(record, fc.array(anyChange(), { maxLength: 4 }))
        .map(([before, changes]) => changes.reduce(changed, before));
};

const from = (pool: keyof typeof pools): fc.Arbitrary<JsonValue> =>
  fc.constantFrom<JsonValue>(...pools[pool]);

/** Sometimes null, a boolean or a number, where a text is to be expected. */
const maybe = (value: fc.Arbitrary<JsonValue>): fc.Arbitrary<JsonValue> =>
  fc.oneof(
    { weight: 8, arbitrary: value },
    { weight: 1, arbitrary: fc.constantFrom<JsonValue>(null, true, false, 22, '22', 'true', '') },
  );

const userIdentity = (): fc.Arbitrary<JsonValue> =>
  fc.record(
    {
      type: from('type'),
      arn: from('arn'),
      userName: from('userName'),
      accountId: from('accountId'),
      invokedBy: from('eventSource'),
      sessionContext: fc.record(
        { sessionIssuer: fc.record({ userName: from('userName') }, { requiredKeys: [] }) },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  );

const requestParameters = (): fc.Arbitrary<JsonValue> =>
  fc.record(
    {
      userName: maybe(from('userName')),
      data: from('encoded'),
      port: maybe(from('number')),
      names: listOf(maybe(from('userName'))),
      items: listOf(item()),
      'x-amz-acl': from('userName'),
    },
    { requiredKeys: [] },
  );

const item = (): fc.Arbitrary<JsonValue> =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record(
        {
          name: maybe(from('userName')),
          port: from('number'),
          ranges: listOf(
            fc.record({ cidr: from('sourceIPAddress'), note: from('userName') }, { requiredKeys: [] }),
          ),
        },
        { requiredKeys: [] },
      ),
    },
    { weight: 1, arbitrary: fc.constantFrom<JsonValue>(null, 'text', {}) },
  );

/** A list, a list in a list, or one alone, as some services write it. */
const listOf = (one: fc.Arbitrary<JsonValue>): fc.Arbitrary<JsonValue> =>
  fc.oneof(
    fc.array(one, { maxLength: 3 }),
    one,
    fc.array(one, { maxLength: 2 }).map((list) => [list, []]),
  );

/** What CloudTrail writes where it leaves something out. */
const withheld = (): fc.Arbitrary<JsonValue> =>
  fc.constantFrom<JsonValue>(null, 'HIDDEN_DUE_TO_SECURITY_REASONS', { omitted: true }, {});

type Change = readonly [path: readonly string[], value: JsonValue];

const anyChange = (): fc.Arbitrary<Change> =>
  fc.tuple(
    fc
      .constantFrom(...fields.map(([path]) => path.split('.')))
      .chain((path) => fc.integer({ min: 1, max: path.length }).map((length) => path.slice(0, length))),
    fc.oneof(
      fc.constantFrom<JsonValue>(null, true, 0, '', 'text', [], {}, [null], [[]], ['alice', 1], { a: [] }),
      withheld(),
    ),
  );

const changed = (record: JsonObject, [[key = '', ...rest], value]: Change): JsonObject => {
  const inner = record[key];
  const isObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
  // Array.isArray does not narrow readonly arrays.
  const below = isObject ? (inner as JsonObject) : {};
  return { ...record, [key]: rest.length === 0 ? value : changed(below, [rest, value]) };
};
