import type { JsonObject } from '../../src/json.ts';
import type { CloudTrailRecord } from '../../src/trail/record.ts';
import { aRecord } from './builders.ts';

const account = '111122223333';
const otherAccount = '444455556666';

interface Fields {
  readonly account?: string;
  /** Of the role, with a slash at its end. */
  readonly path?: string;
  /** Below sessionContext. */
  readonly context?: JsonObject;
  readonly identity?: JsonObject;
}

const session = (
  role: string,
  name: string,
  { account: of = account, path = '', context, identity }: Fields = {},
): JsonObject => ({
  type: 'AssumedRole',
  principalId: `AROAEXAMPLEROLEID0001:${name}`,
  arn: `arn:aws:sts::${of}:assumed-role/${role}/${name}`,
  accountId: of,
  accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
  sessionContext: {
    sessionIssuer: {
      type: 'Role',
      principalId: 'AROAEXAMPLEROLEID0001',
      arn: `arn:aws:iam::${of}:role/${path}${role}`,
      accountId: of,
      userName: role,
    },
    webIdFederationData: {},
    attributes: { creationDate: '2026-11-20T08:55:12Z', mfaAuthenticated: 'false' },
    ...context,
  },
  ...identity,
});

const permissionSet = (name: string, user: string, fields: Fields = {}): JsonObject =>
  session(`AWSReservedSSO_${name}_0123456789abcdef`, user, {
    path: 'aws-reserved/sso.amazonaws.com/eu-west-1/',
    ...fields,
  });

const user = (name: string, fields: JsonObject = {}): JsonObject => ({
  type: 'IAMUser',
  principalId: 'AIDAIOSFODNN7EXAMPLE',
  arn: `arn:aws:iam::${account}:user/${name}`,
  accountId: account,
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  userName: name.slice(name.lastIndexOf('/') + 1),
  ...fields,
});

const federated = (name: string, sessionIssuer: JsonObject): JsonObject => ({
  type: 'FederatedUser',
  principalId: `${account}:${name}`,
  arn: `arn:aws:sts::${account}:federated-user/${name}`,
  accountId: account,
  accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
  sessionContext: { sessionIssuer },
});

const root = { type: 'Root', principalId: account, arn: `arn:aws:iam::${account}:root`, accountId: account };

const onBehalfOf = {
  userId: '544894e8-80c1-707f-60e3-3ba6510dfac1',
  identityStoreArn: `arn:aws:identitystore::${account}:identitystore/d-9067642ac7`,
};

/** The one of GitHub Actions. */
const oidcProvider = `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`;

export interface KnownIdentity {
  readonly record: CloudTrailRecord;
  readonly short: string;
  readonly long: string;
}

/** `more` follows the short line in the long one. */
const by = (
  userIdentity: JsonObject,
  short: string,
  more: string,
  fields: JsonObject = {},
): KnownIdentity => ({ record: aRecord({ userIdentity, ...fields }), short, long: short + more });

