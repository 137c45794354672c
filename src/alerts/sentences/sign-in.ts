import type { Rows } from './row.ts';

/** Of the access portal and the AWS CLI (IAM Identity Center User Guide, "CloudTrail events for the AWS access portal"). */
const permissionSetUsed = [
  'use permission set {serviceEventDetails.role_name} in account {serviceEventDetails.account_id}',
  'use a permission set of Identity Center',
] as const;

/** Sign-ins, and credentials of STS. */
export const signIn: Rows = {
  signin: {
    ConsoleLogin: ({ has }) => {
      // With a wrong password, nobody is asked for MFA.
      if (has('responseElements.ConsoleLogin', 'Failure') && !has('additionalEventData.MFAUsed', 'Yes'))
        return 'sign in to the console';
      if (has('additionalEventData.MFAUsed', 'Yes')) return 'sign in to the console with MFA';
      // Identity providers ask for MFA themselves, so a session of a role says nothing about it.
      if (
        has('additionalEventData.MFAUsed', 'No') &&
        (has('userIdentity.type', 'Root') || has('userIdentity.type', 'IAMUser'))
      )
        return 'sign in to the console without MFA';
      return 'sign in to the console';
    },
    UserAuthentication: 'sign in to Identity Center',
    SwitchRole: [
      'switch to role {additionalEventData.SwitchTo} in the console',
      'switch to another role in the console',
    ],
    ExitRole: 'leave a role in the console',
    PasswordRecoveryRequested: 'ask for a new root password',
    PasswordRecoveryCompleted: 'reset the root password',
    PasswordUpdated: 'change the root password',
  },
  sso: {
    Federate: permissionSetUsed,
    GetRoleCredentials: permissionSetUsed,
  },
  sts: {
    GetFederationToken: ['get credentials for federated user {name}', 'get credentials for a federated user'],
    GetSessionToken: 'get temporary credentials',
    AssumeRole: [
      'assume role {roleArn} as session {roleSessionName}',
      'assume role {roleArn}',
      'assume a role',
    ],
    AssumeRoleWithSAML: ['assume role {roleArn} by SAML', 'assume a role by SAML'],
    AssumeRoleWithWebIdentity: ['assume role {roleArn} by web identity', 'assume a role by web identity'],
    AssumeRoot: [
      'get root credentials of account {targetPrincipal} for {taskPolicyArn.arn}',
      'get root credentials of account {targetPrincipal}',
      'get root credentials of an account',
    ],
    GetCallerIdentity: 'ask who they are',
  },
};
