import { type Calls, type Elements, request, text } from './call.ts';

const user = (more: Elements = {}) => request({ userName: 'text', ...more });
const role = (more: Elements = {}) => request({ roleName: 'text', ...more });
const group = (more: Elements = {}) => request({ groupName: 'text', ...more });

const inline: Elements = { policyName: 'text', policyDocument: 'JSON' };
const entity = (kind: string): Elements => ({
  ...text(`arn path ${kind}Name ${kind}Id`),
  createDate: 'any',
  tags: 'any',
});

/** AWS IAM User Guide, "Logging IAM and AWS STS API calls with CloudTrail". A policy is the text that was sent. */
export const iam: Calls = {
  CreateUser: request(
    { ...text('userName path permissionsBoundary'), tags: 'any' },
    { user: { ...entity('user'), permissionsBoundary: 'any' } },
  ),
  DeleteUser: user(),
  UpdateUser: user(text('newUserName newPath')),
  CreateAccessKey: request(text('userName'), {
    accessKey: { ...text('userName accessKeyId status'), createDate: 'any' },
  }),
  UpdateAccessKey: user(text('accessKeyId status')),
  DeleteAccessKey: user(text('accessKeyId')),
  CreateLoginProfile: request(
    { userName: 'text', passwordResetRequired: 'boolean' },
    { loginProfile: { userName: 'text', passwordResetRequired: 'boolean', createDate: 'any' } },
  ),
  UpdateLoginProfile: user({ passwordResetRequired: 'boolean' }),
  DeleteLoginProfile: user(),
  AttachUserPolicy: user(text('policyArn')),
  DetachUserPolicy: user(text('policyArn')),
  AttachRolePolicy: role(text('policyArn')),
  DetachRolePolicy: role(text('policyArn')),
  AttachGroupPolicy: group(text('policyArn')),
  DetachGroupPolicy: group(text('policyArn')),
  PutUserPolicy: user(inline),
  PutRolePolicy: role(inline),
  PutGroupPolicy: group(inline),
  DeleteUserPolicy: user(text('policyName')),
  DeleteRolePolicy: role(text('policyName')),
  DeleteGroupPolicy: group(text('policyName')),
  CreatePolicy: request(
    { ...inline, ...text('path description'), tags: 'any' },
    { policy: { ...text('arn policyName policyId path defaultVersionId'), createDate: 'any' } },
  ),
  CreatePolicyVersion: request({ policyArn: 'text', policyDocument: 'JSON', setAsDefault: 'boolean' }),
  SetDefaultPolicyVersion: request(text('policyArn versionId')),
  DeletePolicy: request(text('policyArn')),
  CreateRole: request(
    {
      ...text('roleName path description permissionsBoundary'),
      assumeRolePolicyDocument: 'JSON',
      maxSessionDuration: 'number',
      tags: 'any',
    },
    { role: { ...entity('role'), assumeRolePolicyDocument: 'any' } },
  ),
  DeleteRole: role(),
  UpdateAssumeRolePolicy: role({ policyDocument: 'JSON' }),
  AddUserToGroup: user(text('groupName')),
  RemoveUserFromGroup: user(text('groupName')),
  CreateGroup: request({ ...text('groupName path') }, { group: entity('group') }),
  EnableMFADevice: user(text('serialNumber')),
  DeactivateMFADevice: user(text('serialNumber')),
  DeleteVirtualMFADevice: request(text('serialNumber')),
  PutUserPermissionsBoundary: user(text('permissionsBoundary')),
  PutRolePermissionsBoundary: role(text('permissionsBoundary')),
  DeleteUserPermissionsBoundary: user(),
  DeleteRolePermissionsBoundary: role(),
  AddRoleToInstanceProfile: role(text('instanceProfileName')),
};

const session: Elements = {
  credentials: text('accessKeyId sessionToken expiration'),
  assumedRoleUser: text('assumedRoleId arn'),
  ...text(
    'sourceIdentity subject audience issuer provider nameQualifier subjectType subjectFromWebIdentityToken',
  ),
  packedPolicySize: 'number',
};

export const sts: Calls = {
  AssumeRole: request(
    {
      ...text('roleArn roleSessionName externalId serialNumber sourceIdentity'),
      durationSeconds: 'number',
      policy: 'any',
      policyArns: 'any',
      tags: 'any',
      transitiveTagKeys: 'any',
    },
    session,
  ),
  AssumeRoleWithSAML: request(
    {
      ...text('sAMLAssertionID roleSessionName roleArn principalArn'),
      durationSeconds: 'number',
      policy: 'any',
    },
    session,
  ),
  AssumeRoleWithWebIdentity: request(
    { ...text('roleSessionName roleArn providerId'), durationSeconds: 'number', policy: 'any' },
    session,
  ),
  GetFederationToken: request({ name: 'text', durationSeconds: 'number', policy: 'any' }),
  GetSessionToken: request({ serialNumber: 'text', durationSeconds: 'number' }),
};
