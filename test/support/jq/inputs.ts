import fc from 'fast-check';
import type { JsonValue } from '../../../src/json.ts';

/** Log records of API calls, with what attackers and accidents put into them, and any other JSON. */
export const anyInput = (): fc.Arbitrary<JsonValue> =>
  fc.oneof(
    { weight: 12, arbitrary: logRecord() },
    {
      weight: 2,
      arbitrary: fc.object({ key: oddText(), maxDepth: 3, values: [oddValue()] }) as fc.Arbitrary<JsonValue>,
    },
    { weight: 1, arbitrary: oddValue() },
  );

const logRecord = (): fc.Arbitrary<JsonValue> =>
  fc.record(
    {
      eventVersion: fc.constant('1.09'),
      userIdentity: mostly(userIdentity()),
      eventTime: fc.constantFrom('2024-05-06T07:08:09Z', '2023-12-31T23:59:59Z'),
      eventSource: mostly(eventSource()),
      eventName: mostly(eventName()),
      awsRegion: fc.constantFrom('us-east-1', 'eu-west-1'),
      sourceIPAddress: mostly(fc.constantFrom('10.0.0.1', 'cloudtrail.amazonaws.com', '2001:db8::1')),
      userAgent: mostly(
        fc.constantFrom('aws-cli/2.15 Python/3.11', 'Boto3/1.34', 'kali', 'Mozilla/5.0 (X11)'),
      ),
      errorCode: mostly(fc.constantFrom('AccessDenied', 'Client.UnauthorizedOperation', 'NoSuchBucket')),
      errorMessage: mostly(fc.constant('Failed authentication')),
      requestParameters: mostly(parameters()),
      responseElements: mostly(parameters()),
      additionalEventData: mostly(fc.record({ MFAUsed: fc.constantFrom('Yes', 'No') })),
      readOnly: fc.oneof(fc.boolean(), oddValue()),
      resources: mostly(
        fc.array(fc.record({ ARN: arn(), accountId: fc.constant('123456789012'), type: oddText() }), {
          maxLength: 3,
        }),
      ),
      recipientAccountId: fc.constantFrom('123456789012', '210987654321'),
      a: oddValue(),
      b: oddValue(),
      c: fc.array(oddValue(), { maxLength: 4 }),
      d: fc.dictionary(oddText(), oddValue(), { maxKeys: 4 }),
    },
    { requiredKeys: [] },
  );

/** The value of a field, in most cases. */
const mostly = (value: fc.Arbitrary<JsonValue>): fc.Arbitrary<JsonValue> =>
  fc.oneof({ weight: 12, arbitrary: value }, { weight: 1, arbitrary: oddValue() });

const userIdentity = (): fc.Arbitrary<JsonValue> =>
  fc.record(
    {
      type: mostly(fc.constantFrom('Root', 'IAMUser', 'AssumedRole', 'AWSService')),
      userName: mostly(fc.constantFrom('alice', 'bob', 'Zoë')),
      arn: mostly(arn()),
      accountId: fc.constant('123456789012'),
      invokedBy: mostly(fc.constant('cloudformation.amazonaws.com')),
      sessionContext: mostly(
        fc.record(
          {
            sessionIssuer: mostly(fc.record({ userName: fc.constantFrom('AWSServiceRoleForX', 'admin') })),
            attributes: mostly(fc.record({ mfaAuthenticated: fc.constantFrom('true', 'false') })),
          },
          { requiredKeys: [] },
        ),
      ),
    },
    { requiredKeys: [] },
  );

const eventName = (): fc.Arbitrary<string> =>
  fc.constantFrom(
    ...[
      'CreateUser',
      'ConsoleLogin',
      'StopLogging',
      'DeleteTrail',
      'PutBucketPolicy',
      'GetObject',
      'AssumeRole',
    ],
    ...['AttachUserPolicy', 'AuthorizeSecurityGroupIngress', 'UpdateFunctionCode20150331v2', 'ListBuckets'],
  );