/** Records of every kind of caller, in the shapes of AWS's documentation and of public records, and who it was. */
export const identities: Readonly<Record<string, KnownIdentity>> = {
  root: by(root, 'root user', ', arn:aws:iam::111122223333:root'),
  'root of a member account, in the trail of another': by(
    { ...root, arn: `arn:aws:iam::${otherAccount}:root`, accountId: otherAccount },
    'root user of account 444455556666',
    ', arn:aws:iam::444455556666:root',
  ),
  'root without an ARN, in a sign-in': by(
    { type: 'Root', principalId: account, accountId: account, accessKeyId: '' },
    'root user',
    '',
  ),
  'a session of AssumeRoot': by(
    { ...root, accessKeyId: 'ASIAIOSFODNN7EXAMPLE', sessionContext: { assumedRoot: 'true' } },
    'root user (session of AssumeRoot)',
    ', arn:aws:iam::111122223333:root',
  ),
  'a session of AssumeRoot, by its ARN': by(
    { type: 'AssumedRoot', arn: `arn:aws:sts::${account}:assumed-root`, accountId: account },
    'root user (session of AssumeRoot)',
    ', arn:aws:sts::111122223333:assumed-root',
  ),
  'an IAM user': by(user('alice'), 'alice (IAM user)', ', arn:aws:iam::111122223333:user/alice'),
  'an IAM user below a path': by(
    user('staff/eu/bob'),
    'bob (IAM user)',
    ', arn:aws:iam::111122223333:user/staff/eu/bob',
  ),
  'an IAM user of another account': by(
    user('carol', { arn: `arn:aws:iam::${otherAccount}:user/carol`, accountId: otherAccount }),
    'carol (IAM user of account 444455556666)',
    ', arn:aws:iam::444455556666:user/carol',
  ),
  'an IAM user through CloudFormation': by(
    user('alice', { invokedBy: 'cloudformation.amazonaws.com' }),
    'alice (IAM user, through cloudformation.amazonaws.com)',
    ', arn:aws:iam::111122223333:user/alice',
  ),
  'an IAM user in a sign-in that failed': by(
    {
      type: 'IAMUser',
      principalId: 'AIDAIOSFODNN7EXAMPLE',
      accountId: account,
      accessKeyId: '',
      userName: 'alice',
    },
    'alice (IAM user)',
    '',
    { eventName: 'ConsoleLogin' },
  ),
  'a sign-in with a name that no IAM user has': by(
    { type: 'IAMUser', accountId: account, accessKeyId: '', userName: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
    'unknown IAM user (name hidden by AWS)',
    '',
    { eventName: 'ConsoleLogin' },
  ),
  'an IAM user who is known by ID': by(
    { type: 'IAMUser', principalId: 'AIDAIOSFODNN7EXAMPLE', accountId: account },
    'IAM user with id AIDAIOSFODNN7EXAMPLE',
    ', from 203.0.113.7',
  ),
  'a person in a role': by(
    session('Admin', 'bob@example.com'),
    'bob@example.com (role Admin)',
    ', arn:aws:sts::111122223333:assumed-role/Admin/bob@example.com',
  ),
  'a session of a role of another account': by(
    session('Deploy', 'run-4711', { account: otherAccount }),
    'run-4711 (role Deploy of account 444455556666)',
    ', arn:aws:sts::444455556666:assumed-role/Deploy/run-4711',
  ),
  'a session with a source identity': by(
    session('Admin', 'session-1', { context: { sourceIdentity: 'alice@example.com' } }),
    'alice@example.com (source identity, role Admin)',
    ', arn:aws:sts::111122223333:assumed-role/Admin/session-1',
  ),
  'a session with a source identity, through a service': by(
    session('Admin', 'bob', {
      context: { sourceIdentity: 'bob' },
      identity: { invokedBy: 'athena.amazonaws.com' },
    }),
    'bob (source identity, role Admin, through athena.amazonaws.com)',
    ', arn:aws:sts::111122223333:assumed-role/Admin/bob',
  ),
  'a service with its service-linked role': by(
    session('AWSServiceRoleForAutoScaling', 'AutoScaling', {
      path: 'aws-service-role/autoscaling.amazonaws.com/',
      identity: { invokedBy: 'autoscaling.amazonaws.com' },
    }),
    'AutoScaling (role AWSServiceRoleForAutoScaling, through autoscaling.amazonaws.com)',
    ', arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForAutoScaling/AutoScaling',
  ),
  'a session through AWS': by(
    session('Admin', 'bob', { identity: { invokedBy: 'AWS Internal' } }),
    'bob (role Admin, through AWS)',
    ', arn:aws:sts::111122223333:assumed-role/Admin/bob',
  ),
  "a delegate of a product's provider": by(
    session('Admin', 'bob', { identity: { invokedByDelegate: { accountId: otherAccount } } }),
    'bob (role Admin, used by account 444455556666)',
    ', arn:aws:sts::111122223333:assumed-role/Admin/bob',
  ),
  'a person of Identity Center': by(
    permissionSet('AdministratorAccess', 'bob@example.com'),
    'bob@example.com (role AdministratorAccess (SSO))',
    ', arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_AdministratorAccess_0123456789abcdef/bob@example.com',
  ),
  'a person of Identity Center, of another account': by(
    permissionSet('ReadOnly', 'bob', { account: otherAccount }),
    'bob (role ReadOnly (SSO) of account 444455556666)',
    ', arn:aws:sts::444455556666:assumed-role/AWSReservedSSO_ReadOnly_0123456789abcdef/bob',
  ),
  'a person of Identity Center, with their ID': by(
    permissionSet('Data_Lake', 'carol', { identity: { onBehalfOf } }),
    'carol (role Data_Lake (SSO))',
    ', for Identity Center user 544894e8-80c1-707f-60e3-3ba6510dfac1, identity store d-9067642ac7, arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Data_Lake_0123456789abcdef/carol',
  ),
  'a role that is only called like one of Identity Center': by(
    session('AWSReservedSSO_Admin_0123456789abcdef', 'bob'),
    'bob (role AWSReservedSSO_Admin_0123456789abcdef)',
    ', arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/bob',
  ),
  'a role on behalf of a person of Identity Center': by(
    session('QuickSight', 'app', { identity: { onBehalfOf } }),
    'Identity Center user 544894e8-80c1-707f-60e3-3ba6510dfac1 (role QuickSight)',
    ', identity store d-9067642ac7, arn:aws:sts::111122223333:assumed-role/QuickSight/app',
  ),
  'a session that boto3 named': by(
    session('Deploy', 'botocore-session-1732700000'),
    'unnamed session of role Deploy',
    ', access key ASIAIOSFODNN7EXAMPLE, from 203.0.113.7, arn:aws:sts::111122223333:assumed-role/Deploy/botocore-session-1732700000',
  ),
  'a session of an EKS pod': by(
    session('pod', 'eks-prod-api-7d9c-0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0'),
    'unnamed session of role pod',
    ', access key ASIAIOSFODNN7EXAMPLE, from 203.0.113.7, arn:aws:sts::111122223333:assumed-role/pod/eks-prod-api-7d9c-0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0',
  ),
  'a session of a role of another account, without a name': by(
    session('Deploy', '1732700000123', { account: otherAccount }),
    'unnamed session of role Deploy of account 444455556666',
    ', access key ASIAIOSFODNN7EXAMPLE, from 203.0.113.7, arn:aws:sts::444455556666:assumed-role/Deploy/1732700000123',
  ),
  'an instance': by(
    session('web', 'i-0123456789abcdef0', { context: { ec2RoleDelivery: '2.0' } }),
    'instance i-0123456789abcdef0 (role web)',
    ', arn:aws:sts::111122223333:assumed-role/web/i-0123456789abcdef0',
  ),
  'an instance, by what its credentials were issued to': by(
    session('web', 'i-0123456789abcdef0', {
      identity: {
        inScopeOf: {
          issuerType: 'AWS::EC2::Instance',
          credentialsIssuedTo: `arn:aws:ec2:eu-west-1:${account}:instance/i-0123456789abcdef0`,
        },
      },
    }),
    'instance i-0123456789abcdef0 (role web)',
    ', arn:aws:sts::111122223333:assumed-role/web/i-0123456789abcdef0',
  ),
  'somebody who named a session after an instance': by(
    session('web', 'i-0123456789abcdef0'),
    'unnamed session of role web',
    ', access key ASIAIOSFODNN7EXAMPLE, from 203.0.113.7, arn:aws:sts::111122223333:assumed-role/web/i-0123456789abcdef0',
  ),
  'a function': by(
    session('payments-role', 'payments', {
      identity: {
        inScopeOf: {
          issuerType: 'AWS::Lambda::Function',
          credentialsIssuedTo: `arn:aws:lambda:eu-west-1:${account}:function:payments`,
          credentialsIssuedToVersion: `arn:aws:lambda:eu-west-1:${account}:function:payments:$LATEST`,
        },
      },
    }),
    'function payments (role payments-role)',
    ', arn:aws:sts::111122223333:assumed-role/payments-role/payments',
  ),
  'a function, as older records have it': by(
    session('payments-role', 'payments'),
    'payments (role payments-role)',
    ', arn:aws:sts::111122223333:assumed-role/payments-role/payments',
  ),
  'a session of GitHub Actions': by(
    session('deploy', 'GitHubActions', {
      context: { webIdFederationData: { federatedProvider: oidcProvider, attributes: {} } },
    }),
    'GitHubActions (role deploy)',
    ', web identity of token.actions.githubusercontent.com, arn:aws:sts::111122223333:assumed-role/deploy/GitHubActions',
  ),
  'a session of Cognito': by(
    session('app', 'CognitoIdentityCredentials', {
      context: {
        webIdFederationData: {
          federatedProvider: 'cognito-identity.amazonaws.com',
          attributes: {
            'cognito-identity.amazonaws.com:aud': 'eu-west-1:pool',
            'cognito-identity.amazonaws.com:sub': 'eu-west-1:1a2b',
          },
        },
      },
    }),
    'unnamed session of role app',
    ', access key ASIAIOSFODNN7EXAMPLE, from 203.0.113.7, web identity of cognito-identity.amazonaws.com, subject eu-west-1:1a2b, arn:aws:sts::111122223333:assumed-role/app/CognitoIdentityCredentials',
  ),
  'a role without a session': by(
    {
      type: 'Role',
      principalId: 'AROAEXAMPLEROLEID0001',
      arn: `arn:aws:iam::${account}:role/Admin`,
      accountId: account,
    },
    'role Admin',
    ', arn:aws:iam::111122223333:role/Admin',
  ),
  'a session that only its issuer names': by(
    {
      type: 'AssumedRole',
      accountId: account,
      sessionContext: { sessionIssuer: { type: 'Role', userName: 'Admin' } },
    },
    'unnamed session of role Admin',
    ', from 203.0.113.7',
  ),
  'a federated user of an IAM user': by(
    federated('dave', { type: 'IAMUser', userName: 'alice', arn: `arn:aws:iam::${account}:user/alice` }),
    'dave (federated by IAM user alice)',
    ', arn:aws:sts::111122223333:federated-user/dave',
  ),
  'a federated user of root': by(
    federated('dave', { type: 'Root', arn: `arn:aws:iam::${account}:root` }),
    'dave (federated by the root user)',
    ', arn:aws:sts::111122223333:federated-user/dave',
  ),
  'a user of a directory': by(
    { type: 'Directory', accountId: account, userName: 'erin' },
    'erin (directory user)',
    '',
  ),
  'a user of a directory who is known by ID': by(
    { type: 'Directory', accountId: account, principalId: 'd-1234567890//S-1-5-21-1' },
    'directory user with id d-1234567890//S-1-5-21-1',
    ', from 203.0.113.7',
  ),
  'an AWS service': by(
    { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' },
    'ec2.amazonaws.com (AWS service)',
    '',
  ),
  'an AWS service without a name': by({ type: 'AWSService' }, 'an AWS service', ''),
  'a user of another account': by(
    { type: 'AWSAccount', principalId: 'AIDAIOSFODNN7EXAMPLE', accountId: otherAccount },
    'IAM user of account 444455556666 with id AIDAIOSFODNN7EXAMPLE',
    ', from 203.0.113.7',
  ),
  'a session of another account': by(
    { type: 'AWSAccount', principalId: 'AROAEXAMPLEROLEID0001:frank', accountId: otherAccount },
    'frank (role with id AROAEXAMPLEROLEID0001 of account 444455556666)',
    '',
  ),
  'a session of another account, without a name': by(
    {
      type: 'AWSAccount',
      principalId: 'AROAEXAMPLEROLEID0001:aws-go-sdk-1732700000000000000',
      accountId: otherAccount,
      accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
    },
    'unnamed session of role with id AROAEXAMPLEROLEID0001 of account 444455556666',
    ', access key ASIAIOSFODNN7EXAMPLE, from 203.0.113.7, session name aws-go-sdk-1732700000000000000',
  ),
  'another account': by(
    { type: 'AWSAccount', principalId: otherAccount, accountId: otherAccount },
    'account 444455556666',
    '',
  ),
  'the account itself': by({ type: 'AWSAccount', accountId: account }, 'a caller of this account', ''),
  'nobody: a request to S3 without credentials': by(
    { type: 'AWSAccount', principalId: '', accountId: 'ANONYMOUS_PRINCIPAL' },
    'anonymous caller (no credentials)',
    '',
    { eventSource: 's3.amazonaws.com' },
  ),
  'nobody, as older records have it': by(
    { type: 'AWSAccount', principalId: '', accountId: 'anonymous' },
    'anonymous caller (no credentials)',
    '',
    { eventSource: 's3.amazonaws.com' },
  ),
  'a sign-in to Identity Center': by(
    {
      type: 'IdentityCenterUser',
      arn: '',
      accountId: account,
      accessKeyId: '',
      onBehalfOf,
      credentialId: '00000000-dddd',
    },
    'alice@example.com (Identity Center user 544894e8-80c1-707f-60e3-3ba6510dfac1)',
    ', identity store d-9067642ac7',
    {
      eventSource: 'signin.amazonaws.com',
      eventName: 'UserAuthentication',
      additionalEventData: { CredentialType: 'PASSWORD', UserName: 'alice@example.com' },
    },
  ),
  'a person of Identity Center by ID': by(
    { type: 'IdentityCenterUser', accountId: account, onBehalfOf },
    'Identity Center user 544894e8-80c1-707f-60e3-3ba6510dfac1',
    ', identity store d-9067642ac7',
  ),
  'a person of Identity Center with a directory of another account': by(
    {
      type: 'IdentityCenterUser',
      accountId: account,
      onBehalfOf: {
        ...onBehalfOf,
        identityStoreArn: `arn:aws:identitystore::${otherAccount}:identitystore/d-1`,
      },
    },
    'Identity Center user 544894e8-80c1-707f-60e3-3ba6510dfac1',
    ', identity store d-1 of account 444455556666',
  ),
  'a person of Identity Center, as until 2025': by(
    {
      type: 'Unknown',
      principalId: account,
      arn: '',
      accountId: account,
      accessKeyId: '',
      userName: 'alice',
    },
    'alice (Identity Center user)',
    '',
    { eventSource: 'sso.amazonaws.com' },
  ),
  'a person of Identity Center whom nothing names': by(
    { type: 'IdentityCenterUser', accountId: account },
    'unknown Identity Center user',
    '',
  ),
  'somebody with a SAML assertion': by(
    {
      type: 'SAMLUser',
      principalId: 'SampleUkh1i4+ExamplexL/jEvs=:grace',
      userName: 'grace',
      identityProvider: 'SampleUkh1i4+ExamplexL/jEvs=',
    },
    'grace (SAML user of Okta)',
    '',
    {
      eventName: 'AssumeRoleWithSAML',
      requestParameters: {
        principalArn: `arn:aws:iam::${account}:saml-provider/Okta`,
        roleArn: `arn:aws:iam::${account}:role/Admin`,
        roleSessionName: 'grace',
      },
    },
  ),
  'somebody whose SAML assertion was refused': by(
    {
      type: 'SAMLUser',
      principalId: 'SampleUkh1i4+ExamplexL/jEvs=:grace',
      userName: 'grace',
      identityProvider: 'SampleUkh1i4+ExamplexL/jEvs=',
    },
    'grace (SAML user of SampleUkh1i4+ExamplexL/jEvs=)',
    '',
    {
      eventName: 'AssumeRoleWithSAML',
      errorCode: 'AccessDenied',
      requestParameters: { principalArn: `arn:aws:iam::${account}:saml-provider/Okta` },
    },
  ),
  'a workflow of GitHub': by(
    {
      type: 'WebIdentityUser',
      principalId: `${oidcProvider}:sts.amazonaws.com:repo:octo-org/shop:ref:refs/heads/main`,
      userName: 'repo:octo-org/shop:ref:refs/heads/main',
      identityProvider: oidcProvider,
    },
    'repo:octo-org/shop:ref:refs/heads/main (web identity of token.actions.githubusercontent.com)',
    '',
    { eventName: 'AssumeRoleWithWebIdentity' },
  ),
  'a web identity of Google': by(
    {
      type: 'WebIdentityUser',
      principalId: 'accounts.google.com:app.apps.googleusercontent.com:1234',
      userName: '1234',
      identityProvider: 'accounts.google.com',
    },
    '1234 (web identity of accounts.google.com)',
    '',
    { eventName: 'AssumeRoleWithWebIdentity' },
  ),
  'a caller of unknown type': by(
    { type: 'Unknown', principalId: 'AIDAIOSFODNN7EXAMPLE', accountId: account },
    'caller with id AIDAIOSFODNN7EXAMPLE',
    ', from 203.0.113.7',
  ),
  'an unknown caller': by({ type: 'Unknown', accountId: account }, 'unknown caller', ', from 203.0.113.7'),
  'a type that is new': by(
    { type: 'AgentIdentity', userName: 'helper-7', accountId: account },
    'helper-7 (AgentIdentity)',
    '',
  ),
  'a type that is new, with an ARN': by(
    { type: 'AgentIdentity', arn: `arn:aws:agents:eu-west-1:${account}:agent/helper-7`, accountId: account },
    'caller arn:aws:agents:eu-west-1:111122223333:agent/helper-7',
    '',
  ),
  'a type that is new, without anything else': by(
    { type: 'AgentIdentity', accountId: account },
    'caller of type AgentIdentity',
    ', from 203.0.113.7',
  ),
  'an identity without a type, with a key': by(
    { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', accountId: account },
    'caller with access key AKIAIOSFODNN7EXAMPLE',
    ', from 203.0.113.7',
  ),
  'an identity that has only another account': by({ accountId: otherAccount }, 'account 444455556666', ''),
};
