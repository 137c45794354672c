/** A parameter of a request, as CloudTrail writes it: its type, or what an object has in it. */
export type Parameter = 'text' | 'number' | 'boolean' | 'list' | Parameters;

export interface Parameters {
  readonly [name: string]: Parameter;
}

/**
 * What is below `requestParameters` in records of a call: the parameters that rules ask for most, which need not be all.
 * Undefined: nothing is known of the call. The examples of each service's page about CloudTrail show such records.
 */
export const parametersOf = (eventSource: string, eventName: string): Parameters | undefined =>
  calls[eventSource]?.find(({ names }) => names.includes(eventName))?.parameters;

interface Calls {
  readonly names: readonly string[];
  readonly parameters: Parameters;
}

const call = (names: string, parameters: Parameters): Calls => ({ names: names.split(' '), parameters });

/** EC2 writes its lists as objects with `items`. */
const items = (element: Parameters): Parameters => ({ items: { '[]': element } });

const permissions = items({
  ipProtocol: 'text',
  fromPort: 'number',
  toPort: 'number',
  groups: items({ groupId: 'text', userId: 'text', groupName: 'text', description: 'text' }),
  ipRanges: items({ cidrIp: 'text', description: 'text' }),
  ipv6Ranges: items({ cidrIpv6: 'text', description: 'text' }),
  prefixListIds: items({ prefixListId: 'text', description: 'text' }),
});

const accounts = items({ userId: 'text', group: 'text' });

const instance: Parameters = {
  publiclyAccessible: 'boolean',
  storageEncrypted: 'boolean',
  deletionProtection: 'boolean',
  multiAZ: 'boolean',
  applyImmediately: 'boolean',
  skipFinalSnapshot: 'boolean',
  backupRetentionPeriod: 'number',
  masterUserPassword: 'text',
};

