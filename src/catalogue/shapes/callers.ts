import type { JsonObject } from '../../json.ts';
import { aCall, account, otherAccount, type Shape } from './shape.ts';

/** Calls by every kind of caller: CloudTrail User Guide, "CloudTrail userIdentity element". */
export const callers = (): readonly Shape[] =>
  Object.entries(identities).map(([name, userIdentity]) => ({
    name: `a call by ${name}`,
    record: aCall({ userIdentity, ...(callsOfItsOwn[name] ?? {}) }),
  }));

const attributes = { creationDate: '2026-11-20T08:30:00Z', mfaAuthenticated: 'false' };

const issuerOf = (role: string, path = ''): JsonObject => ({
  type: 'Role',
  principalId: 'AROAEXAMPLEROLE000001',
  arn: `arn:aws:iam::${account}:role/${path}${role}`,
  accountId: account,
  userName: role,
});

const aRole = (role: string, session: string, sessionContext: JsonObject = {}): JsonObject => ({
  type: 'AssumedRole',
  principalId: `AROAEXAMPLEROLE000001:${session}`,
  arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
  accountId: account,
  accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
  sessionContext: { sessionIssuer: issuerOf(role), attributes, ...sessionContext },
});

const identities: Readonly<Record<string, JsonObject>> = {
  root: {
    type: 'Root',
    principalId: account,
    arn: `arn:aws:iam::${account}:root`,
    accountId: account,
    accessKeyId: '',
    sessionContext: {
      sessionIssuer: {},
      webIdFederationData: {},
      attributes: { creationDate: '2026-11-20T08:30:00Z', mfaAuthenticated: 'true' },
    },
  },
  'a user in the console': {
    type: 'IAMUser',
    principalId: 'AIDAEXAMPLEALICE00001',
    arn: `arn:aws:iam::${account}:user/alice`,
    accountId: account,
    accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
    userName: 'alice',
    sessionContext: { attributes: { creationDate: '2026-11-20T08:30:00Z', mfaAuthenticated: 'true' } },
  },
  'an assumed role': aRole('deployer', 'build-4711'),
  'a role with a source identity': aRole('auditor', 'alice', { sourceIdentity: 'alice' }),
  "an EC2 instance's role": aRole('web', 'i-0123456789abcdef0', { ec2RoleDelivery: '2.0' }),
  "a Lambda function's role": {
    ...aRole('nightly-report', 'nightly-report'),
    inScopeOf: {
      issuerType: 'AWS::Lambda::Function',
      credentialsIssuedTo: `arn:aws:lambda:eu-west-1:${account}:function:nightly-report`,
      credentialsIssuedToVersion: `arn:aws:lambda:eu-west-1:${account}:function:nightly-report:$LATEST`,
      sourceArn: `arn:aws:lambda:eu-west-1:${account}:function:nightly-report`,
      sourceAccount: account,
    },
  },
  'a role that a web identity assumed': aRole('ci', 'run-1', {
    webIdFederationData: {
      federatedProvider: `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`,
      attributes: {},
    },
  }),
  'a person of Identity Center': aRole('AWSReservedSSO_Admin_0123456789abcdef', 'bob@example.com', {
    sessionIssuer: issuerOf('AWSReservedSSO_Admin_0123456789abcdef', 'aws-reserved/sso.amazonaws.com/'),
  }),
  'a role for a person of Identity Center': {
    ...aRole('analytics', 'athena'),
    onBehalfOf: {
      userId: '544894e8-80c1-707f-60e3-3ba6510dfac1',
      identityStoreArn: `arn:aws:identitystore::${account}:identitystore/d-9067642ac7`,
    },
  },
  'a service-linked role': {
    ...aRole('AWSServiceRoleForAutoScaling', 'AutoScaling', {
      sessionIssuer: issuerOf('AWSServiceRoleForAutoScaling', 'aws-service-role/autoscaling.amazonaws.com/'),
    }),
    invokedBy: 'autoscaling.amazonaws.com',
  },
  'a service for a role': {
    ...aRole('stacks', 'AWSCloudFormation'),
    invokedBy: 'cloudformation.amazonaws.com',
  },
  'root of a member account, opened by AssumeRoot': {
    type: 'AssumedRole',
    principalId: account,
    arn: `arn:aws:sts::${account}:assumed-root`,
    accountId: account,
    accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
    sessionContext: { attributes, assumedRoot: 'true' },
  },
  'a federated user': {
    type: 'FederatedUser',
    principalId: `${account}:carol`,
    arn: `arn:aws:sts::${account}:federated-user/carol`,
    accountId: account,
    accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
    sessionContext: {
      sessionIssuer: {
        type: 'IAMUser',
        principalId: 'AIDAEXAMPLEALICE00001',
        arn: `arn:aws:iam::${account}:user/alice`,
        accountId: account,
        userName: 'alice',
      },
      attributes,
    },
  },
  'a SAML user': {
    type: 'SAMLUser',
    principalId: 'SamlExample:dave',
    userName: 'dave',
    identityProvider: 'https://idp.example.com',
  },
  'a web identity': {
    type: 'WebIdentityUser',
    principalId: 'accounts.google.com:app-id.example.com:user-id',
    userName: 'user-id',
    identityProvider: 'accounts.google.com',
  },
  'a role itself': {
    type: 'Role',
    principalId: 'AROAEXAMPLEROLE000001',
    arn: `arn:aws:iam::${account}:role/web`,
    accountId: account,
  },
  'a service': { type: 'AWSService', invokedBy: 'lambda.amazonaws.com' },
  'another account': {
    type: 'AWSAccount',
    principalId: 'AIDAEXAMPLEMALLORY001',
    accountId: otherAccount,
  },
  nobody: { type: 'AWSAccount', principalId: '', accountId: 'ANONYMOUS_PRINCIPAL' },
  'a person of Identity Center, to its portal': {
    type: 'IdentityCenterUser',
    accountId: account,
    onBehalfOf: {
      userId: '544894e8-80c1-707f-60e3-3ba6510dfac1',
      identityStoreArn: `arn:aws:identitystore::${account}:identitystore/d-9067642ac7`,
    },
    credentialId: '3f1b9a7c5e2d4806',
  },
  'a user of a directory': { type: 'Directory', userName: 'erin', accountId: account },
  'somebody unknown': {
    type: 'Unknown',
    principalId: '544894e8-80c1-707f-60e3-3ba6510dfac1',
    accountId: account,
  },
};

