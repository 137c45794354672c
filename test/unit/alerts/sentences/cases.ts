import type { JsonObject, JsonValue } from '../../../../src/json.ts';

/** A call, its requestParameters as CloudTrail writes them, and what it does, with the verb in both forms. */
export type Case = readonly [call: string, requestParameters: JsonValue, says: string, more?: More];

interface More extends JsonObject {
  /** Of a denial, which has no responseElements to say it all. */
  readonly denied?: string;
}

const account = '111122223333';
const stranger = '210987654321';
const admin = 'arn:aws:iam::aws:policy/AdministratorAccess';
const ours = `arn:aws:iam::${account}:policy/team/Deploy`;
const key = `arn:aws:kms:eu-west-1:${account}:key/1234abcd-12ab`;
const topic = `arn:aws:sns:eu-west-1:${account}:alarms`;
const secret = `arn:aws:secretsmanager:eu-west-1:${account}:secret:prod/db-AbCdEf`;
const mfa = `arn:aws:iam::${account}:mfa/eve`;
const set = 'arn:aws:sso:::permissionSet/ssoins-1/ps-2';

const policy = (...Statement: readonly JsonObject[]): JsonObject => ({ Version: '2012-10-17', Statement });
const text = (...statements: readonly JsonObject[]): string => JSON.stringify(policy(...statements));
const readByAnyone = {
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::prod/*',
};
const byStranger = (Action: string): JsonObject => ({
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${stranger}:root` },
  Action,
  Resource: '*',
});
const allowIam = { Effect: 'Allow', Action: ['s3:ListBucket', 'iam:*'], Resource: '*' };
const acl = (permission: object): JsonObject => ({
  networkAclId: 'acl-1',
  ruleNumber: 50,
  egress: false,
  ruleAction: 'allow',
  aclProtocol: '6',
  cidrBlock: '0.0.0.0/0',
  portRange: { from: 22, to: 22 },
  icmpTypeCode: {},
  ...permission,
});
const ipPermissions = (...items: readonly JsonObject[]): JsonObject => ({
  groupId: 'sg-1',
  ipPermissions: { items },
});
const rule = (fromPort: number, toPort: number, cidrIp: string, ipProtocol = 'tcp'): JsonObject => ({
  ipProtocol,
  fromPort,
  toPort,
  groups: {},
  ipRanges: { items: [{ cidrIp }] },
  ipv6Ranges: {},
  prefixListIds: {},
});
const block = (value: boolean): JsonObject => ({
  BlockPublicAcls: value,
  IgnorePublicAcls: value,
  BlockPublicPolicy: value,
  RestrictPublicBuckets: value,
});
const instances = {
  instancesSet: { items: [{ instanceId: 'i-1' }, { instanceId: 'i-2' }, { instanceId: 'i-3' }] },
};

export const cases: readonly Case[] = [
  ['iam CreateUser', { userName: 'eve' }, 'create|created user eve'],
  ['iam DeleteUser', { userName: 'eve' }, 'delete|deleted user eve'],
  ['iam UpdateUser', { userName: 'eve', newUserName: 'adam' }, 'rename|renamed user eve to adam'],
  [
    'iam CreateAccessKey',
    { userName: 'eve' },
    'create|created access key AKIAX for user eve',
    {
      responseElements: { accessKey: { userName: 'eve', accessKeyId: 'AKIAX', status: 'Active' } },
      denied: 'create an access key for user eve',
    },
  ],
  ['iam CreateAccessKey', null, 'create|created an access key'],
  [
    'iam CreateAccessKey',
    null,
    'create|created access key AKIAX for the root user',
    {
      userIdentity: { type: 'Root', accountId: account },
      responseElements: { accessKey: { userName: 'root', accessKeyId: 'AKIAX', status: 'Active' } },
      denied: 'create an access key',
    },
  ],
  [
    'iam UpdateAccessKey',
    { userName: 'eve', accessKeyId: 'AKIAX', status: 'Inactive' },
    'deactivate|deactivated access key AKIAX of user eve',
  ],
  ['iam UpdateAccessKey', { accessKeyId: 'AKIAX', status: 'Active' }, 'activate|activated access key AKIAX'],
  [
    'iam DeleteAccessKey',
    { userName: 'eve', accessKeyId: 'AKIAX' },
    'delete|deleted access key AKIAX of user eve',
  ],
  [
    'iam CreateLoginProfile',
    { userName: 'eve', passwordResetRequired: false },
    'give|gave user eve a password for the console',
  ],
  ['iam UpdateLoginProfile', { userName: 'eve' }, 'change|changed the console password of user eve'],
  ['iam DeleteLoginProfile', { userName: 'eve' }, 'delete|deleted the console password of user eve'],
  ['iam ChangePassword', null, 'change|changed their own password'],
  ['iam CreateGroup', { groupName: 'admins' }, 'create|created group admins'],
  ['iam DeleteGroup', { groupName: 'admins' }, 'delete|deleted group admins'],
  ['iam AddUserToGroup', { groupName: 'admins', userName: 'eve' }, 'add|added user eve to group admins'],
  [
    'iam RemoveUserFromGroup',
    { groupName: 'admins', userName: 'eve' },
    'remove|removed user eve from group admins',
  ],
  [
    'iam CreateVirtualMFADevice',
    { path: '/', virtualMFADeviceName: 'eve' },
    'create|created virtual MFA device eve',
  ],
  [
    'iam EnableMFADevice',
    { userName: 'eve', serialNumber: mfa },
    'enable|enabled MFA device eve for user eve',
  ],
  [
    'iam DeactivateMFADevice',
    { userName: 'eve', serialNumber: mfa },
    'deactivate|deactivated MFA device eve of user eve',
  ],
  ['iam DeleteVirtualMFADevice', { serialNumber: mfa }, 'delete|deleted virtual MFA device eve'],
  [
    'iam UploadSSHPublicKey',
    { userName: 'eve', sSHPublicKeyBody: 'ssh-rsa AAAA' },
    'add|added an SSH key to user eve',
  ],
  ['iam UploadSigningCertificate', { userName: 'eve' }, 'add|added a signing certificate to user eve'],
  [
    'iam CreateServiceSpecificCredential',
    { userName: 'eve', serviceName: 'bedrock.amazonaws.com' },
    'create|created a credential of bedrock.amazonaws.com for user eve',
  ],
  [
    'iam UpdateAccountPasswordPolicy',
    { minimumPasswordLength: 6 },
    'change|changed the password policy of the account',
  ],
  ['iam DeleteAccountPasswordPolicy', null, 'delete|deleted the password policy of the account'],
  ['iam CreateAccountAlias', { accountAlias: 'prod' }, 'give|gave the account the alias prod'],
  ['iam DeleteAccountAlias', { accountAlias: 'prod' }, 'delete|deleted the account alias prod'],
  [
    'iam CreateRole',
    { roleName: 'Admin', assumeRolePolicyDocument: text(byStranger('sts:AssumeRole')) },
    `create|created role Admin with a trust policy that lets account ${stranger} assume this role`,
  ],
  ['iam CreateRole', { roleName: 'Admin', assumeRolePolicyDocument: '{' }, 'create|created role Admin'],
  [
    'iam UpdateAssumeRolePolicy',
    { roleName: 'Admin', policyDocument: text(byStranger('sts:AssumeRole')) },
    `change|changed the trust policy of role Admin to one that lets account ${stranger} assume this role`,
  ],
  ['iam DeleteRole', { roleName: 'Admin' }, 'delete|deleted role Admin'],
  [
    'iam AttachUserPolicy',
    { userName: 'eve', policyArn: admin },
    'attach|attached AWS managed policy AdministratorAccess to user eve',
  ],
  [
    'iam AttachRolePolicy',
    { roleName: 'Admin', policyArn: ours },
    'attach|attached policy Deploy to role Admin',
  ],
  ['iam AttachRolePolicy', { roleName: 'Admin' }, 'attach|attached a policy to role Admin'],
  [
    'iam AttachGroupPolicy',
    { groupName: 'admins', policyArn: `arn:aws:iam::${stranger}:policy/x` },
    `attach|attached policy x of account ${stranger} to group admins`,
  ],
  [
    'iam DetachUserPolicy',
    { userName: 'eve', policyArn: admin },
    'detach|detached AWS managed policy AdministratorAccess from user eve',
  ],
  [
    'iam DetachRolePolicy',
    { roleName: 'Admin', policyArn: ours },
    'detach|detached policy Deploy from role Admin',
  ],
  [
    'iam DetachGroupPolicy',
    { groupName: 'admins', policyArn: ours },
    'detach|detached policy Deploy from group admins',
  ],
  [
    'iam PutUserPolicy',
    { userName: 'eve', policyName: 'p', policyDocument: text(allowIam) },
    'put|put inline policy p on user eve that allows all of IAM and s3:ListBucket',
  ],
  [
    'iam PutRolePolicy',
    {
      roleName: 'Admin',
      policyName: 'p',
      policyDocument: encodeURIComponent(text({ Effect: 'Allow', Action: '*', Resource: '*' })),
    },
    'put|put inline policy p on role Admin that allows everything',
  ],
  [
    'iam PutGroupPolicy',
    {
      groupName: 'admins',
      policyName: 'p',
      policyDocument: text({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }),
    },
    'put|put inline policy p on group admins that allows everything but all of IAM',
  ],
  [
    'iam DeleteUserPolicy',
    { userName: 'eve', policyName: 'p' },
    'delete|deleted inline policy p of user eve',
  ],
  [
    'iam DeleteRolePolicy',
    { roleName: 'Admin', policyName: 'p' },
    'delete|deleted inline policy p of role Admin',
  ],
  [
    'iam DeleteGroupPolicy',
    { groupName: 'admins', policyName: 'p' },
    'delete|deleted inline policy p of group admins',
  ],
  [
    'iam CreatePolicy',
    { policyName: 'p', policyDocument: text(allowIam) },
    'create|created policy p that allows all of IAM and s3:ListBucket',
  ],
  [
    'iam CreatePolicyVersion',
    {
      policyArn: ours,
      setAsDefault: true,
      policyDocument: text({ Effect: 'Allow', Action: '*', Resource: '*' }),
    },
    'create|created the default version of policy Deploy that allows everything',
  ],
  [
    'iam CreatePolicyVersion',
    { policyArn: ours, policyDocument: 'x' },
    'create|created a version of policy Deploy',
  ],
  [
    'iam SetDefaultPolicyVersion',
    { policyArn: ours, versionId: 'v1' },
    'make|made version v1 of policy Deploy the default',
  ],
  ['iam DeletePolicy', { policyArn: ours }, 'delete|deleted policy Deploy'],
  [
    'iam PutUserPermissionsBoundary',
    { userName: 'eve', permissionsBoundary: admin },
    'set|set the permissions boundary of user eve to AWS managed policy AdministratorAccess',
  ],
  [
    'iam PutRolePermissionsBoundary',
    { roleName: 'Admin', permissionsBoundary: ours },
    'set|set the permissions boundary of role Admin to policy Deploy',
  ],
  [
    'iam DeleteUserPermissionsBoundary',
    { userName: 'eve' },
    'remove|removed the permissions boundary of user eve',
  ],
  [
    'iam DeleteRolePermissionsBoundary',
    { roleName: 'Admin' },
    'remove|removed the permissions boundary of role Admin',
  ],
  ['iam CreateInstanceProfile', { instanceProfileName: 'web' }, 'create|created instance profile web'],
  [
    'iam AddRoleToInstanceProfile',
    { instanceProfileName: 'web', roleName: 'Admin' },
    'add|added role Admin to instance profile web',
  ],
  [
    'iam CreateSAMLProvider',
    { name: 'okta', sAMLMetadataDocument: '<x/>' },
    'create|created SAML provider okta',
  ],
  [
    'iam UpdateSAMLProvider',
    { sAMLProviderArn: `arn:aws:iam::${account}:saml-provider/okta` },
    'change|changed SAML provider okta',
  ],
  [
    'iam DeleteSAMLProvider',
    { sAMLProviderArn: `arn:aws:iam::${account}:saml-provider/okta` },
    'delete|deleted SAML provider okta',
  ],
  [
    'iam CreateOpenIDConnectProvider',
    { url: 'https://evil.example' },
    'create|created OIDC provider https://evil.example',
  ],
  [
    'iam UpdateOpenIDConnectProviderThumbprint',
    { openIDConnectProviderArn: `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com` },
    'change|changed the thumbprint of OIDC provider token.actions.githubusercontent.com',
  ],
  [
    'iam DeleteOpenIDConnectProvider',
    { openIDConnectProviderArn: `arn:aws:iam::${account}:oidc-provider/evil.example` },
    'delete|deleted OIDC provider evil.example',
  ],
  [
    'sso CreateAccountAssignment',
    {
      permissionSetArn: set,
      targetId: account,
      targetType: 'AWS_ACCOUNT',
      principalType: 'USER',
      principalId: '9067-1',
    },
    `assign|assigned permission set ssoins-1/ps-2 in account ${account} to principal 9067-1`,
  ],
  [
    'sso DeleteAccountAssignment',
    { permissionSetArn: set, targetId: account, principalId: '9067-1' },
    `remove|removed permission set ssoins-1/ps-2 in account ${account} from principal 9067-1`,
  ],
  ['sso CreatePermissionSet', { name: 'Admins' }, 'create|created permission set Admins of Identity Center'],
  [
    'sso DeletePermissionSet',
    { permissionSetArn: set },
    'delete|deleted permission set ssoins-1/ps-2 of Identity Center',
  ],
  [
    'sso AttachManagedPolicyToPermissionSet',
    { permissionSetArn: set, managedPolicyArn: admin },
    'attach|attached AWS managed policy AdministratorAccess to permission set ssoins-1/ps-2',
  ],
  [
    'sso PutInlinePolicyToPermissionSet',
    { permissionSetArn: set, inlinePolicy: text(allowIam) },
    'put|put an inline policy on permission set ssoins-1/ps-2 that allows all of IAM and s3:ListBucket',
  ],
  [
    'signin SwitchRole',
    null,
    'switch|switched to role Admin in the console',
    {
      responseElements: { SwitchRole: 'Success' },
      additionalEventData: { SwitchTo: `arn:aws:iam::${account}:role/Admin` },
    },
  ],
  [
    'signin ExitRole',
    null,
    'leave|left a role in the console',
    { responseElements: { ExitRole: 'Success' } },
  ],
  [
    'signin ConsoleLogin',
    null,
    'sign in|signed in to the console with MFA',
    { responseElements: { ConsoleLogin: 'Success' }, additionalEventData: { MFAUsed: 'Yes' } },
  ],
  [
    'signin ConsoleLogin',
    null,
    'sign in|signed in to the console without MFA',
    {
      responseElements: { ConsoleLogin: 'Success' },
      additionalEventData: { MFAUsed: 'No' },
      denied: 'sign in to the console',
    },
  ],
  [
    'signin ConsoleLogin',
    null,
    'sign in|signed in to the console',
    {
      responseElements: { ConsoleLogin: 'Success' },
      additionalEventData: { MFAUsed: 'No' },
      userIdentity: { type: 'AssumedRole', arn: `arn:aws:sts::${account}:assumed-role/Admin/bob` },
    },
  ],
  [
    'signin UserAuthentication',
    null,
    'sign in|signed in to Identity Center',
    { serviceEventDetails: { UserAuthentication: 'Success' } },
  ],
  [
    'sso Federate',
    null,
    'use|used permission set Admin in account 210987654321',
    { serviceEventDetails: { role_name: 'Admin', account_id: stranger } },
  ],
  [
    'sso GetRoleCredentials',
    null,
    'use|used permission set Admin in account 210987654321',
    { serviceEventDetails: { role_name: 'Admin', account_id: stranger } },
  ],
  ['signin PasswordRecoveryRequested', null, 'ask|asked for a new root password'],
  ['signin PasswordRecoveryCompleted', null, 'reset|reset the root password'],
  ['signin PasswordUpdated', null, 'change|changed the root password'],
  [
    'sts GetFederationToken',
    { name: 'eve', durationSeconds: 3600 },
    'get|got credentials for federated user eve',
  ],
  ['sts GetSessionToken', null, 'get|got temporary credentials'],
  [
    'sts AssumeRole',
    { roleArn: `arn:aws:iam::${account}:role/Admin`, roleSessionName: 'eve' },
    'assume|assumed role Admin as session eve',
  ],
  [
    'sts AssumeRole',
    { roleArn: `arn:aws:iam::${stranger}:role/Admin`, roleSessionName: 'eve' },
    `assume|assumed role Admin of account ${stranger} as session eve`,
  ],
  [
    'sts AssumeRoleWithSAML',
    { roleArn: `arn:aws:iam::${account}:role/Admin` },
    'assume|assumed role Admin by SAML',
  ],
  [
    'sts AssumeRoleWithWebIdentity',
    { roleArn: `arn:aws:iam::${account}:role/Admin` },
    'assume|assumed role Admin by web identity',
  ],
  [
    'sts AssumeRoot',
    {
      targetPrincipal: stranger,
      taskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy' },
    },
    `get|got root credentials of account ${stranger} for S3UnlockBucketPolicy`,
  ],
  ['sts GetCallerIdentity', null, 'ask|asked who they are'],
  ['cloudtrail CreateTrail', { name: 'org-trail', s3BucketName: 'logs' }, 'create|created trail org-trail'],
  ['cloudtrail StartLogging', { name: 'org-trail' }, 'start|started the logging of trail org-trail'],
  [
    'cloudtrail StopLogging',
    { name: `arn:aws:cloudtrail:eu-west-1:${account}:trail/org-trail` },
    'stop|stopped the logging of trail org-trail',
  ],
  ['cloudtrail DeleteTrail', { name: 'org-trail' }, 'delete|deleted trail org-trail'],
  [
    'cloudtrail UpdateTrail',
    { name: 'org-trail', isMultiRegionTrail: false },
    'make|made trail org-trail record only one region',
  ],
  [
    'cloudtrail UpdateTrail',
    { name: 'org-trail', includeGlobalServiceEvents: false },
    'make|made trail org-trail leave out global services',
  ],
  ['cloudtrail UpdateTrail', { name: 'org-trail', s3BucketName: 'mine' }, 'change|changed trail org-trail'],
  [
    'cloudtrail PutEventSelectors',
    { trailName: 'org-trail', eventSelectors: [{ readWriteType: 'ReadOnly' }] },
    'make|made trail org-trail leave out management events that write',
  ],
  [
    'cloudtrail PutEventSelectors',
    {
      trailName: 'org-trail',
      eventSelectors: [{ readWriteType: 'WriteOnly', includeManagementEvents: true, dataResources: [] }],
    },
    'make|made trail org-trail leave out management events that read',
  ],
  [
    'cloudtrail PutEventSelectors',
    {
      trailName: 'org-trail',
      eventSelectors: [{ readWriteType: 'All', includeManagementEvents: false, dataResources: [] }],
    },
    'make|made trail org-trail leave out management events',
  ],
  [
    'cloudtrail PutEventSelectors',
    {
      trailName: 'org-trail',
      eventSelectors: [
        {
          ...{ readWriteType: 'All', includeManagementEvents: true },
          excludeManagementEventSources: ['kms.amazonaws.com'],
        },
      ],
    },
    'make|made trail org-trail leave out management events of kms.amazonaws.com',
  ],
  [
    'cloudtrail PutEventSelectors',
    {
      trailName: 'org-trail',
      eventSelectors: [{ readWriteType: 'All' }, { readWriteType: 'ReadOnly' }],
    },
    'change|changed what trail org-trail records',
  ],
  [
    'cloudtrail PutEventSelectors',
    {
      trailName: 'org-trail',
      advancedEventSelectors: [{ fieldSelectors: [{ field: 'eventCategory', equals: ['Data'] }] }],
    },
    'change|changed what trail org-trail records',
  ],
  [
    'cloudtrail PutInsightSelectors',
    { trailName: 'org-trail' },
    'change|changed the Insights of trail org-trail',
  ],
  [
    'cloudtrail DeleteEventDataStore',
    { eventDataStore: `arn:aws:cloudtrail:eu-west-1:${account}:eventdatastore/e-1` },
    'delete|deleted event data store e-1',
  ],
  [
    'cloudtrail StopEventDataStoreIngestion',
    { eventDataStore: 'e-1' },
    'stop|stopped event data store e-1 from recording',
  ],
  [
    'config StopConfigurationRecorder',
    { configurationRecorderName: 'default' },
    'stop|stopped configuration recorder default',
  ],
  [
    'config DeleteConfigurationRecorder',
    { configurationRecorderName: 'default' },
    'delete|deleted configuration recorder default',
  ],
  [
    'config DeleteDeliveryChannel',
    { deliveryChannelName: 'default' },
    'delete|deleted delivery channel default of AWS Config',
  ],
  ['config DeleteConfigRule', { configRuleName: 's3-public' }, 'delete|deleted Config rule s3-public'],
  ['guardduty DeleteDetector', { detectorId: 'd1' }, 'delete|deleted GuardDuty detector d1'],
  [
    'guardduty UpdateDetector',
    { detectorId: 'd1', enable: false },
    'turn off|turned off GuardDuty detector d1',
  ],
  ['guardduty UpdateDetector', { detectorId: 'd1', enable: true }, 'change|changed GuardDuty detector d1'],
  [
    'guardduty StopMonitoringMembers',
    { detectorId: 'd1', accountIds: [stranger] },
    `stop|stopped GuardDuty from monitoring account ${stranger}`,
  ],
  [
    'guardduty DisassociateMembers',
    { detectorId: 'd1', accountIds: [stranger] },
    `disassociate|disassociated account ${stranger} from GuardDuty`,
  ],
  [
    'guardduty DeleteMembers',
    { detectorId: 'd1', accountIds: [stranger] },
    `remove|removed account ${stranger} from GuardDuty`,
  ],
  [
    'guardduty DisassociateFromAdministratorAccount',
    { detectorId: 'd1' },
    'disassociate|disassociated GuardDuty from its administrator account',
  ],
  [
    'guardduty DisassociateFromMasterAccount',
    { detectorId: 'd1' },
    'disassociate|disassociated GuardDuty from its administrator account',
  ],
  [
    'guardduty CreateFilter',
    { detectorId: 'd1', name: 'f', action: 'ARCHIVE' },
    'create|created filter f that archives GuardDuty findings',
  ],
  [
    'guardduty CreateFilter',
    { detectorId: 'd1', name: 'f', action: 'NOOP' },
    'create|created GuardDuty filter f',
  ],
  [
    'guardduty CreateIPSet',
    { detectorId: 'd1', location: 's3://lists/trusted.txt', activate: true },
    'make|made GuardDuty trust the addresses in s3://lists/trusted.txt',
  ],
  [
    'guardduty ArchiveFindings',
    { detectorId: 'd1', findingIds: ['f'] },
    'archive|archived GuardDuty findings of detector d1',
  ],
  [
    'guardduty DeletePublishingDestination',
    { detectorId: 'd1', destinationId: 'x' },
    'delete|deleted the publishing destination of GuardDuty detector d1',
  ],
  ['securityhub DisableSecurityHub', null, 'disable|disabled Security Hub'],
  [
    'securityhub BatchDisableStandards',
    { StandardsSubscriptionArns: ['arn:aws:x'] },
    'disable|disabled standards of Security Hub',
  ],
  [
    'securityhub DeleteMembers',
    { accountIds: [stranger] },
    `remove|removed account ${stranger} from Security Hub`,
  ],
  [
    'securityhub DisassociateFromAdministratorAccount',
    null,
    'disassociate|disassociated Security Hub from its administrator account',
  ],
  [
    'securityhub DeleteInsight',
    { insightArn: `arn:aws:securityhub:eu-west-1:${account}:insight/1/custom/2` },
    'delete|deleted insight 1/custom/2 of Security Hub',
  ],
  ['access-analyzer DeleteAnalyzer', { analyzerName: 'main' }, 'delete|deleted analyzer main'],
  ['macie2 DisableMacie', null, 'disable|disabled Macie'],
  ['inspector2 Disable', { resourceTypes: ['EC2'] }, 'disable|disabled scans of Inspector'],
  [
    'detective DeleteGraph',
    { graphArn: `arn:aws:detective:eu-west-1:${account}:graph:g1` },
    'delete|deleted Detective graph g1',
  ],
  ['wafv2 DeleteWebACL', { name: 'edge', scope: 'REGIONAL' }, 'delete|deleted web ACL edge'],
  [
    'wafv2 DisassociateWebACL',
    { resourceArn: `arn:aws:elasticloadbalancing:eu-west-1:${account}:loadbalancer/app/web/1` },
    'remove|removed the web ACL of app/web/1',
  ],
  [
    'wafv2 DeleteLoggingConfiguration',
    { resourceArn: `arn:aws:wafv2:eu-west-1:${account}:regional/webacl/edge/1` },
    'delete|deleted the logging of web ACL webacl/edge/1',
  ],
  [
    'monitoring DeleteAlarms',
    { alarmNames: ['cpu', 'disk', 'root-login'] },
    'delete|deleted alarms cpu, disk and 1 more',
  ],
  ['monitoring DisableAlarmActions', { alarmNames: ['cpu'] }, 'disable|disabled the actions of alarm cpu'],
  ['logs DeleteLogGroup', { logGroupName: '/aws/lambda/x' }, 'delete|deleted log group /aws/lambda/x'],
  [
    'logs DeleteLogStream',
    { logGroupName: 'g', logStreamName: '2026/11/27/[$LATEST]1' },
    'delete|deleted log stream "2026/11/27/[$LATEST]1" of log group g',
  ],
  [
    'logs PutRetentionPolicy',
    { logGroupName: 'g', retentionInDays: 1 },
    'set|set the retention of log group g to 1 days',
  ],
  [
    'logs PutSubscriptionFilter',
    {
      logGroupName: 'g',
      filterName: 'f',
      destinationArn: `arn:aws:logs:eu-west-1:${stranger}:destination:d`,
    },
    `send|sent the events of log group g to d of account ${stranger}`,
  ],
  [
    'logs DeleteSubscriptionFilter',
    { logGroupName: 'g', filterName: 'f' },
    'delete|deleted subscription filter f of log group g',
  ],
  [
    'logs DeleteMetricFilter',
    { logGroupName: 'g', filterName: 'f' },
    'delete|deleted metric filter f of log group g',
  ],
  [
    'logs PutResourcePolicy',
    {
      policyName: 'p',
      policyDocument: text({
        Effect: 'Allow',
        Principal: { Service: 'es.amazonaws.com' },
        Action: 'logs:PutLogEvents',
        Resource: '*',
      }),
    },
    'put|put resource policy p on CloudWatch Logs that lets service es.amazonaws.com call logs:PutLogEvents',
  ],
  ['events DeleteRule', { name: 'r' }, 'delete|deleted EventBridge rule r'],
  ['events DisableRule', { name: 'r' }, 'disable|disabled EventBridge rule r'],
  ['events PutRule', { name: 'r', scheduleExpression: 'rate(1 minute)' }, 'put|put EventBridge rule r'],
  [
    'events PutTargets',
    { rule: 'r', targets: [{ id: '1', arn: `arn:aws:lambda:eu-west-1:${account}:function:f` }] },
    'add|added target f to EventBridge rule r',
  ],
  [
    'events RemoveTargets',
    { rule: 'r', ids: ['1', '2'] },
    'remove|removed the targets 1 and 2 of EventBridge rule r',
  ],
  [
    'events PutPermission',
    { statementId: 's', action: 'events:PutEvents', principal: '*' },
    'let|let anyone send events to an event bus',
  ],
  [
    'events PutPermission',
    { statementId: 's', principal: stranger },
    `let|let account ${stranger} send events to an event bus`,
  ],
  [
    'events PutPermission',
    { principal: '*', condition: { type: 'StringEquals', key: 'aws:PrincipalOrgID', value: 'o-1' } },
    'let|let everyone of organization o-1 send events to an event bus',
  ],
  [
    'events PutPermission',
    { principal: '*', condition: { type: 'StringLike', key: 'x', value: 'o-1' } },
    'change|changed who may send events to an event bus',
  ],
  ['s3 CreateBucket', { bucketName: 'prod' }, 'create|created bucket prod'],
  ['s3 DeleteBucket', { bucketName: 'prod' }, 'delete|deleted bucket prod'],
  [
    's3 PutBucketPolicy',
    { bucketName: 'prod', policy: '', bucketPolicy: policy(readByAnyone) },
    'put|put a policy on bucket prod that lets anyone read objects',
  ],
  ['s3 DeleteBucketPolicy', { bucketName: 'prod', policy: '' }, 'delete|deleted the policy of bucket prod'],
  [
    's3 PutBucketAcl',
    { bucketName: 'prod', 'x-amz-acl': 'public-read' },
    'let|let anyone read by the ACL of bucket prod',
  ],
  [
    's3 PutBucketAcl',
    {
      bucketName: 'prod',
      AccessControlPolicy: {
        AccessControlList: {
          Grant: [
            { Permission: 'FULL_CONTROL', Grantee: { ID: 'x' } },
            { Permission: 'READ', Grantee: { URI: 'http://acs.amazonaws.com/groups/global/AllUsers' } },
          ],
        },
      },
    },
    'let|let anyone in by the ACL of bucket prod',
  ],
  [
    's3 PutBucketAcl',
    { bucketName: 'prod', 'x-amz-acl': ['private'] },
    'change|changed the ACL of bucket prod',
  ],
  [
    's3 PutObjectAcl',
    { bucketName: 'prod', key: 'a/b.csv', 'x-amz-acl': 'authenticated-read' },
    'let|let all AWS users read by the ACL of object a/b.csv in bucket prod',
  ],
  [
    's3 PutBucketPublicAccessBlock',
    { bucketName: 'prod', publicAccessBlock: '', PublicAccessBlockConfiguration: block(false) },
    'turn off|turned off the public access block of bucket prod',
  ],
  [
    's3 PutBucketPublicAccessBlock',
    { bucketName: 'prod', PublicAccessBlockConfiguration: { ...block(true), BlockPublicPolicy: 'false' } },
    'turn off|turned off BlockPublicPolicy in the public access block of bucket prod',
  ],
  [
    's3 PutBucketPublicAccessBlock',
    { bucketName: 'prod', PublicAccessBlockConfiguration: block(true) },
    'change|changed the public access block of bucket prod',
  ],
  [
    's3 DeleteBucketPublicAccessBlock',
    { bucketName: 'prod' },
    'remove|removed the public access block of bucket prod',
  ],
  [
    's3 PutAccountPublicAccessBlock',
    { accountId: account, PublicAccessBlockConfiguration: block(false) },
    'turn off|turned off the public access block of the account',
  ],
  [
    's3 DeleteAccountPublicAccessBlock',
    { accountId: account },
    'remove|removed the public access block of the account',
  ],
  [
    's3 PutBucketEncryption',
    {
      bucketName: 'prod',
      ServerSideEncryptionConfiguration: {
        Rule: {
          ApplyServerSideEncryptionByDefault: {
            SSEAlgorithm: 'aws:kms',
            KMSMasterKeyID: `arn:aws:kms:eu-west-1:${stranger}:key/k1`,
          },
        },
      },
    },
    `set|set the encryption of bucket prod to key k1 of account ${stranger}`,
  ],
  [
    's3 PutBucketEncryption',
    {
      bucketName: 'prod',
      ServerSideEncryptionConfiguration: {
        Rule: { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
      },
    },
    'set|set the encryption of bucket prod to AES256',
  ],
  ['s3 DeleteBucketEncryption', { bucketName: 'prod' }, 'reset|reset the encryption of bucket prod'],
  [
    's3 PutBucketReplication',
    {
      bucketName: 'prod',
      ReplicationConfiguration: {
        Role: 'r',
        Rule: { Destination: { Bucket: 'arn:aws:s3:::copy', Account: stranger } },
      },
    },
    'make|made bucket prod replicate to bucket copy',
  ],
  ['s3 DeleteBucketReplication', { bucketName: 'prod' }, 'remove|removed the replication of bucket prod'],
  [
    's3 PutBucketLifecycle',
    {
      bucketName: 'prod',
      LifecycleConfiguration: { Rule: { ID: 'r', Status: 'Enabled', Expiration: { Days: 1 } } },
    },
    'make|made bucket prod delete objects after 1 day',
  ],
  [
    's3 PutBucketLifecycle',
    {
      bucketName: 'prod',
      LifecycleConfiguration: {
        Rule: [
          { Status: 'Enabled', Expiration: { Days: 90 } },
          { Status: 'Enabled', Expiration: { Days: 7 } },
        ],
      },
    },
    'change|changed the lifecycle rules of bucket prod',
  ],
  [
    's3 PutBucketLifecycle',
    { bucketName: 'prod', LifecycleConfiguration: { Rule: { Status: 'Disabled', Expiration: { Days: 1 } } } },
    'change|changed the lifecycle rules of bucket prod',
  ],
  ['s3 DeleteBucketLifecycle', { bucketName: 'prod' }, 'delete|deleted the lifecycle rules of bucket prod'],
  [
    's3 PutBucketVersioning',
    { bucketName: 'prod', VersioningConfiguration: { Status: 'Suspended' } },
    'suspend|suspended the versioning of bucket prod',
  ],
  [
    's3 PutBucketVersioning',
    { bucketName: 'prod', VersioningConfiguration: { Status: 'Enabled' } },
    'turn on|turned on the versioning of bucket prod',
  ],
  [
    's3 PutBucketLogging',
    {
      bucketName: 'prod',
      logging: '',
      BucketLoggingStatus: { xmlns: 'http://s3.amazonaws.com/doc/2006-03-01/' },
    },
    'turn off|turned off the access logs of bucket prod',
  ],
  [
    's3 PutBucketLogging',
    {
      bucketName: 'prod',
      BucketLoggingStatus: { LoggingEnabled: { TargetBucket: 'logs', TargetPrefix: '' } },
    },
    'send|sent the access logs of bucket prod to bucket logs',
  ],
  [
    's3 PutBucketNotification',
    { bucketName: 'prod', notification: '' },
    'change|changed the notifications of bucket prod',
  ],
  ['s3 PutBucketWebsite', { bucketName: 'prod', website: '' }, 'make|made bucket prod a website'],
  ['s3 GetObject', { bucketName: 'prod', key: 'a/b.csv' }, 'read|read object a/b.csv of bucket prod'],
  ['s3 PutObject', { bucketName: 'prod', key: 'a/b.csv' }, 'write|wrote object a/b.csv to bucket prod'],
  [
    's3 DeleteObject',
    { bucketName: 'prod', key: 'a b.csv' },
    'delete|deleted object "a b.csv" of bucket prod',
  ],
  ['s3 DeleteObjects', { bucketName: 'prod', delete: '' }, 'delete|deleted objects of bucket prod'],
  ['ec2 CreateSecurityGroup', { groupName: 'web', vpcId: 'vpc-1' }, 'create|created security group web'],
  ['ec2 DeleteSecurityGroup', { groupId: 'sg-1' }, 'delete|deleted security group sg-1'],
  [
    'ec2 AuthorizeSecurityGroupIngress',
    ipPermissions(rule(22, 22, '0.0.0.0/0')),
    'open|opened port 22 of sg-1 to the world',
  ],
  [
    'ec2 AuthorizeSecurityGroupIngress',
    ipPermissions(rule(443, 443, '10.0.0.0/8'), rule(22, 22, '198.51.100.7/0')),
    'open|opened port 22 of sg-1 to the world',
  ],
  [
    'ec2 AuthorizeSecurityGroupIngress',
    { groupId: 'sg-1', ipProtocol: 'tcp', fromPort: 22, toPort: 22, cidrIp: '0.0.0.0/0', ipPermissions: {} },
    'open|opened port 22 of sg-1 to the world',
  ],
  [
    'ec2 AuthorizeSecurityGroupIngress',
    ipPermissions(rule(20, 25, '10.0.0.0/8'), rule(53, 53, '10.0.0.0/8', 'udp')),
    'open|opened ports 20–25 and port 53 (UDP) of sg-1 to 10.0.0.0/8',
  ],
  [
    'ec2 AuthorizeSecurityGroupIngress',
    ipPermissions(rule(443, 443, '10.0.0.0/8'), rule(22, 22, '0.0.0.0/0')),
    'open|opened port 22 of sg-1 to the world',
  ],
  [
    'ec2 AuthorizeSecurityGroupIngress',
    ipPermissions(rule(443, 443, '10.0.0.0/8'), rule(22, 22, '192.0.2.0/24')),
    'add|added rules to security group sg-1',
  ],
  [
    'ec2 AuthorizeSecurityGroupIngress',
    ipPermissions({
      ipProtocol: '-1',
      groups: {},
      ipRanges: {},
      ipv6Ranges: { items: [{ cidrIpv6: '::/0' }] },
      prefixListIds: {},
    }),
    'open|opened sg-1 to all traffic from the world',
  ],
  [
    'ec2 AuthorizeSecurityGroupIngress',
    ipPermissions({
      ...rule(3306, 3306, '10.0.0.1/32'),
      ipRanges: {},
      groups: { items: [{ groupId: 'sg-2', userId: account }] },
    }),
    'open|opened port 3306 of sg-1 to sg-2',
  ],
  [
    'ec2 AuthorizeSecurityGroupIngress',
    ipPermissions(rule(22, 22, '0.0.0.0/0', '50')),
    'open|opened protocol 50 of sg-1 to the world',
  ],
  [
    'ec2 AuthorizeSecurityGroupIngress',
    ipPermissions({
      ...rule(22, 22, '0.0.0.0/0'),
      ipRanges: {},
      groups: { items: [{ groupId: 'sg-9', userId: stranger }] },
    }),
    `open|opened port 22 of sg-1 to sg-9 of account ${stranger}`,
  ],
  [
    'ec2 AuthorizeSecurityGroupIngress',
    ipPermissions(rule(22, 22, '0.0.0.0/1')),
    'open|opened port 22 of sg-1 to 0.0.0.0/1',
  ],
  [
    'ec2 AuthorizeSecurityGroupEgress',
    ipPermissions(rule(0, 65535, '0.0.0.0/0')),
    'let|let sg-1 send to the world (all ports)',
  ],
  [
    'ec2 RevokeSecurityGroupIngress',
    ipPermissions(rule(22, 22, '0.0.0.0/0')),
    'close|closed port 22 of sg-1 to the world',
  ],
  [
    'ec2 RevokeSecurityGroupEgress',
    ipPermissions(rule(22, 22, '0.0.0.0/0')),
    'remove|removed outbound rules from security group sg-1',
  ],
  [
    'ec2 ModifySecurityGroupRules',
    {
      ModifySecurityGroupRulesRequest: {
        GroupId: 'sg-1',
        SecurityGroupRule: {
          SecurityGroupRuleId: 'sgr-1',
          tag: 1,
          SecurityGroupRule: { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIpv4: '0.0.0.0/0' },
        },
      },
    },
    'change|changed a rule of security group sg-1 to port 22 for the world',
  ],
  ['ec2 CreateNetworkAclEntry', acl({}), 'make|made network ACL acl-1 allow port 22 from the world'],
  [
    'ec2 CreateNetworkAclEntry',
    acl({ egress: true, ruleAction: 'deny', aclProtocol: '-1', portRange: {} }),
    'make|made network ACL acl-1 deny all traffic to the world',
  ],
  [
    'ec2 ReplaceNetworkAclEntry',
    acl({ cidrBlock: '10.0.0.0/8' }),
    'make|made network ACL acl-1 allow port 22 from 10.0.0.0/8',
  ],
  [
    'ec2 DeleteNetworkAclEntry',
    { networkAclId: 'acl-1', ruleNumber: 50, egress: false },
    'delete|deleted rule 50 of network ACL acl-1',
  ],
  ['ec2 DeleteNetworkAcl', { networkAclId: 'acl-1' }, 'delete|deleted network ACL acl-1'],
  [
    'ec2 DeleteFlowLogs',
    { DeleteFlowLogsRequest: { FlowLogId: { tag: 1, content: 'fl-1' } } },
    'delete|deleted flow log fl-1',
  ],
  [
    'ec2 CreateVpcPeeringConnection',
    { vpcId: 'vpc-1', peerVpcId: 'vpc-2', peerOwnerId: stranger },
    `request|requested a peering of vpc-1 with vpc-2 in account ${stranger}`,
  ],
  [
    'ec2 AcceptVpcPeeringConnection',
    { vpcPeeringConnectionId: 'pcx-1' },
    'accept|accepted VPC peering pcx-1',
  ],
  ['ec2 CreateInternetGateway', {}, 'create|created an internet gateway'],
  [
    'ec2 AttachInternetGateway',
    { internetGatewayId: 'igw-1', vpcId: 'vpc-1' },
    'attach|attached internet gateway igw-1 to vpc-1',
  ],
  [
    'ec2 CreateRoute',
    { routeTableId: 'rtb-1', destinationCidrBlock: '0.0.0.0/0', gatewayId: 'igw-1' },
    'send|sent traffic for 0.0.0.0/0 in rtb-1 to igw-1',
  ],
  [
    'ec2 CreateTrafficMirrorSession',
    { CreateTrafficMirrorSessionRequest: { NetworkInterfaceId: 'eni-1' } },
    'start|started to mirror traffic of eni-1',
  ],
  ['ec2 DeleteVpc', { vpcId: 'vpc-1' }, 'delete|deleted VPC vpc-1'],
  [
    'ec2 RunInstances',
    {
      instancesSet: { items: [{ imageId: 'ami-1', minCount: 1, maxCount: 1 }] },
      instanceType: 'p5.48xlarge',
    },
    'launch|launched instance i-1 (p5.48xlarge)',
    {
      responseElements: { instancesSet: { items: [{ instanceId: 'i-1' }] } },
      denied: 'launch instances of type p5.48xlarge',
    },
  ],
  ['ec2 StartInstances', instances, 'start|started instances i-1, i-2 and 1 more'],
  ['ec2 StopInstances', instances, 'stop|stopped instances i-1, i-2 and 1 more'],
  ['ec2 TerminateInstances', instances, 'terminate|terminated instances i-1, i-2 and 1 more'],
  [
    'ec2 ModifyInstanceAttribute',
    { instanceId: 'i-1', userData: '<sensitiveDataRemoved>' },
    'change|changed the user data of instance i-1',
  ],
  [
    'ec2 ModifyInstanceAttribute',
    { instanceId: 'i-1', disableApiTermination: { value: false } },
    'turn off|turned off the termination protection of instance i-1',
  ],
  [
    'ec2 ModifyInstanceAttribute',
    { instanceId: 'i-1', groupSet: { items: [{ groupId: 'sg-1' }] } },
    'change|changed the security groups of instance i-1',
  ],
  [
    'ec2 DescribeInstanceAttribute',
    { instanceId: 'i-1', attribute: 'userData' },
    'read|read the user data of instance i-1',
  ],
  [
    'ec2 ModifyInstanceMetadataOptions',
    { ModifyInstanceMetadataOptionsRequest: { InstanceId: 'i-1', HttpTokens: 'optional' } },
    'make|made instance i-1 accept IMDSv1',
  ],
  ['ec2 GetPasswordData', { instanceId: 'i-1' }, 'get|got the administrator password of instance i-1'],
  [
    'ec2 AssociateIamInstanceProfile',
    {
      AssociateIamInstanceProfileRequest: {
        InstanceId: 'i-1',
        IamInstanceProfile: { Arn: `arn:aws:iam::${account}:instance-profile/admin` },
      },
    },
    'give|gave instance i-1 instance profile admin',
  ],
  [
    'ec2 ReplaceIamInstanceProfileAssociation',
    {
      ReplaceIamInstanceProfileAssociationRequest: {
        AssociationId: 'iip-1',
        IamInstanceProfile: { Name: 'admin' },
      },
    },
    'replace|replaced an instance profile by admin',
  ],
  ['ec2 CreateKeyPair', { keyName: 'k', keyType: 'rsa' }, 'create|created key pair k'],
  ['ec2 ImportKeyPair', { keyName: 'k' }, 'import|imported key pair k'],
  [
    'ec2 EnableSerialConsoleAccess',
    { EnableSerialConsoleAccessRequest: '' },
    'enable|enabled the serial console for all instances',
  ],
  [
    'ec2 DisableEbsEncryptionByDefault',
    { DisableEbsEncryptionByDefaultRequest: '' },
    'turn off|turned off the encryption of new EBS volumes',
  ],
  ['ec2 CreateSnapshot', { volumeId: 'vol-1' }, 'create|created a snapshot of volume vol-1'],
  [
    'ec2 CopySnapshot',
    { sourceRegion: 'eu-west-1', sourceSnapshotId: 'snap-1' },
    'copy|copied snapshot snap-1',
  ],
  ['ec2 DeleteSnapshot', { snapshotId: 'snap-1' }, 'delete|deleted snapshot snap-1'],
  ['ec2 DeleteVolume', { volumeId: 'vol-1' }, 'delete|deleted volume vol-1'],
  ['ec2 DeregisterImage', { imageId: 'ami-1' }, 'deregister|deregistered image ami-1'],
  [
    'ec2 ModifySnapshotAttribute',
    {
      snapshotId: 'snap-1',
      attributeType: 'CREATE_VOLUME_PERMISSION',
      createVolumePermission: { add: { items: [{ group: 'all' }] } },
    },
    'share|shared snapshot snap-1 with anyone',
  ],
  [
    'ec2 ModifySnapshotAttribute',
    { snapshotId: 'snap-1', createVolumePermission: { add: { items: [{ userId: stranger }] } } },
    `share|shared snapshot snap-1 with account ${stranger}`,
  ],
  [
    'ec2 ModifySnapshotAttribute',
    { snapshotId: 'snap-1', operationType: 'add', groupNames: ['all'] },
    'share|shared snapshot snap-1 with anyone',
  ],
  [
    'ec2 ModifySnapshotAttribute',
    { snapshotId: 'snap-1', createVolumePermission: { remove: { items: [{ userId: stranger }] } } },
    `stop|stopped sharing snapshot snap-1 with account ${stranger}`,
  ],
  [
    'ec2 ModifySnapshotAttribute',
    { snapshotId: 'snap-1', createVolumePermission: { remove: { items: [{ group: 'all' }] } } },
    'stop|stopped sharing snapshot snap-1 with the public',
  ],
  [
    'ec2 ModifySnapshotAttribute',
    {
      snapshotId: 'snap-1',
      createVolumePermission: { add: { items: [{ userId: stranger }, { userId: '444455556666' }] } },
    },
    `share|shared snapshot snap-1 with accounts ${stranger} and 444455556666`,
  ],
  [
    'ec2 ModifyImageAttribute',
    {
      imageId: 'ami-1',
      attributeType: 'launchPermission',
      launchPermission: {
        add: { items: [{ organizationArn: `arn:aws:organizations::${stranger}:organization/o-1` }] },
      },
    },
    `share|shared image ami-1 with organization o-1 of account ${stranger}`,
  ],
  [
    'ec2 ModifyImageAttribute',
    { imageId: 'ami-1', description: { value: 'x' } },
    'change|changed image ami-1',
  ],
  [
    'ec2 DisableSnapshotBlockPublicAccess',
    { DisableSnapshotBlockPublicAccessRequest: '' },
    'turn off|turned off the public access block of snapshots',
  ],
  [
    'ec2 DisableImageBlockPublicAccess',
    { DisableImageBlockPublicAccessRequest: '' },
    'turn off|turned off the public access block of images',
  ],
  ['ec2 CreateInstanceExportTask', { instanceId: 'i-1' }, 'export|exported instance i-1'],
  [
    'ec2-instance-connect SendSSHPublicKey',
    { instanceId: 'i-1', instanceOSUser: 'ec2-user' },
    'send|sent an SSH key for ec2-user to instance i-1',
  ],
  [
    'ec2-instance-connect SendSerialConsoleSSHPublicKey',
    { instanceId: 'i-1', serialPort: 0 },
    'send|sent an SSH key to the serial console of instance i-1',
  ],
  [
    'ssm SendCommand',
    {
      documentName: 'AWS-RunShellScript',
      instanceIds: ['i-1'],
      parameters: 'HIDDEN_DUE_TO_SECURITY_REASONS',
    },
    'run|ran document AWS-RunShellScript on instance i-1',
  ],
  [
    'ssm SendCommand',
    { documentName: 'AWS-RunShellScript', targets: [{ key: 'tag:env', values: ['prod'] }] },
    'run|ran document AWS-RunShellScript on instances',
  ],
  ['ssm StartSession', { target: 'i-1' }, 'start|started a session on i-1'],
  [
    'ssm StartSession',
    { target: 'i-1', documentName: 'AWS-StartPortForwardingSession' },
    'start|started a session on i-1 with document AWS-StartPortForwardingSession',
  ],
  ['ssm ResumeSession', { sessionId: 'bob-1' }, 'start|started session bob-1 again'],
  [
    'ssm CreateDocument',
    { name: 'd', documentType: 'Command' },
    'create|created document d of Systems Manager',
  ],
  [
    'ssm ModifyDocumentPermission',
    { name: 'd', permissionType: 'Share', accountIdsToAdd: ['all'] },
    'share|shared document d with anyone',
  ],
  [
    'ssm ModifyDocumentPermission',
    { name: 'd', accountIdsToAdd: [stranger] },
    `share|shared document d with account ${stranger}`,
  ],
  ['ssm CreateAssociation', { name: 'd', targets: [] }, 'associate|associated document d with instances'],
  [
    'kms ScheduleKeyDeletion',
    { keyId: key, pendingWindowInDays: 7 },
    'schedule|scheduled the deletion of key 1234abcd-12ab in 7 days',
  ],
  ['kms CancelKeyDeletion', { keyId: key }, 'stop|stopped the deletion of key 1234abcd-12ab'],
  ['kms DisableKey', { keyId: key }, 'disable|disabled key 1234abcd-12ab'],
  ['kms EnableKey', { keyId: key }, 'enable|enabled key 1234abcd-12ab'],
  ['kms DisableKeyRotation', { keyId: key }, 'turn off|turned off the rotation of key 1234abcd-12ab'],
  [
    'kms PutKeyPolicy',
    {
      keyId: key,
      policyName: 'default',
      policy: text(byStranger('kms:*'), {
        ...byStranger('kms:*'),
        Principal: { AWS: `arn:aws:iam::${account}:root` },
      }),
    },
    `put|put a policy on key 1234abcd-12ab that lets account ${stranger} do anything with it (1 of 2 statements)`,
  ],
  [
    'kms CreateGrant',
    { keyId: key, granteePrincipal: `arn:aws:iam::${stranger}:role/x`, operations: ['Decrypt'] },
    `let|let x of account ${stranger} use key 1234abcd-12ab by a grant`,
  ],
  ['kms ImportKeyMaterial', { keyId: key }, 'import|imported key material into key 1234abcd-12ab'],
  ['kms DeleteImportedKeyMaterial', { keyId: key }, 'delete|deleted the key material of key 1234abcd-12ab'],
  ['kms DeleteAlias', { aliasName: 'alias/prod' }, 'delete|deleted key alias alias/prod'],
  [
    'kms UpdateAlias',
    { aliasName: 'alias/prod', targetKeyId: key },
    'make|made alias alias/prod stand for key 1234abcd-12ab',
  ],
  ['secretsmanager GetSecretValue', { secretId: secret }, 'read|read secret prod/db-AbCdEf'],
  ['secretsmanager BatchGetSecretValue', { secretIdList: ['a', 'b'] }, 'read|read secrets a and b'],
  ['secretsmanager PutSecretValue', { secretId: 'prod/db' }, 'change|changed secret prod/db'],
  ['secretsmanager UpdateSecret', { secretId: 'prod/db' }, 'change|changed secret prod/db'],
  [
    'secretsmanager DeleteSecret',
    { secretId: 'prod/db', forceDeleteWithoutRecovery: true },
    'delete|deleted secret prod/db without recovery',
  ],
  [
    'secretsmanager DeleteSecret',
    { secretId: 'prod/db', recoveryWindowInDays: 30 },
    'delete|deleted secret prod/db',
  ],
  [
    'secretsmanager PutResourcePolicy',
    { secretId: secret, resourcePolicy: text(byStranger('secretsmanager:GetSecretValue')) },
    `put|put a policy on secret prod/db-AbCdEf that lets account ${stranger} read this secret`,
  ],
  [
    'secretsmanager DeleteResourcePolicy',
    { secretId: 'prod/db' },
    'delete|deleted the policy of secret prod/db',
  ],
  ['ssm GetParameter', { name: '/prod/db', withDecryption: true }, 'read|read parameter /prod/db'],
  ['ssm GetParameters', { names: ['/prod/db', '/prod/api'] }, 'read|read parameters /prod/db and /prod/api'],
  ['ssm GetParametersByPath', { path: '/', recursive: true }, 'read|read the parameters under /'],
  ['ssm GetParameterHistory', { name: '/prod/db' }, 'read|read the history of parameter /prod/db'],
  ['ssm PutParameter', { name: '/prod/db', type: 'SecureString' }, 'write|wrote parameter /prod/db'],
  ['ssm DeleteParameter', { name: '/prod/db' }, 'delete|deleted parameter /prod/db'],
  ['ssm DeleteParameters', { names: ['/prod/db'] }, 'delete|deleted parameters /prod/db'],
  [
    'lambda CreateFunction20150331',
    { functionName: 'f', role: `arn:aws:iam::${account}:role/Admin` },
    'create|created function f with role Admin',
  ],
  [
    'lambda UpdateFunctionCode20150331v2',
    { functionName: 'f', publish: true },
    'replace|replaced the code of function f',
  ],
  [
    'lambda UpdateFunctionConfiguration20150331v2',
    { functionName: 'f', layers: [`arn:aws:lambda:eu-west-1:${stranger}:layer:evil:1`] },
    `give|gave function f layer evil:1 of account ${stranger}`,
  ],
  [
    'lambda UpdateFunctionConfiguration20150331v2',
    { functionName: `arn:aws:lambda:eu-west-1:${account}:function:f`, timeout: 3 },
    'change|changed the configuration of function f',
  ],
  [
    'lambda AddPermission20150331v2',
    { functionName: 'f', statementId: 's', action: 'lambda:InvokeFunction', principal: stranger },
    `let|let account ${stranger} invoke function f`,
  ],
  [
    'lambda AddPermission20150331v2',
    { functionName: 'f', action: 'lambda:InvokeFunctionUrl', principal: '*', functionUrlAuthType: 'NONE' },
    'let|let anyone call the URL, without authentication, of function f',
  ],
  [
    'lambda AddPermission20150331v2',
    {
      functionName: 'f',
      action: 'lambda:InvokeFunction',
      principal: 's3.amazonaws.com',
      sourceArn: 'arn:aws:s3:::prod',
    },
    'let|let prod (service s3.amazonaws.com) invoke function f',
  ],
  [
    'lambda AddPermission20150331v2',
    { functionName: 'f', action: 'lambda:InvokeFunction', principal: '*', principalOrgID: 'o-1' },
    'let|let everyone of organization o-1 invoke function f',
  ],
  [
    'lambda AddPermission20150331v2',
    { functionName: 'f', action: 'lambda:GetFunction', principal: '*' },
    'let|let others use function f',
  ],
  [
    'lambda CreateFunctionUrlConfig20211031',
    { functionName: 'f', authType: 'NONE' },
    'create|created the URL of function f, which needs no authentication',
  ],
  [
    'lambda UpdateFunctionUrlConfig20211031',
    { functionName: 'f', authType: 'AWS_IAM' },
    'change|changed the URL of function f',
  ],
  ['lambda DeleteFunction20150331', { functionName: 'f' }, 'delete|deleted function f'],
  [
    'lambda CreateEventSourceMapping20150331',
    { functionName: 'f', eventSourceArn: `arn:aws:sqs:eu-west-1:${account}:q` },
    'make|made events of q invoke function f',
  ],
  ['lambda Invoke', { functionName: 'f' }, 'invoke|invoked function f'],
  [
    'sqs SetQueueAttributes',
    {
      queueUrl: `https://sqs.eu-west-1.amazonaws.com/${account}/jobs`,
      attributes: { Policy: text(byStranger('SQS:*')) },
    },
    `put|put a policy on queue jobs that lets account ${stranger} do anything with it`,
  ],
  [
    'sqs SetQueueAttributes',
    { queueUrl: `https://sqs.eu-west-1.amazonaws.com/${account}/jobs`, attributes: { DelaySeconds: '1' } },
    'change|changed queue jobs',
  ],
  [
    'sqs DeleteQueue',
    { queueUrl: `https://sqs.eu-west-1.amazonaws.com/${account}/jobs` },
    'delete|deleted queue jobs',
  ],
  [
    'sqs PurgeQueue',
    { queueUrl: `https://sqs.eu-west-1.amazonaws.com/${account}/jobs` },
    'delete|deleted all messages of queue jobs',
  ],
  [
    'sns SetTopicAttributes',
    {
      topicArn: topic,
      attributeName: 'Policy',
      attributeValue: text({
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: ['SNS:Publish', 'SNS:Subscribe'],
        Resource: topic,
      }),
    },
    'put|put a policy on topic alarms that lets anyone publish messages and subscribe',
  ],
  [
    'sns SetTopicAttributes',
    { topicArn: topic, attributeName: 'DisplayName', attributeValue: 'x' },
    'change|changed attribute DisplayName of topic alarms',
  ],
  [
    'sns Subscribe',
    { topicArn: topic, protocol: 'email', endpoint: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
    'add|added a subscription (email) to topic alarms',
  ],
  ['sns DeleteTopic', { topicArn: topic }, 'delete|deleted topic alarms'],
  [
    'ecr SetRepositoryPolicy',
    {
      repositoryName: 'app',
      policyText: text({
        Effect: 'Allow',
        Principal: '*',
        Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      }),
    },
    'put|put a policy on repository app that lets anyone pull images',
  ],
  ['ecr DeleteRepository', { repositoryName: 'app', force: true }, 'delete|deleted repository app'],
  ['ecr PutImage', { repositoryName: 'app', imageTag: 'latest' }, 'put|put image latest into repository app'],
  [
    'ecr BatchDeleteImage',
    { repositoryName: 'app', imageIds: [] },
    'delete|deleted images of repository app',
  ],
  ['ecs RegisterTaskDefinition', { family: 'app' }, 'register|registered task definition app'],
  ['ecs RunTask', { cluster: 'c', taskDefinition: 'app:3' }, 'run|ran task app:3 in cluster c'],
  [
    'ecs ExecuteCommand',
    { cluster: 'c', task: 't1', command: '/bin/sh', interactive: true },
    'run|ran a command in task t1 of cluster c',
  ],
  [
    'ecs DeleteCluster',
    { cluster: `arn:aws:ecs:eu-west-1:${account}:cluster/c` },
    'delete|deleted cluster c',
  ],
  [
    'eks CreateAccessEntry',
    { name: 'c', principalArn: `arn:aws:iam::${account}:role/Admin` },
    'give|gave Admin access to cluster c',
  ],
  [
    'eks AssociateAccessPolicy',
    {
      name: 'c',
      principalArn: `arn:aws:iam::${account}:role/Admin`,
      policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
    },
    'give|gave Admin policy AmazonEKSClusterAdminPolicy in cluster c',
  ],
  ['eks DeleteCluster', { name: 'c' }, 'delete|deleted cluster c'],
  [
    'rds ModifyDBSnapshotAttribute',
    { dBSnapshotIdentifier: 'orders-1', attributeName: 'restore', valuesToAdd: ['all'] },
    'share|shared database snapshot orders-1 with anyone',
  ],
  [
    'rds ModifyDBClusterSnapshotAttribute',
    { dBClusterSnapshotIdentifier: 'orders-1', attributeName: 'restore', valuesToAdd: [stranger] },
    `share|shared database snapshot orders-1 with account ${stranger}`,
  ],
  [
    'rds ModifyDBSnapshotAttribute',
    { dBSnapshotIdentifier: 'orders-1', attributeName: 'restore', valuesToRemove: ['all'] },
    'stop|stopped sharing database snapshot orders-1 with the public',
  ],
  [
    'rds ModifyDBInstance',
    { dBInstanceIdentifier: 'orders', publiclyAccessible: true },
    'make|made database orders publicly accessible',
  ],
  [
    'rds ModifyDBInstance',
    { dBInstanceIdentifier: 'orders', masterUserPassword: '****' },
    'change|changed the master password of database orders',
  ],
  [
    'rds ModifyDBCluster',
    { dBClusterIdentifier: 'orders', deletionProtection: false },
    'turn off|turned off the deletion protection of database cluster orders',
  ],
  [
    'rds CreateDBInstance',
    { dBInstanceIdentifier: 'orders', publiclyAccessible: true },
    'create|created publicly accessible database orders',
  ],
  [
    'rds DeleteDBInstance',
    { dBInstanceIdentifier: 'orders', skipFinalSnapshot: true },
    'delete|deleted database orders without a final snapshot',
  ],
  [
    'rds DeleteDBCluster',
    { dBClusterIdentifier: 'orders', skipFinalSnapshot: false },
    'delete|deleted database cluster orders',
  ],
  [
    'rds CreateDBSnapshot',
    { dBSnapshotIdentifier: 's', dBInstanceIdentifier: 'orders' },
    'create|created a snapshot of database orders',
  ],
  ['rds DeleteDBSnapshot', { dBSnapshotIdentifier: 's' }, 'delete|deleted database snapshot s'],
  [
    'rds RestoreDBInstanceFromDBSnapshot',
    { dBSnapshotIdentifier: 's', dBInstanceIdentifier: 'copy' },
    'restore|restored snapshot s as database copy',
  ],
  [
    'rds StartExportTask',
    { sourceArn: `arn:aws:rds:eu-west-1:${account}:snapshot:s`, s3BucketName: 'mine' },
    'export|exported s to bucket mine',
  ],
  ['dynamodb DeleteTable', { tableName: 'orders' }, 'delete|deleted table orders'],
  [
    'dynamodb ExportTableToPointInTime',
    { tableArn: `arn:aws:dynamodb:eu-west-1:${account}:table/orders`, s3Bucket: 'mine' },
    'export|exported table orders to bucket mine',
  ],
  ['backup DeleteBackupVault', { backupVaultName: 'main' }, 'delete|deleted backup vault main'],
  [
    'backup DeleteRecoveryPoint',
    { backupVaultName: 'main', recoveryPointArn: `arn:aws:backup:eu-west-1:${account}:recovery-point:r1` },
    'delete|deleted recovery point r1 of backup vault main',
  ],
  ['cloudformation CreateStack', { stackName: 'web' }, 'create|created stack web'],
  ['cloudformation DeleteStack', { stackName: 'web' }, 'delete|deleted stack web'],
  [
    'route53 ChangeResourceRecordSets',
    {
      hostedZoneId: 'Z1',
      changeBatch: {
        changes: [{ action: 'UPSERT', resourceRecordSet: { name: 'www.example.com', type: 'A' } }],
      },
    },
    'change|changed DNS record www.example.com in hosted zone Z1',
  ],
  ['route53 CreateHostedZone', { name: 'example.com' }, 'create|created hosted zone example.com'],
  ['route53 DeleteHostedZone', { id: 'Z1' }, 'delete|deleted hosted zone Z1'],
  [
    'route53domains TransferDomainToAnotherAwsAccount',
    { domainName: 'example.com', accountId: stranger },
    `transfer|transferred domain example.com to account ${stranger}`,
  ],
  [
    'route53domains DisableDomainTransferLock',
    { domainName: 'example.com' },
    'turn off|turned off the transfer lock of domain example.com',
  ],
  [
    'route53domains UpdateDomainNameservers',
    { domainName: 'example.com' },
    'change|changed the name servers of domain example.com',
  ],
  [
    'route53resolver DeleteResolverQueryLogConfig',
    { resolverQueryLogConfigId: 'rqlc-1' },
    'delete|deleted resolver query logging rqlc-1',
  ],
  ['ses VerifyEmailIdentity', { emailAddress: 'a@example.com' }, 'add|added identity a@example.com to SES'],
  ['ses VerifyDomainIdentity', { domain: 'example.com' }, 'add|added identity example.com to SES'],
  ['ses CreateEmailIdentity', { emailIdentity: 'example.com' }, 'add|added identity example.com to SES'],
  ['ses DeleteIdentity', { identity: 'example.com' }, 'delete|deleted identity example.com of SES'],
  [
    'ses UpdateAccountSendingEnabled',
    { enabled: true },
    'enable|enabled the sending of e-mail for the account',
  ],
  [
    'ses PutAccountSendingAttributes',
    { sendingEnabled: false },
    'disable|disabled the sending of e-mail for the account',
  ],
  ['ses PutAccountDetails', { productionAccessEnabled: true }, 'ask|asked for production access to SES'],
  [
    'bedrock DeleteModelInvocationLoggingConfiguration',
    null,
    'turn off|turned off the logging of model invocations in Bedrock',
  ],
  [
    'bedrock PutModelInvocationLoggingConfiguration',
    { loggingConfig: {} },
    'change|changed the logging of model invocations in Bedrock',
  ],
  ['bedrock InvokeModel', { modelId: 'anthropic.claude-v2:1' }, 'invoke|invoked model anthropic.claude-v2:1'],
  [
    'bedrock InvokeModelWithResponseStream',
    { modelId: 'amazon.nova-pro-v1:0' },
    'invoke|invoked model amazon.nova-pro-v1:0',
  ],
  ['bedrock Converse', { modelId: 'amazon.nova-pro-v1:0' }, 'invoke|invoked model amazon.nova-pro-v1:0'],
  [
    'bedrock PutFoundationModelEntitlement',
    { modelId: 'amazon.nova-pro-v1:0' },
    'ask|asked for access to model amazon.nova-pro-v1:0',
  ],
  ['bedrock CreateFoundationModelAgreement', { modelId: 'm' }, 'accept|accepted the agreement for model m'],
  ['bedrock DeleteGuardrail', { guardrailIdentifier: 'g' }, 'delete|deleted guardrail g of Bedrock'],
  ['organizations LeaveOrganization', null, 'leave|left the organization'],
  [
    'organizations RemoveAccountFromOrganization',
    { accountId: stranger },
    `remove|removed account ${stranger} from the organization`,
  ],
  [
    'organizations InviteAccountToOrganization',
    { target: { type: 'ACCOUNT', id: stranger } },
    `invite|invited account ${stranger} to the organization`,
  ],
  [
    'organizations AcceptHandshake',
    { handshakeId: 'h-1' },
    'accept|accepted handshake h-1 of the organization',
  ],
  ['organizations CreateAccount', { accountName: 'x y', email: '****' }, 'create|created account "x y"'],
  ['organizations CloseAccount', { accountId: stranger }, `close|closed account ${stranger}`],
  [
    'organizations MoveAccount',
    { accountId: stranger, sourceParentId: 'r-1', destinationParentId: 'ou-2' },
    `move|moved account ${stranger} from r-1 to ou-2`,
  ],
  [
    'organizations AttachPolicy',
    { policyId: 'p-1', targetId: 'ou-1' },
    'attach|attached organization policy p-1 to ou-1',
  ],
  [
    'organizations DetachPolicy',
    { policyId: 'p-1', targetId: 'ou-1' },
    'detach|detached organization policy p-1 from ou-1',
  ],
  ['organizations UpdatePolicy', { policyId: 'p-1' }, 'change|changed organization policy p-1'],
  ['organizations DeletePolicy', { policyId: 'p-1' }, 'delete|deleted organization policy p-1'],
  [
    'organizations DisablePolicyType',
    { rootId: 'r-1', policyType: 'SERVICE_CONTROL_POLICY' },
    'disable|disabled policies of type SERVICE_CONTROL_POLICY under r-1',
  ],
  [
    'organizations EnableAWSServiceAccess',
    { servicePrincipal: 'sso.amazonaws.com' },
    'enable|enabled service sso.amazonaws.com in the organization',
  ],
  [
    'organizations DisableAWSServiceAccess',
    { servicePrincipal: 'guardduty.amazonaws.com' },
    'disable|disabled service guardduty.amazonaws.com in the organization',
  ],
  [
    'organizations RegisterDelegatedAdministrator',
    { accountId: stranger, servicePrincipal: 'sso.amazonaws.com' },
    `make|made account ${stranger} the administrator of sso.amazonaws.com`,
  ],
  ['organizations DeleteOrganization', null, 'delete|deleted the organization'],
  ['account EnableRegion', { regionName: 'ap-east-1' }, 'enable|enabled region ap-east-1'],
  ['account DisableRegion', { regionName: 'ap-east-1' }, 'disable|disabled region ap-east-1'],
  [
    'account PutAlternateContact',
    { alternateContactType: 'SECURITY' },
    'change|changed the alternate contact SECURITY of the account',
  ],
  [
    'account DeleteAlternateContact',
    { alternateContactType: 'SECURITY' },
    'delete|deleted the alternate contact SECURITY of the account',
  ],
  ['sso-directory CreateUser', { identityStoreId: 'd-1' }, 'create|created a user of Identity Center'],
  [
    'sso-directory AddMemberToGroup',
    { memberId: 'u-1', groupId: 'g-1' },
    'add|added member u-1 to group g-1 of Identity Center',
  ],
  [
    'sso-directory UpdatePassword',
    { userId: 'u-1' },
    'reset|reset the password of user u-1 of Identity Center',
  ],
  [
    'sso-directory DeleteMfaDeviceForUser',
    { userId: 'u-1', deviceId: 'x' },
    'delete|deleted an MFA device of user u-1 of Identity Center',
  ],
  ['identitystore CreateUser', { identityStoreId: 'd-1' }, 'create|created a user of Identity Center'],
  [
    'identitystore CreateGroupMembership',
    { groupId: 'g-1', memberId: { userId: 'u-1' } },
    'add|added member u-1 to group g-1 of Identity Center',
  ],
];
