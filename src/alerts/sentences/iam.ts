import type { Rows } from './row.ts';

/** Users, groups and their credentials. */
export const iam: Rows = {
  iam: {
    CreateUser: ['create user {userName}', 'create an IAM user'],
    DeleteUser: ['delete user {userName}', 'delete an IAM user'],
    UpdateUser: ['rename user {userName} to {newUserName}', 'change user {userName}', 'change an IAM user'],
    CreateAccessKey: ({ has, text }) => [
      has('userIdentity.type', 'Root') && text('userName') === undefined
        ? 'create access key {responseElements.accessKey.accessKeyId} for the root user'
        : undefined,
      'create access key {responseElements.accessKey.accessKeyId} for user {responseElements.accessKey.userName}',
      'create an access key for user {userName}',
      'create an access key',
    ],
    UpdateAccessKey: ({ has }) => {
      if (has('status', 'Active'))
        return ['activate access key {accessKeyId} of user {userName}', 'activate access key {accessKeyId}'];
      if (has('status', 'Inactive'))
        return [
          'deactivate access key {accessKeyId} of user {userName}',
          'deactivate access key {accessKeyId}',
        ];
      return ['change access key {accessKeyId}', 'change an access key'];
    },
    DeleteAccessKey: [
      'delete access key {accessKeyId} of user {userName}',
      'delete access key {accessKeyId}',
      'delete an access key',
    ],
    CreateLoginProfile: [
      'give user {userName} a password for the console',
      'give a user a password for the console',
    ],
    UpdateLoginProfile: [
      'change the console password of user {userName}',
      'change the console password of a user',
    ],
    DeleteLoginProfile: [
      'delete the console password of user {userName}',
      'delete the console password of a user',
    ],
    ChangePassword: 'change their own password',
    CreateGroup: ['create group {groupName}', 'create an IAM group'],
    DeleteGroup: ['delete group {groupName}', 'delete an IAM group'],
    AddUserToGroup: ['add user {userName} to group {groupName}', 'add a user to a group'],
    RemoveUserFromGroup: ['remove user {userName} from group {groupName}', 'remove a user from a group'],
    CreateVirtualMFADevice: [
      'create virtual MFA device {virtualMFADeviceName}',
      'create a virtual MFA device',
    ],
    EnableMFADevice: [
      'enable MFA device {serialNumber} for user {userName}',
      'enable an MFA device for user {userName}',
      'enable an MFA device',
    ],
    DeactivateMFADevice: [
      'deactivate MFA device {serialNumber} of user {userName}',
      'deactivate an MFA device of user {userName}',
      'deactivate an MFA device',
    ],
    DeleteVirtualMFADevice: ['delete virtual MFA device {serialNumber}', 'delete a virtual MFA device'],
    UploadSSHPublicKey: ['add an SSH key to user {userName}', 'add an SSH key to a user'],
    UploadSigningCertificate: [
      'add a signing certificate to user {userName}',
      'add a signing certificate to a user',
    ],
    CreateServiceSpecificCredential: [
      'create a credential of {serviceName} for user {userName}',
      'create a service-specific credential',
    ],
    UpdateAccountPasswordPolicy: 'change the password policy of the account',
    DeleteAccountPasswordPolicy: 'delete the password policy of the account',
    CreateAccountAlias: ['give the account the alias {accountAlias}', 'give the account an alias'],
    DeleteAccountAlias: ['delete the account alias {accountAlias}', 'delete the account alias'],
  },
};