const calls: Readonly<Record<string, readonly Calls[]>> = {
  'ec2.amazonaws.com': [
    call(
      'AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress RevokeSecurityGroupIngress RevokeSecurityGroupEgress',
      // A rule is in ipPermissions, or flat.
      {
        groupId: 'text',
        groupName: 'text',
        cidrIp: 'text',
        ipProtocol: 'text',
        fromPort: 'number',
        toPort: 'number',
        ipPermissions: permissions,
      },
    ),
    call('ModifySnapshotAttribute', {
      snapshotId: 'text',
      attributeType: 'text',
      createVolumePermission: { add: accounts, remove: accounts },
    }),
    call('ModifyImageAttribute', {
      imageId: 'text',
      attributeType: 'text',
      launchPermission: { add: accounts, remove: accounts },
    }),
    call('RunInstances', {
      instanceType: 'text',
      instancesSet: items({ imageId: 'text', minCount: 'number', maxCount: 'number', keyName: 'text' }),
    }),
    call('StartInstances StopInstances RebootInstances TerminateInstances', {
      instancesSet: items({ instanceId: 'text' }),
      force: 'boolean',
    }),
  ],
  'iam.amazonaws.com': [
    call('AttachUserPolicy DetachUserPolicy', { userName: 'text', policyArn: 'text' }),
    call('AttachRolePolicy DetachRolePolicy', { roleName: 'text', policyArn: 'text' }),
    call('AttachGroupPolicy DetachGroupPolicy', { groupName: 'text', policyArn: 'text' }),
    call('PutUserPolicy DeleteUserPolicy', { userName: 'text', policyName: 'text', policyDocument: 'text' }),
    call('PutRolePolicy DeleteRolePolicy', { roleName: 'text', policyName: 'text', policyDocument: 'text' }),
    call('PutGroupPolicy DeleteGroupPolicy', {
      groupName: 'text',
      policyName: 'text',
      policyDocument: 'text',
    }),
    call('UpdateAssumeRolePolicy', { roleName: 'text', policyDocument: 'text' }),
    call('CreateRole DeleteRole', {
      roleName: 'text',
      path: 'text',
      assumeRolePolicyDocument: 'text',
      maxSessionDuration: 'number',
      permissionsBoundary: 'text',
    }),
    call('CreateUser DeleteUser', { userName: 'text', path: 'text', permissionsBoundary: 'text' }),
    call('CreateAccessKey', { userName: 'text' }),
    call('DeleteAccessKey UpdateAccessKey', { userName: 'text', accessKeyId: 'text', status: 'text' }),
    call('CreateLoginProfile UpdateLoginProfile DeleteLoginProfile', {
      userName: 'text',
      passwordResetRequired: 'boolean',
    }),
    call('AddUserToGroup RemoveUserFromGroup', { userName: 'text', groupName: 'text' }),
    call('CreatePolicy CreatePolicyVersion SetDefaultPolicyVersion', {
      policyName: 'text',
      policyArn: 'text',
      policyDocument: 'text',
      setAsDefault: 'boolean',
      versionId: 'text',
    }),
    call('DeactivateMFADevice EnableMFADevice', { userName: 'text', serialNumber: 'text' }),
  ],
  'sts.amazonaws.com': [
    call('AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity', {
      roleArn: 'text',
      roleSessionName: 'text',
      externalId: 'text',
      principalArn: 'text',
      sourceIdentity: 'text',
      durationSeconds: 'number',
    }),
  ],
  's3.amazonaws.com': [
    call(
      'PutBucketPolicy DeleteBucketPolicy CreateBucket DeleteBucket PutBucketAcl DeleteBucketPublicAccessBlock PutBucketLogging PutBucketVersioning DeleteBucketEncryption',
      { bucketName: 'text' },
    ),
    call('PutBucketPublicAccessBlock', {
      bucketName: 'text',
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: 'boolean',
        BlockPublicPolicy: 'boolean',
        IgnorePublicAcls: 'boolean',
        RestrictPublicBuckets: 'boolean',
      },
    }),
    call('GetObject PutObject DeleteObject HeadObject', { bucketName: 'text', key: 'text' }),
  ],
  'kms.amazonaws.com': [
    call('ScheduleKeyDeletion DisableKey EnableKey CancelKeyDeletion DisableKeyRotation EnableKeyRotation', {
      keyId: 'text',
      pendingWindowInDays: 'number',
    }),
    call('PutKeyPolicy', {
      keyId: 'text',
      policyName: 'text',
      policy: 'text',
      bypassPolicyLockoutSafetyCheck: 'boolean',
    }),
    call('CreateGrant', { keyId: 'text', granteePrincipal: 'text', operations: 'list' }),
  ],
  'cloudtrail.amazonaws.com': [
    call('StartLogging StopLogging DeleteTrail', { name: 'text' }),
    call('CreateTrail UpdateTrail', {
      name: 'text',
      s3BucketName: 'text',
      kmsKeyId: 'text',
      isMultiRegionTrail: 'boolean',
      isOrganizationTrail: 'boolean',
      includeGlobalServiceEvents: 'boolean',
      enableLogFileValidation: 'boolean',
    }),
    call('PutEventSelectors', { trailName: 'text' }),
  ],
  'rds.amazonaws.com': [
    call('CreateDBInstance ModifyDBInstance DeleteDBInstance', {
      ...instance,
      dBInstanceIdentifier: 'text',
      dBInstanceClass: 'text',
    }),
    call('CreateDBCluster ModifyDBCluster DeleteDBCluster', { ...instance, dBClusterIdentifier: 'text' }),
    call('ModifyDBSnapshotAttribute', {
      dBSnapshotIdentifier: 'text',
      attributeName: 'text',
      valuesToAdd: 'list',
      valuesToRemove: 'list',
    }),
    call('ModifyDBClusterSnapshotAttribute', {
      dBClusterSnapshotIdentifier: 'text',
      attributeName: 'text',
      valuesToAdd: 'list',
      valuesToRemove: 'list',
    }),
  ],
  'secretsmanager.amazonaws.com': [
    call('GetSecretValue PutSecretValue RestoreSecret', { secretId: 'text' }),
    call('DeleteSecret', {
      secretId: 'text',
      recoveryWindowInDays: 'number',
      forceDeleteWithoutRecovery: 'boolean',
    }),
  ],
  'ssm.amazonaws.com': [
    call('StartSession', { target: 'text', documentName: 'text' }),
    call('SendCommand', { documentName: 'text', instanceIds: 'list' }),
    call('GetParameter', { name: 'text', withDecryption: 'boolean' }),
    call('GetParameters', { names: 'list', withDecryption: 'boolean' }),
  ],
  'guardduty.amazonaws.com': [
    call('CreateDetector UpdateDetector DeleteDetector', { detectorId: 'text', enable: 'boolean' }),
  ],
  'config.amazonaws.com': [
    call('StartConfigurationRecorder StopConfigurationRecorder DeleteConfigurationRecorder', {
      configurationRecorderName: 'text',
    }),
    call('DeleteDeliveryChannel', { deliveryChannelName: 'text' }),
  ],
  'monitoring.amazonaws.com': [
    call('DeleteAlarms DisableAlarmActions EnableAlarmActions', { alarmNames: 'list' }),
  ],
  'logs.amazonaws.com': [
    call('DeleteLogGroup DeleteLogStream PutRetentionPolicy DeleteRetentionPolicy', {
      logGroupName: 'text',
      logStreamName: 'text',
      retentionInDays: 'number',
    }),
  ],
};
