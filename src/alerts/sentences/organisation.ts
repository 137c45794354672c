import type { Rows } from './row.ts';

/** The organization, its accounts, and people of Identity Center. */
export const organisation: Rows = {
  organizations: {
    LeaveOrganization: 'leave the organization',
    RemoveAccountFromOrganization: [
      'remove account {accountId} from the organization',
      'remove an account from the organization',
    ],
    InviteAccountToOrganization: [
      'invite account {target.id} to the organization',
      'invite an account to the organization',
    ],
    AcceptHandshake: ['accept handshake {handshakeId} of the organization', 'accept a handshake'],
    CreateAccount: ['create account {accountName}', 'create an account'],
    CloseAccount: ['close account {accountId}', 'close an account'],
    MoveAccount: [
      'move account {accountId} from {sourceParentId} to {destinationParentId}',
      'move an account in the organization',
    ],
    AttachPolicy: ['attach organization policy {policyId} to {targetId}', 'attach an organization policy'],
    DetachPolicy: ['detach organization policy {policyId} from {targetId}', 'detach an organization policy'],
    UpdatePolicy: ['change organization policy {policyId}', 'change an organization policy'],
    DeletePolicy: ['delete organization policy {policyId}', 'delete an organization policy'],
    DisablePolicyType: [
      'disable policies of type {policyType} under {rootId}',
      'disable a type of organization policies',
    ],
    EnableAWSServiceAccess: [
      'enable service {servicePrincipal} in the organization',
      'enable a service in the organization',
    ],
    DisableAWSServiceAccess: [
      'disable service {servicePrincipal} in the organization',
      'disable a service in the organization',
    ],
    RegisterDelegatedAdministrator: [
      'make account {accountId} the administrator of {servicePrincipal}',
      'register a delegated administrator',
    ],
    DeleteOrganization: 'delete the organization',
  },
  account: {
    EnableRegion: ['enable region {regionName}', 'enable a region'],
    DisableRegion: ['disable region {regionName}', 'disable a region'],
    PutAlternateContact: [
      'change the alternate contact {alternateContactType} of the account',
      'change an alternate contact of the account',
    ],
    DeleteAlternateContact: [
      'delete the alternate contact {alternateContactType} of the account',
      'delete an alternate contact of the account',
    ],
  },
  'sso-directory': {
    CreateUser: 'create a user of Identity Center',
    AddMemberToGroup: [
      'add member {memberId} to group {groupId} of Identity Center',
      'add a member to a group of Identity Center',
    ],
    UpdatePassword: [
      'reset the password of user {userId} of Identity Center',
      'reset the password of a user of Identity Center',
    ],
    DeleteMfaDeviceForUser: [
      'delete an MFA device of user {userId} of Identity Center',
      'delete an MFA device of a user of Identity Center',
    ],
  },
  identitystore: {
    CreateUser: 'create a user of Identity Center',
    CreateGroupMembership: [
      'add member {memberId.userId} to group {groupId} of Identity Center',
      'add a member to a group of Identity Center',
    ],
  },
};
