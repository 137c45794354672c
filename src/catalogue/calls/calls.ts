import { type Call, type Calls, each, request, text } from './call.ts';
import { ec2 } from './ec2.ts';
import { iam, sts } from './iam.ts';
import { s3 } from './s3.ts';

/** The call of an event, if what CloudTrail writes for it is known. */
export const callOf = (eventSource: string, eventName: string): Call | undefined => {
  const calls = callsBySource[eventSource];
  const name = eventName.replace(/20\d{6}(v\d+)?$/, '');
  return calls !== undefined && Object.hasOwn(calls, name) ? calls[name] : undefined;
};

const trail = request({
  ...text(
    'name s3BucketName s3KeyPrefix snsTopicName kmsKeyId cloudWatchLogsLogGroupArn cloudWatchLogsRoleArn',
  ),
  ...each(
    'boolean',
    'isMultiRegionTrail includeGlobalServiceEvents enableLogFileValidation isOrganizationTrail',
  ),
});

const named = request(text('name'));

const dbInstance = request({
  ...text('dBInstanceIdentifier dBInstanceClass engine masterUsername dBSnapshotIdentifier'),
  ...each(
    'boolean',
    'publiclyAccessible deletionProtection storageEncrypted multiAZ applyImmediately skipFinalSnapshot',
  ),
});

const functionOf = request({
  ...text('functionName runtime role handler description s3Bucket s3Key'),
  ...each('boolean', 'publish dryRun'),
  ...each('number', 'timeout memorySize'),
  ...each('any', 'layers environment vpcConfig code'),
});

/** What the services' developer guides show as entries of CloudTrail. AWS's JSON APIs write names as their SDKs do, in camelCase. */
const callsBySource: Readonly<Record<string, Calls>> = {
  'ec2.amazonaws.com': ec2,
  'iam.amazonaws.com': iam,
  'sts.amazonaws.com': sts,
  's3.amazonaws.com': s3,
  's3express.amazonaws.com': s3,
  'cloudtrail.amazonaws.com': {
    StopLogging: named,
    StartLogging: named,
    DeleteTrail: named,
    CreateTrail: trail,
    UpdateTrail: trail,
    PutEventSelectors: request({
      trailName: 'text',
      eventSelectors: [
        {
          readWriteType: 'text',
          includeManagementEvents: 'boolean',
          ...each('any', 'dataResources excludeManagementEventSources'),
        },
      ],
      advancedEventSelectors: 'any',
    }),
  },
  'kms.amazonaws.com': {
    ScheduleKeyDeletion: request({ keyId: 'text', pendingWindowInDays: 'number' }),
    DisableKey: request(text('keyId')),
    EnableKey: request(text('keyId')),
    Decrypt: request({ ...text('keyId encryptionAlgorithm'), encryptionContext: 'any' }),
    PutKeyPolicy: request({
      ...text('keyId policyName'),
      policy: 'JSON',
      bypassPolicyLockoutSafetyCheck: 'boolean',
    }),
    CreateGrant: request({
      ...text('keyId granteePrincipal retiringPrincipal name'),
      operations: ['text'],
      constraints: 'any',
    }),
  },
  'secretsmanager.amazonaws.com': {
    GetSecretValue: request(text('secretId versionId versionStage')),
    DescribeSecret: request(text('secretId')),
    DeleteSecret: request({
      secretId: 'text',
      forceDeleteWithoutRecovery: 'boolean',
      recoveryWindowInDays: 'number',
    }),
  },
  'ssm.amazonaws.com': {
    SendCommand: request({
      ...text('documentName documentVersion comment'),
      instanceIds: ['text'],
      ...each('any', 'parameters targets timeoutSeconds'),
    }),
    StartSession: request(
      { ...text('target documentName reason'), parameters: 'any' },
      text('sessionId streamUrl tokenValue'),
    ),
    GetParameter: request({ name: 'text', withDecryption: 'boolean' }),
    GetParameters: request({ names: ['text'], withDecryption: 'boolean' }),
    GetParametersByPath: request({ path: 'text', ...each('boolean', 'recursive withDecryption') }),
    PutParameter: request({ ...text('name type keyId'), overwrite: 'boolean', value: 'any' }),
    ModifyDocumentPermission: request({
      ...text('name permissionType'),
      accountIdsToAdd: ['text'],
      accountIdsToRemove: ['text'],
    }),
  },
  'lambda.amazonaws.com': {
    AddPermission: request(
      {
        ...text('functionName statementId action principal sourceArn sourceAccount principalOrgID qualifier'),
        functionUrlAuthType: 'text',
      },
      { statement: 'JSON' },
    ),
    CreateFunction: functionOf,
    UpdateFunctionCode: functionOf,
    UpdateFunctionConfiguration: functionOf,
    DeleteFunction: request(text('functionName qualifier')),
  },
  'rds.amazonaws.com': {
    ModifyDBSnapshotAttribute: request({
      ...text('dBSnapshotIdentifier attributeName'),
      valuesToAdd: ['text'],
      valuesToRemove: ['text'],
    }),
    ModifyDBClusterSnapshotAttribute: request({
      ...text('dBClusterSnapshotIdentifier attributeName'),
      valuesToAdd: ['text'],
      valuesToRemove: ['text'],
    }),
    CreateDBInstance: dbInstance,
    ModifyDBInstance: dbInstance,
    DeleteDBInstance: dbInstance,
  },
  'guardduty.amazonaws.com': {
    DeleteDetector: request(text('detectorId')),
    UpdateDetector: request({ detectorId: 'text', enable: 'boolean', findingPublishingFrequency: 'text' }),
  },
  'organizations.amazonaws.com': {
    RemoveAccountFromOrganization: request(text('accountId')),
    InviteAccountToOrganization: request({ target: text('id type'), notes: 'text' }),
  },
  'logs.amazonaws.com': {
    DeleteLogGroup: request(text('logGroupName')),
    PutRetentionPolicy: request({ logGroupName: 'text', retentionInDays: 'number' }),
  },
  'ecr.amazonaws.com': {
    SetRepositoryPolicy: request({
      ...text('repositoryName registryId'),
      policyText: 'JSON',
      force: 'boolean',
    }),
  },
};
