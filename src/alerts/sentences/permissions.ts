import { allows, lets } from '../policy/in-words.ts';
import { plainWords, type Words, words } from '../words.ts';
import type { Call } from './call.ts';
import { deed, type Row, type Rows } from './row.ts';

/** Roles, trust and permissions. */
export const permissions: Rows = {
  iam: {
    CreateRole: (call) => [
      deed(
        'create',
        words`role ${call.names('roleName')} with a trust policy that ${trust(call, 'assumeRolePolicyDocument')}`,
      ),
      'create role {roleName}',
      'create an IAM role',
    ],
    UpdateAssumeRolePolicy: (call) => [
      deed(
        'change',
        words`the trust policy of role ${call.names('roleName')} to one that ${trust(call, 'policyDocument')}`,
      ),
      'change the trust policy of role {roleName}',
      'change the trust policy of a role',
    ],
    DeleteRole: ['delete role {roleName}', 'delete an IAM role'],
    AttachUserPolicy: attached('user', 'userName'),
    AttachRolePolicy: attached('role', 'roleName'),
    AttachGroupPolicy: attached('group', 'groupName'),
    DetachUserPolicy: detached('user', 'userName'),
    DetachRolePolicy: detached('role', 'roleName'),
    DetachGroupPolicy: detached('group', 'groupName'),
    PutUserPolicy: inline('user', 'userName'),
    PutRolePolicy: inline('role', 'roleName'),
    PutGroupPolicy: inline('group', 'groupName'),
    DeleteUserPolicy: withoutInline('user', 'userName'),
    DeleteRolePolicy: withoutInline('role', 'roleName'),
    DeleteGroupPolicy: withoutInline('group', 'groupName'),
    CreatePolicy: (call) => [
      deed('create', words`policy ${call.names('policyName')} that ${allowed(call)}`),
      'create policy {policyName}',
      'create an IAM policy',
    ],
    CreatePolicyVersion: (call) => {
      const policy = managedPolicy(call);
      const version = plainWords(call.has('setAsDefault', true) ? 'the default version' : 'a version');
      return [
        deed('create', words`${version} of ${policy} that ${allowed(call)}`),
        deed('create', words`${version} of ${policy}`),
        'create a version of a policy',
      ];
    },
    SetDefaultPolicyVersion: (call) => [
      deed('make', words`version ${call.names('versionId')} of ${managedPolicy(call)} the default`),
      'change the default version of a policy',
    ],
    DeletePolicy: (call) => [deed('delete', managedPolicy(call)), 'delete an IAM policy'],
    PutUserPermissionsBoundary: bounded('user', 'userName'),
    PutRolePermissionsBoundary: bounded('role', 'roleName'),
    DeleteUserPermissionsBoundary: [
      'remove the permissions boundary of user {userName}',
      'remove the permissions boundary of a user',
    ],
    DeleteRolePermissionsBoundary: [
      'remove the permissions boundary of role {roleName}',
      'remove the permissions boundary of a role',
    ],
    CreateInstanceProfile: ['create instance profile {instanceProfileName}', 'create an instance profile'],
    AddRoleToInstanceProfile: [
      'add role {roleName} to instance profile {instanceProfileName}',
      'add a role to an instance profile',
    ],
    CreateSAMLProvider: ['create SAML provider {name}', 'create a SAML provider'],
    UpdateSAMLProvider: ['change SAML provider {sAMLProviderArn}', 'change a SAML provider'],
    DeleteSAMLProvider: ['delete SAML provider {sAMLProviderArn}', 'delete a SAML provider'],
    CreateOpenIDConnectProvider: ['create OIDC provider {url}', 'create an OIDC provider'],
    UpdateOpenIDConnectProviderThumbprint: [
      'change the thumbprint of OIDC provider {openIDConnectProviderArn}',
      'change the thumbprint of an OIDC provider',
    ],
    DeleteOpenIDConnectProvider: [
      'delete OIDC provider {openIDConnectProviderArn}',
      'delete an OIDC provider',
    ],
  },
  sso: {
    CreateAccountAssignment: [
      'assign permission set {permissionSetArn} in account {targetId} to principal {principalId}',
      'assign a permission set of Identity Center',
    ],
    DeleteAccountAssignment: [
      'remove permission set {permissionSetArn} in account {targetId} from principal {principalId}',
      'remove an assignment of a permission set of Identity Center',
    ],
    CreatePermissionSet: [
      'create permission set {name} of Identity Center',
      'create a permission set of Identity Center',
    ],
    DeletePermissionSet: [
      'delete permission set {permissionSetArn} of Identity Center',
      'delete a permission set of Identity Center',
    ],
    AttachManagedPolicyToPermissionSet: (call) => [
      deed(
        'attach',
        words`${managedPolicy(call, 'managedPolicyArn')} to permission set ${call.names('permissionSetArn')}`,
      ),
      'attach a policy to a permission set of Identity Center',
    ],
    PutInlinePolicyToPermissionSet: (call) => [
      deed(
        'put',
        words`an inline policy on permission set ${call.names('permissionSetArn')} that ${allows(call.values('inlinePolicy')[0])}`,
      ),
      'put an inline policy on permission set {permissionSetArn}',
      'put an inline policy on a permission set of Identity Center',
    ],
  },
};

function attached(kind: string, path: string): Row {
  return (call) => [
    deed('attach', words`${managedPolicy(call)} to ${plainWords(kind)} ${call.names(path)}`),
    deed('attach', words`a policy to ${plainWords(kind)} ${call.names(path)}`),
    deed('attach', plainWords(`a policy to a ${kind}`)),
  ];
}

function detached(kind: string, path: string): Row {
  return (call) => [
    deed('detach', words`${managedPolicy(call)} from ${plainWords(kind)} ${call.names(path)}`),
    deed('detach', words`a policy from ${plainWords(kind)} ${call.names(path)}`),
    deed('detach', plainWords(`a policy from a ${kind}`)),
  ];
}

function inline(kind: string, path: string): Row {
  return (call) => {
    const policy = words`inline policy ${call.names('policyName')} on ${plainWords(kind)} ${call.names(path)}`;
    return [
      deed('put', words`${policy} that ${allowed(call)}`),
      deed('put', policy),
      deed('put', plainWords(`an inline policy on a ${kind}`)),
    ];
  };
}

function withoutInline(kind: string, path: string): Row {
  return (call) => [
    deed(
      'delete',
      words`inline policy ${call.names('policyName')} of ${plainWords(kind)} ${call.names(path)}`,
    ),
    deed('delete', plainWords(`an inline policy of a ${kind}`)),
  ];
}

function bounded(kind: string, path: string): Row {
  return (call) => [
    deed(
      'set',
      words`the permissions boundary of ${plainWords(kind)} ${call.names(path)} to ${managedPolicy(call, 'permissionsBoundary')}`,
    ),
    deed('set', plainWords(`the permissions boundary of a ${kind}`)),
  ];
}

const trust = (call: Call, path: string): Words | undefined => lets(call.values(path)[0], call.account);

const allowed = (call: Call): Words | undefined => allows(call.values('policyDocument')[0]);

/** Policies of AWS have no account, so nobody can give theirs the name of one unnoticed. */
const managedPolicy = (call: Call, path = 'policyArn'): Words | undefined => {
  const isOfAws = /^arn:[\w-]+:iam::aws:policy\//.test(call.text(path) ?? '');
  return words`${plainWords(isOfAws ? 'AWS managed policy' : 'policy')} ${call.names(path)}`;
};
