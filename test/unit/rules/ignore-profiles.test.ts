import { describe, expect, it } from 'vitest';
import { compileProgram, evaluate } from '../../../src/jq/in-process/program.ts';
import { jqWasm } from '../../../src/jq/real/wasm.ts';
import type { JsonObject } from '../../../src/json.ts';
import { type ProfileSettings, profilesOf } from '../../../src/rules/ignore-profiles.ts';
import { aRecord, neverAborted } from '../../support/builders.ts';

const off: ProfileSettings = {
  'aws-self': false,
  'service-linked': false,
  'sso-mfa': false,
  anonymous: false,
  deployers: [],
  scanners: [],
};

const account = '111122223333';

const sessionOf = (role: string, of = account): JsonObject => ({
  type: 'AssumedRole',
  arn: `arn:aws:sts::${of}:assumed-role/${role.split('/').at(-1)}/session`,
  accountId: of,
  sessionContext: { sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${of}:role/${role}` } },
});

const user = (name: string, of = account): JsonObject => ({
  type: 'IAMUser',
  arn: `arn:aws:iam::${of}:user/${name}`,
  accountId: of,
  userName: name.split('/').at(-1) ?? '',
});

const ssoLogin = (role: string, fields: JsonObject = {}): JsonObject => ({
  eventSource: 'signin.amazonaws.com',
  eventName: 'ConsoleLogin',
  userIdentity: sessionOf(role),
  responseElements: { ConsoleLogin: 'Success' },
  additionalEventData: { MFAUsed: 'No' },
  ...fields,
});

const reading = { readOnly: true, managementEvent: true, eventName: 'DescribeInstances' };
const terraform = { userIdentity: sessionOf('terraform') };
const prowler = { userIdentity: sessionOf('audit/prowler'), ...reading };
const autoScaling = 'aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling';
const ssoAdmin = 'aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef';
const anonymous = { type: 'AWSAccount', principalId: '', accountId: 'ANONYMOUS_PRINCIPAL' };

interface Case {
  readonly on: Partial<ProfileSettings>;
  /** Records of routine. */
  readonly ignored: Readonly<Record<string, JsonObject>>;
  /** Records of an attacker that look alike. */
  readonly alerted: Readonly<Record<string, JsonObject>>;
}

const cases: Readonly<Record<string, Case>> = {
  'aws-self': {
    on: { 'aws-self': true },
    ignored: {
      'a service that makes a call by itself': {
        userIdentity: { type: 'AWSService', invokedBy: 'guardduty.amazonaws.com' },
      },
    },
    alerted: {
      'a user who makes CloudFormation act': {
        userIdentity: { ...user('mallory'), invokedBy: 'cloudformation.amazonaws.com' },
        sourceIPAddress: 'cloudformation.amazonaws.com',
        userAgent: 'cloudformation.amazonaws.com',
      },
      'a user called like the type': { userIdentity: user('AWSService') },
      'a session called like a service': {
        userIdentity: {
          ...sessionOf('admin'),
          arn: `arn:aws:sts::${account}:assumed-role/admin/guardduty.amazonaws.com`,
        },
      },
    },
  },
  'service-linked': {
    on: { 'service-linked': true },
    ignored: {
      'a service-linked role': { userIdentity: sessionOf(autoScaling) },
      'one in another partition': {
        userIdentity: {
          ...sessionOf(autoScaling),
          sessionContext: { sessionIssuer: { arn: `arn:aws-cn:iam::${account}:role/${autoScaling}` } },
        },
      },
    },
    alerted: {
      'a role with such a name': { userIdentity: sessionOf('AWSServiceRoleForAutoScaling') },
      'a role with such a path inside another': { userIdentity: sessionOf(`x/${autoScaling}`) },
      'a role with such a name as its path': { userIdentity: sessionOf(`${autoScaling}/admin`) },
      'a session with such a name': {
        userIdentity: {
          ...sessionOf('admin'),
          arn: `arn:aws:sts::${account}:assumed-role/admin/${autoScaling}`,
        },
      },
      'a user with such a path': { userIdentity: user(autoScaling) },
    },
  },
  'sso-mfa': {
    on: { 'sso-mfa': true },
    ignored: {
      'a sign-in by IAM Identity Center': ssoLogin(ssoAdmin),
      'one without a region in its path': ssoLogin(ssoAdmin.replace('eu-west-1/', '')),
    },
    alerted: {
      'a sign-in with a role of that name': ssoLogin('AWSReservedSSO_Admin_0123456789abcdef'),
      'a sign-in with a role of such a path inside another': ssoLogin(`x/${ssoAdmin}`),
      'a user without a second factor': ssoLogin(ssoAdmin, { userIdentity: user('mallory') }),
      'a sign-in that failed': ssoLogin(ssoAdmin, { responseElements: { ConsoleLogin: 'Failure' } }),
      'another call of such a session': { userIdentity: sessionOf(ssoAdmin), eventName: 'CreateUser' },
      'another event of that name': ssoLogin(ssoAdmin, { eventSource: 'mine.example.com' }),
    },
  },
  anonymous: {
    on: { anonymous: true },
    ignored: {
      'a request without credentials that was denied': {
        userIdentity: anonymous,
        errorCode: 'AccessDenied',
      },
    },
    alerted: {
      'one that was not denied': { userIdentity: anonymous },
      'one that was refused for another reason': { userIdentity: anonymous, errorCode: 'NoSuchKey' },
      'another account that was denied': {
        userIdentity: { type: 'AWSAccount', principalId: 'AROAEXAMPLE', accountId: '444455556666' },
        errorCode: 'AccessDenied',
      },
      'a user called like that': { userIdentity: user('ANONYMOUS_PRINCIPAL'), errorCode: 'AccessDenied' },
    },
  },
  deployers: {
    on: {
      deployers: [
        `arn:aws:iam::${account}:role/terraform`,
        `arn:aws:iam::${account}:role/ci/deploy-*`,
        `arn:aws:iam::${account}:user/packer+build`,
      ],
    },
    ignored: {
      'a role of the list': terraform,
      'a role that a star stands for': { userIdentity: sessionOf('ci/deploy-prod') },
      'a user of the list': { userIdentity: user('packer+build') },
      'a change that failed': { ...terraform, errorCode: 'EntityAlreadyExistsException' },
    },
    alerted: {
      'a role of that name in another account': { userIdentity: sessionOf('terraform', '444455556666') },
      'a role whose name begins like one': { userIdentity: sessionOf('terraform-evil') },
      'a role of that name with a path': { userIdentity: sessionOf('x/terraform') },
      'a session of that name': {
        userIdentity: {
          ...sessionOf('admin'),
          arn: `arn:aws:sts::${account}:assumed-role/admin/terraform`,
        },
        userAgent: 'APN/1.0 HashiCorp/1.0 Terraform/1.9',
      },
      'a user called like the role': { userIdentity: user('terraform') },
      'a user whose name a plus as a regular expression would allow': {
        userIdentity: user('packerrrbuild'),
      },
      'what it is denied': { ...terraform, errorCode: 'Client.UnauthorizedOperation' },
      'a trail that it stops': { ...terraform, eventName: 'StopLogging' },
      'a key that it makes': { ...terraform, eventName: 'CreateAccessKey' },
    },
  },
  scanners: {
    on: { scanners: [`arn:aws:iam::${account}:role/audit/*`] },
    ignored: {
      'what it looks at': prowler,
      'what it may not look at': { ...prowler, errorCode: 'AccessDenied' },
    },
    alerted: {
      'what it changes': { ...prowler, readOnly: false, eventName: 'CreateUser' },
      'what does not say whether it is a change': { userIdentity: sessionOf('audit/prowler') },
      'a secret that it reads': { ...prowler, eventName: 'GetSecretValue' },
      'another role that it assumes': { ...prowler, eventName: 'AssumeRole' },
      'an object that it reads': { ...prowler, managementEvent: false, eventName: 'GetObject' },
      'a role of another path': { ...prowler, userIdentity: sessionOf('prowler') },
    },
  },
};

/** Records in which what a profile looks at is missing or of another type. */
const odd: readonly JsonObject[] = [
  {},
  { userIdentity: null },
  { userIdentity: 'text' },
  { userIdentity: { type: 'AssumedRole' } },
  { userIdentity: { type: 'AssumedRole', sessionContext: 'text' } },
  { userIdentity: { type: 'AssumedRole', sessionContext: { sessionIssuer: { arn: 5 } } } },
  { userIdentity: { type: 'IAMUser', arn: ['x'] }, errorCode: {} },
  { eventSource: 'signin.amazonaws.com', eventName: 'ConsoleLogin', responseElements: 'text' },
  { eventSource: 'signin.amazonaws.com', eventName: 'ConsoleLogin', responseElements: { omitted: true } },
];

describe.each(Object.entries(cases))('the profile %s', (name, { on, ignored, alerted }) => {
  const [profile, ...others] = profilesOf({ ...off, ...on });
  const jqMatch = profile?.jqMatch ?? '';
  const program = compileProgram(jqMatch);
  const resultFor = (record: JsonObject) =>
    program === undefined ? 'not compiled in-process' : evaluate(program, record);

  it('is one program, which is evaluated in-process', () => {
    expect([profile?.name, ...others]).toEqual([name]);
    expect(program).toBeDefined();
  });

  it.each(Object.entries(ignored))('ignores %s', (_, fields) =>
    expect(resultFor(aRecord({ eventName: 'PutRolePolicy', ...fields }))).toEqual({
      kind: 'value',
      value: true,
    }),
  );

  it.each(Object.entries(alerted))('does not ignore %s', (_, fields) =>
    expect(resultFor(aRecord({ eventName: 'PutRolePolicy', ...fields }))).toBeUndefined(),
  );

  it.each(odd)('neither ignores nor fails on %j', (record) => expect(resultFor(record)).toBeUndefined());

  it('is the same in the real jq', async () => {
    const records = [...Object.values(ignored), ...Object.values(alerted), ...odd].map((fields) =>
      odd.includes(fields) ? fields : aRecord({ eventName: 'PutRolePolicy', ...fields }),
    );
    const programs = await jqWasm().compile([jqMatch]);
    const outcomes = await programs.start({ signal: neverAborted }).firstOutputs(records);
    expect(outcomes.map(({ kind, input }) => [kind, input])).toEqual(
      Object.keys(ignored).map((_, index) => ['value', index]),
    );
  });
});

it('profiles that are off are not there', () => expect(profilesOf(off)).toEqual([]));

it('only rules that have mfa in their name or id are about a second factor', () =>
  expect(profilesOf({ ...off, 'sso-mfa': true }).map(({ rules }) => rules)).toEqual([
    ['*mfa*', '*MFA*', '*Mfa*'],
  ]));
