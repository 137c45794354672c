import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shapes } from '../../../../src/catalogue/shapes/shapes.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../../src/json.ts';
import { createAnonymiser } from '../../../../src/rule-tests/record/anonymise.ts';

const anonymised = (record: JsonObject, mentioned: readonly string[] = [], keepPieces = false): JsonObject =>
  createAnonymiser(mentioned)(record, { keepPieces }).record;

describe('anonymise', () => {
  it('replaces everything that says whose record it is, the same by the same', () => {
    expect(
      anonymised({
        userIdentity: {
          type: 'AssumedRole',
          principalId: 'AROAZ3X7Q2LM5N8P4T6V:carol@corp.example.org',
          arn: 'arn:aws:sts::987654321098:assumed-role/Deploy/carol@corp.example.org',
          accountId: '987654321098',
          accessKeyId: 'ASIAZ3X7Q2LM5N8P4T6V',
        },
        sourceIPAddress: '52.95.110.1',
        requestParameters: {
          roleName: 'Deploy',
          instanceId: 'i-0a9f8e7d6c5b4a321',
          account: 987654321098,
          vpcEndpointId: 'vpce-0a9f8e7d6c5b4a321',
          cidrIp: '52.95.0.0/16',
          ipv6: '2600:1f18::1/64',
        },
        errorMessage: 'User carol may not do that',
        requestID: '3F2504E0-4F89-41D3-9A0C-0305E82C3301',
      }),
    ).toEqual({
      userIdentity: {
        type: 'AssumedRole',
        principalId: 'AROAEXAMPLE000000001:name-1@example.com',
        arn: 'arn:aws:sts::111122223333:assumed-role/name-1/name-1@example.com',
        accountId: '111122223333',
        accessKeyId: 'ASIAEXAMPLE000000002',
      },
      sourceIPAddress: '203.0.113.1',
      requestParameters: {
        roleName: 'name-1',
        instanceId: 'i-00000000000000001',
        account: 111122223333,
        vpcEndpointId: 'vpce-00000000000000002',
        cidrIp: '203.0.113.2/16',
        ipv6: '2001:db8::1/64',
      },
      errorMessage: 'text-1',
      requestID: '00000000-0000-4000-8000-000000000001',
    });
  });

  it('keeps what AWS names', () => {
    const record = {
      eventVersion: '1.11',
      eventTime: '2026-11-20T09:04:30Z',
      eventSource: 'iam.amazonaws.com',
      eventName: 'AttachUserPolicy',
      awsRegion: 'eu-central-1',
      sourceIPAddress: 'cloudformation.amazonaws.com',
      userAgent: 'aws-cli/2.31.0 md/awscrt#0.28.0',
      errorCode: 'Client.UnauthorizedOperation',
      readOnly: false,
      userIdentity: { type: 'Root', invokedBy: 'AWS Internal' },
      requestParameters: {
        policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
        cidrIp: '0.0.0.0/0',
        fromPort: 22,
        principal: '*',
        createDate: 'Nov 20, 2026, 9:04:30 AM',
      },
      responseElements: { ConsoleLogin: 'Failure', credentials: null },
    };
    expect(anonymised(record)).toEqual(record);
  });

  it('keeps what the rule mentions, and pieces of it if asked to', () => {
    const record = { requestParameters: { userName: 'prod-alice', roleName: 'break-glass' } };
    expect(anonymised(record, ['break-glass', 'prod-'])).toEqual({
      requestParameters: { userName: 'name-1', roleName: 'break-glass' },
    });
    expect(anonymised(record, ['break-glass', 'prod-'], true)).toEqual({
      requestParameters: { userName: 'prod-name-1', roleName: 'break-glass' },
    });
  });

  it('hides credentials, whatever the rule mentions', () => {
    const credentials = { accessKeyId: 'ASIAZ3X7Q2LM5N8P4T6V', sessionToken: 'tok', secretAccessKey: 'sec' };
    expect(
      anonymised({ responseElements: { credentials, password: 'tok' }, clientToken: ['tok'] }, [
        'tok',
        'sec',
      ]),
    ).toEqual({
      responseElements: {
        credentials: {
          accessKeyId: 'ASIAEXAMPLE000000001',
          sessionToken: 'HIDDEN_DUE_TO_SECURITY_REASONS',
          secretAccessKey: 'HIDDEN_DUE_TO_SECURITY_REASONS',
        },
        password: 'HIDDEN_DUE_TO_SECURITY_REASONS',
      },
      clientToken: ['HIDDEN_DUE_TO_SECURITY_REASONS'],
    });
  });

  it('looks into policies, which are text', () => {
    const policy = (account: string, bucket: string) =>
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${account}:root` },
            Action: ['s3:GetObject', 's3:*'],
            Resource: `arn:aws:s3:::${bucket}/*`,
          },
        ],
      });
    expect(
      anonymised({
        policyDocument: policy('987654321098', 'acme-payroll'),
        document: encodeURIComponent(policy('987654321098', 'acme-payroll')),
      }),
    ).toEqual({
      policyDocument: policy('111122223333', 'name-1'),
      document: encodeURIComponent(policy('111122223333', 'name-1')),
    });
  });

  it('says which texts it replaced', () => {
    const { replaced } = createAnonymiser([])({ userName: 'alice', eventName: 'GetUser', password: 'p' });
    expect([...replaced]).toEqual(['alice']);
  });
});

const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`));
const name = fc.stringMatching(/^zq[a-z]{6,10}$/);

/** What must not survive: names and identifiers of every kind, none of which a documentation example could have. */
const identifier = fc.oneof(
  name,
  fc.stringMatching(/^zq[a-z]{4,8}[-_.][A-Za-z0-9]{3,9}$/),
  name.map((text) => `${text}@corp.example.org`),
  fc.stringMatching(/^(AKIA|ASIA|AROA|AIDA)Z[A-Z0-9]{15}$/),
  fc.stringMatching(/^87\d{10}$/),
  fc.tuple(fc.nat(255), fc.nat(255)).map(([a, b]) => `52.95.${a}.${b}`),
  fc.tuple(hex(4), hex(4)).map(([a, b]) => `2600:1f18:${a}:${b}::1`),
  fc.tuple(hex(8), hex(12)).map(([a, b]) => `${a}-9c1d-4f3e-8b2a-${b}`),
  hex(15).map((text) => `i-9f${text}`),
  fc.stringMatching(/^ZQ[A-Za-z0-9+/]{30,60}==$/),
);

/** Texts that hold an identifier. */
const holder = (text: string): fc.Arbitrary<string> =>
  fc.constantFrom(
    text,
    `arn:aws:iam::${/^\d{12}$/.test(text) ? text : '876543210987'}:user/${text}`,
    `arn:aws:s3:::${text}/key`,
    `AROAZ3X7Q2LM5N8P4T6V:${text}`,
    `User: ${text} is not authorized to perform: iam:CreateUser on resource: ${text}`,
    `https://${text}/${text}`,
    `s3://bucket/${text}`,
    JSON.stringify({
      Statement: [{ Principal: { AWS: text }, Sid: text, Action: text }],
      [`aws:PrincipalTag/${text}`]: text,
    }),
    encodeURIComponent(JSON.stringify({ a: [text] })),
  );

const holding = (identifiers: readonly string[]) => fc.constantFrom(...identifiers).chain(holder);

/** What only AWS writes; CloudTrail lets nobody put a name there. */
const written =
  /^(eventVersion|eventTime|eventSource|eventName|eventType|eventCategory|errorCode|apiVersion|userAgent|tlsVersion|cipherSuite|type)$/;

/** The record with other texts wherever somebody's names may be. */
const withTexts = (value: JsonValue, next: () => string, key = ''): JsonValue => {
  if (typeof value === 'string') return written.test(key) ? value : next();
  if (isJsonArray(value)) return value.map((item) => withTexts(item, next, key));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, withTexts(member, next, name)]),
  );
};

it('lets nothing survive that was planted in a record', () => {
  const records = shapes().map(({ record }) => record);
  fc.assert(
    fc.property(
      fc.uniqueArray(identifier, { minLength: 1, maxLength: 6 }).chain((identifiers) =>
        fc.record({
          identifiers: fc.constant(identifiers),
          texts: fc.array(holding(identifiers), { minLength: 1, maxLength: 8 }),
          record: fc.constantFrom(...records),
        }),
      ),
      ({ identifiers, texts, record }) => {
        let at = 0;
        const next = (): string => texts[at++ % texts.length] ?? '';
        const [first = ''] = identifiers;
        const planted = {
          ...(withTexts(record, next) as JsonObject), // an object as before
          errorMessage: next(),
          userAgent: `aws-cli/2.31.0 (arn:aws:iam::876543210987:user/${first})`,
          additionalEventData: { list: texts, tags: { [first]: next() }, sessionToken: next() },
        };
        const text = JSON.stringify(anonymised(planted));
        const all = [text, decodeURIComponent(text)].join('\n');
        for (const identifier of identifiers)
          expect(all.toLowerCase()).not.toContain(identifier.toLowerCase());
      },
    ),
    { numRuns: 2000 },
  );
});