const assumeRole = (eventName: string, roleSessionName: string): JsonObject => ({
  eventSource: 'sts.amazonaws.com',
  eventName,
  requestParameters: { roleArn: `arn:aws:iam::${account}:role/web`, roleSessionName, durationSeconds: 3600 },
  responseElements: {
    credentials: {
      accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
      sessionToken: 'HIDDEN_DUE_TO_SECURITY_REASONS',
      expiration: 'Nov 20, 2026, 10:02:11 AM',
    },
    assumedRoleUser: {
      assumedRoleId: `AROAEXAMPLEROLE000001:${roleSessionName}`,
      arn: `arn:aws:sts::${account}:assumed-role/web/${roleSessionName}`,
    },
  },
  resources: [{ ARN: `arn:aws:iam::${account}:role/web`, accountId: account, type: 'AWS::IAM::Role' }],
});

/** What only these callers call, and from where. */
const callsOfItsOwn: Readonly<Record<string, JsonObject>> = {
  root: { eventSource: 'iam.amazonaws.com', eventName: 'GetAccountSummary', requestParameters: null },
  'a user in the console': { sessionCredentialFromConsole: 'true' },
  'a service-linked role': {
    sourceIPAddress: 'autoscaling.amazonaws.com',
    userAgent: 'autoscaling.amazonaws.com',
  },
  'a service for a role': {
    sourceIPAddress: 'cloudformation.amazonaws.com',
    userAgent: 'cloudformation.amazonaws.com',
  },
  'a SAML user': assumeRole('AssumeRoleWithSAML', 'dave'),
  'a web identity': assumeRole('AssumeRoleWithWebIdentity', 'app'),
  'a service': {
    ...assumeRole('AssumeRole', 'nightly-report'),
    sourceIPAddress: 'lambda.amazonaws.com',
    userAgent: 'lambda.amazonaws.com',
    sharedEventID: '7d8c9b0a-1f2e-4d3c-9b5a-6978879665a0',
  },
  'another account': {
    ...assumeRole('AssumeRole', 'mallory'),
    sharedEventID: '7d8c9b0a-1f2e-4d3c-9b5a-6978879665a1',
  },
  'a person of Identity Center, to its portal': {
    eventSource: 'sso.amazonaws.com',
    eventName: 'Federate',
    requestParameters: null,
    responseElements: null,
    eventType: 'AwsServiceEvent',
    serviceEventDetails: { account_id: account, role_name: 'Admin', relayId: 'de3c2b1a' },
  },
};