const eventSource = (): fc.Arbitrary<string> =>
  fc.constantFrom(
    ...['iam.amazonaws.com', 'signin.amazonaws.com', 'cloudtrail.amazonaws.com', 's3.amazonaws.com'],
    'ec2.amazonaws.com',
  );

const arn = (): fc.Arbitrary<string> =>
  fc.constantFrom(
    'arn:aws:iam::123456789012:user/alice',
    'arn:aws:iam::aws:policy/AdministratorAccess',
    'arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Admin_1a2b/bob@example.com',
    'arn:aws:s3:::bucket/key',
  );

const parameters = (): fc.Arbitrary<JsonValue> =>
  fc.record(
    {
      userName: mostly(fc.constantFrom('alice', 'bob', 'mallory')),
      policyArn: mostly(arn()),
      policyDocument: mostly(policyText()),
      bucketName: mostly(fc.constantFrom('trail-logs', 'bucket')),
      cidrIp: mostly(fc.constantFrom('0.0.0.0/0', '10.0.0.0/8')),
      fromPort: mostly(fc.constantFrom(22, 3389, 443)),
      enable: mostly(fc.boolean()),
      ConsoleLogin: mostly(fc.constantFrom('Success', 'Failure')),
      ipPermissions: mostly(
        fc.record({
          items: fc.array(
            fc.record({
              fromPort: mostly(fc.constantFrom(22, 443)),
              ipRanges: mostly(
                fc.record({
                  items: fc.array(fc.record({ cidrIp: fc.constantFrom('0.0.0.0/0', '10.0.0.0/8') }), {
                    maxLength: 2,
                  }),
                }),
              ),
            }),
            { maxLength: 2 },
          ),
        }),
      ),
    },
    { requiredKeys: [] },
  );

const policyText = (): fc.Arbitrary<string> =>
  fc.constantFrom(
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
    '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":["iam:*"],"Resource":["*"],"Condition":{"x":1.50}}}',
    ...['{"b":1,"a":2}', '[1,2', 'nan', '{"1":2,"a":[-0,1e3]}', '"\\ud800"', ' [1] ', '', '01'],
  );

const oddValue = (): fc.Arbitrary<JsonValue> =>
  fc.oneof(
    { weight: 3, arbitrary: oddText() },
    { weight: 3, arbitrary: oddNumber() },
    { weight: 2, arbitrary: fc.constantFrom(null, true, false) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<JsonValue>([], {}, [null], [[1], 2], { a: { b: 1 } }, { a: null }),
    },
  );

const oddText = (): fc.Arbitrary<string> =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom('a', 'b', 'ab', 'A', 'abc', '1', '10', 'key', 'value', 'name', 'x,y', 'a b'),
    },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        ...[
          '',
          '__proto__',
          'constructor',
          '0',
          '-1',
          '1.5',
          '1e3',
          'true',
          'null',
          'a\nb',
          '\t',
          '\r',
          '\0',
          '\x7f',
        ],
        ...[
          'é',
          'É',
          '日本',
          '\ud83d\ude00',
          'a\ud83d\ude00b',
          '\ud800',
          'x\udc00',
          '\ufffd',
          '\uffff',
          '\u2028',
          '\xa0x\x85',
        ],
        ...[
          '"',
          'a\\b',
          '<&>',
          "it's",
          '%41',
          'YWJj',
          'YQ',
          '2012-10-17',
          'a'.repeat(40),
          'é'.repeat(20),
          ' pad ',
        ],
      ),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
  );

const oddNumber = (): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: -3, max: 12 }) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        ...[
          0.1,
          -0,
          0.5,
          1.5,
          -2.5,
          1e-7,
          1e-5,
          0.0001,
          1e16,
          1e17,
          1e21,
          1e300,
          5e-324,
          2 ** 53,
          2 ** 53 + 2,
        ],
        ...[
          -(2 ** 53),
          123456789012,
          9007199254740991,
          0.30000000000000004,
          1 / 3,
          Number.POSITIVE_INFINITY,
          4294967296,
          2147483648,
        ],
      ),
    },
    { weight: 1, arbitrary: fc.double({ noNaN: true, min: -1000, max: 1000 }) },
  );
