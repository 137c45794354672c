/** The template of a call, if it is one that rules are about. */
export const templateFor = (eventSource: string, eventName: string): string | undefined =>
  templates.get(`${serviceOf(eventSource)} ${eventName.replace(/20\d{6}(?:v\d+)?$/, '')}`);

/** Each call that is in the table, as `service call`. */
export const callsInTable = (): readonly string[] => [...templates.keys()];

/** S3 Express One Zone has the calls of S3. Lambda's have a date: `UpdateFunctionCode20150331v2`. */
const serviceOf = (eventSource: string): string =>
  eventSource.replace(/\.amazonaws\.com(?:\.cn)?$/, '').replace(/^s3express$/, 's3');

type Table = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * By service, what its calls are about. The names are those of requestParameters, or of responseElements where they are
 * missing there, as the services' developer guides show entries of CloudTrail.
 */
const table: Table = {
  iam: {
    'user {userName,user.userName}[ (new name {newUserName})]':
      'CreateUser UpdateUser DeleteUser CreateLoginProfile UpdateLoginProfile DeleteLoginProfile ListAccessKeys ListUserPolicies ListAttachedUserPolicies',
    'access key {accessKeyId,accessKey.accessKeyId}[ of user {userName,accessKey.userName}] | user {userName}':
      'CreateAccessKey UpdateAccessKey DeleteAccessKey',
    'user {userName}[, policy {policyArn,policyName,permissionsBoundary}]':
      'AttachUserPolicy DetachUserPolicy PutUserPolicy DeleteUserPolicy PutUserPermissionsBoundary DeleteUserPermissionsBoundary',
    'role {roleName,role.roleName}[, policy {policyArn,policyName}]':
      'CreateRole DeleteRole UpdateRole UpdateAssumeRolePolicy AttachRolePolicy DetachRolePolicy PutRolePolicy DeleteRolePolicy DeleteRolePermissionsBoundary',
    'role {roleName}[, policy {permissionsBoundary}]': 'PutRolePermissionsBoundary',
    'group {groupName}[, policy {policyArn,policyName}]':
      'CreateGroup DeleteGroup AttachGroupPolicy DetachGroupPolicy PutGroupPolicy DeleteGroupPolicy',
    'policy {policyArn,policy.arn,policyName}[ version {versionId,policyVersion.versionId}]':
      'CreatePolicy DeletePolicy CreatePolicyVersion SetDefaultPolicyVersion DeletePolicyVersion',
    'user {userName} in group {groupName}': 'AddUserToGroup RemoveUserFromGroup',
    'role {roleName} in instance profile {instanceProfileName}':
      'AddRoleToInstanceProfile RemoveRoleFromInstanceProfile',
    'MFA device {serialNumber,virtualMFADevice.serialNumber,virtualMFADeviceName}[ of user {userName}]':
      'CreateVirtualMFADevice EnableMFADevice DeactivateMFADevice DeleteVirtualMFADevice',
    'SAML provider {sAMLProviderArn,name}': 'CreateSAMLProvider UpdateSAMLProvider DeleteSAMLProvider',
    'OIDC provider {openIDConnectProviderArn,url}':
      'CreateOpenIDConnectProvider DeleteOpenIDConnectProvider AddClientIDToOpenIDConnectProvider',
    'SSH key {sSHPublicKeyId,sSHPublicKey.sSHPublicKeyId}[ of user {userName}] | user {userName}':
      'UploadSSHPublicKey',
    'password policy of the account': 'UpdateAccountPasswordPolicy DeleteAccountPasswordPolicy',
  },
  sts: {
    'role {roleArn}[ for {subjectFromWebIdentityToken,subject,roleSessionName}]':
      'AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity',
    'root of account {targetPrincipal}[, policy {taskPolicyArn.arn}]': 'AssumeRoot',
    'federated user {name}': 'GetFederationToken',
  },
  s3: {
    'bucket {bucketName}':
      'CreateBucket DeleteBucket HeadBucket PutBucketPolicy DeleteBucketPolicy GetBucketPolicy PutBucketAcl PutBucketPublicAccessBlock DeleteBucketPublicAccessBlock PutBucketEncryption DeleteBucketEncryption PutBucketVersioning PutBucketLifecycle DeleteBucketLifecycle PutBucketReplication DeleteBucketReplication PutBucketLogging PutBucketNotification PutBucketCors DeleteBucketCors PutBucketWebsite DeleteObjects ListObjects',
    'bucket {bucketName}[, object {key}][ from {x-amz-copy-source}]':
      'GetObject PutObject DeleteObject CopyObject PutObjectAcl',
    'account {accountId}': 'PutAccountPublicAccessBlock DeleteAccountPublicAccessBlock',
    'access point {name}[ of bucket {bucket}]': 'CreateAccessPoint PutAccessPointPolicy',
  },
  ec2: {
    'security group {groupId,groupName}[ in {vpcId}]':
      'CreateSecurityGroup DeleteSecurityGroup AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress RevokeSecurityGroupIngress RevokeSecurityGroupEgress ModifySecurityGroupRules',
    'instance {instancesSet.instanceId} | image {instancesSet.imageId,imageId}': 'RunInstances',
    'instance {instancesSet.instanceId}': 'StartInstances StopInstances RebootInstances TerminateInstances',
    'instance {instanceId}':
      'ModifyInstanceAttribute DescribeInstanceAttribute GetPasswordData ModifyInstanceMetadataOptions',
    'instance {instanceId}[, profile {iamInstanceProfile.name,iamInstanceProfile.arn}] | profile {iamInstanceProfile.name,iamInstanceProfile.arn}':
      'AssociateIamInstanceProfile ReplaceIamInstanceProfileAssociation',
    'snapshot {snapshotId}[ shared with {createVolumePermission.add.userId,createVolumePermission.add.group}]':
      'ModifySnapshotAttribute',
    'snapshot {snapshotId}[ of volume {volumeId}] | volume {volumeId}': 'CreateSnapshot DeleteSnapshot',
    'image {imageId}[ shared with {launchPermission.add.userId,launchPermission.add.group,launchPermission.add.organizationArn,launchPermission.add.organizationalUnitArn}]':
      'ModifyImageAttribute',
    'image {imageId}[ of instance {instanceId}] | instance {instanceId}': 'CreateImage DeregisterImage',
    'key pair {keyName}': 'CreateKeyPair ImportKeyPair DeleteKeyPair',
    'VPC {vpcId,vpc.vpcId}': 'CreateVpc DeleteVpc ModifyVpcAttribute',
    'route table {routeTableId,routeTable.routeTableId}[ in {vpcId}][, route to {destinationCidrBlock,destinationIpv6CidrBlock}]':
      'CreateRouteTable DeleteRouteTable CreateRoute ReplaceRoute DeleteRoute ReplaceRouteTableAssociation',
    'network ACL {networkAclId,networkAcl.networkAclId}[ in {vpcId}][, rule {ruleNumber}]':
      'CreateNetworkAcl DeleteNetworkAcl CreateNetworkAclEntry ReplaceNetworkAclEntry DeleteNetworkAclEntry ReplaceNetworkAclAssociation',
    'internet gateway {internetGatewayId,internetGateway.internetGatewayId}[ in {vpcId}]':
      'CreateInternetGateway DeleteInternetGateway AttachInternetGateway DetachInternetGateway',
    'customer gateway {customerGatewayId,customerGateway.customerGatewayId}':
      'CreateCustomerGateway DeleteCustomerGateway',
    'peering connection {vpcPeeringConnectionId,vpcPeeringConnection.vpcPeeringConnectionId}':
      'CreateVpcPeeringConnection AcceptVpcPeeringConnection DeleteVpcPeeringConnection',
    'flow log {flowLogId.content,flowLogId,flowLogIdSet.item}[ of {resourceId.content,resourceId}] | {resourceId.content,resourceId}':
      'CreateFlowLogs DeleteFlowLogs',
    'encryption of volumes by default': 'DisableEbsEncryptionByDefault EnableEbsEncryptionByDefault',
    'serial console of instances': 'EnableSerialConsoleAccess',
  },
  'ec2-instance-connect': {
    'instance {instanceId}[, user {instanceOSUser}]': 'SendSSHPublicKey SendSerialConsoleSSHPublicKey',
  },
  cloudtrail: {
    'trail {name,trailName,trailARN}':
      'CreateTrail UpdateTrail DeleteTrail StartLogging StopLogging PutEventSelectors PutInsightSelectors',
    'event data store {eventDataStore}': 'DeleteEventDataStore StopEventDataStoreIngestion',
  },
  guardduty: {
    'detector {detectorId}[, filter {filterName,name}]':
      'CreateDetector UpdateDetector DeleteDetector CreateFilter UpdateFilter ArchiveFindings DisassociateFromAdministratorAccount StopMonitoringMembers',
    'IP set {ipSetId,name}': 'CreateIPSet UpdateIPSet DeleteIPSet',
  },
  config: {
    'recorder {configurationRecorderName,configurationRecorder.name}':
      'PutConfigurationRecorder StopConfigurationRecorder DeleteConfigurationRecorder',
    'delivery channel {deliveryChannelName,deliveryChannel.name}': 'PutDeliveryChannel DeleteDeliveryChannel',
    'Config rule {configRuleName}': 'DeleteConfigRule',
  },
  securityhub: { 'Security Hub': 'EnableSecurityHub DisableSecurityHub' },
  macie2: { Macie: 'UpdateMacieSession DisableMacie' },
  'access-analyzer': { 'analyzer {analyzerName}': 'DeleteAnalyzer' },
  kms: {
    'key {keyId,keyMetadata.keyId}[ for {granteePrincipal}]':
      'CreateKey ScheduleKeyDeletion CancelKeyDeletion DisableKey EnableKey DisableKeyRotation PutKeyPolicy CreateGrant Decrypt Encrypt DeleteImportedKeyMaterial',
    'alias {aliasName}': 'CreateAlias UpdateAlias DeleteAlias',
  },
  secretsmanager: {
    'secret {secretId,name,secretIdList}':
      'CreateSecret GetSecretValue BatchGetSecretValue DescribeSecret PutSecretValue UpdateSecret DeleteSecret RestoreSecret PutResourcePolicy DeleteResourcePolicy',
  },
  ssm: {
    'instance {instanceIds}[, document {documentName}] | document {documentName}': 'SendCommand',
    'instance {target}[, document {documentName}]': 'StartSession',
    'session {sessionId}': 'ResumeSession TerminateSession',
    'parameter {name,names}': 'GetParameter GetParameters GetParameterHistory PutParameter DeleteParameter',
    'parameters below {path}': 'GetParametersByPath',
    'document {name}[ shared with {accountIdsToAdd}]':
      'CreateDocument UpdateDocument DeleteDocument ModifyDocumentPermission',
    'document {documentName}': 'StartAutomationExecution',
    'setting {settingId}': 'UpdateServiceSetting',
  },
  lambda: {
    'function {functionName}[ for {principal}]':
      'CreateFunction DeleteFunction GetFunction Invoke UpdateFunctionCode UpdateFunctionConfiguration AddPermission RemovePermission CreateFunctionUrlConfig UpdateFunctionUrlConfig CreateEventSourceMapping',
    'layer {layerName,layerArn}[ for {principal}]': 'PublishLayerVersion AddLayerVersionPermission',
  },
  rds: {
    'database {dBInstanceIdentifier}': 'CreateDBInstance ModifyDBInstance DeleteDBInstance',
    'database {dBInstanceIdentifier}[ from snapshot {dBSnapshotIdentifier}]':
      'RestoreDBInstanceFromDBSnapshot',
    'cluster {dBClusterIdentifier}': 'CreateDBCluster ModifyDBCluster DeleteDBCluster',
    'snapshot {dBSnapshotIdentifier,dBClusterSnapshotIdentifier}[ shared with {valuesToAdd}]':
      'ModifyDBSnapshotAttribute ModifyDBClusterSnapshotAttribute',
    'snapshot {dBSnapshotIdentifier,dBClusterSnapshotIdentifier}[ of database {dBInstanceIdentifier,dBClusterIdentifier}]':
      'CreateDBSnapshot DeleteDBSnapshot CreateDBClusterSnapshot DeleteDBClusterSnapshot',
    'snapshot {targetDBSnapshotIdentifier,targetDBClusterSnapshotIdentifier} of {sourceDBSnapshotIdentifier,sourceDBClusterSnapshotIdentifier}':
      'CopyDBSnapshot CopyDBClusterSnapshot',
    'snapshot {sourceArn}[ to bucket {s3BucketName,s3Bucket}]': 'StartExportTask',
  },
  redshift: {
    'cluster {clusterIdentifier}': 'CreateCluster ModifyCluster DeleteCluster',
    'snapshot {snapshotIdentifier}[ shared with {accountWithRestoreAccess}]': 'AuthorizeSnapshotAccess',
    'snapshot {snapshotIdentifier}': 'DeleteClusterSnapshot',
  },
  organizations: {
    'account {accountId,target.id,createAccountStatus.accountName,accountName}[ to {destinationParentId}]':
      'CreateAccount InviteAccountToOrganization RemoveAccountFromOrganization CloseAccount MoveAccount RegisterDelegatedAdministrator',
    'policy {policyId,policy.policySummary.id,name}[ on {targetId}]':
      'CreatePolicy UpdatePolicy DeletePolicy AttachPolicy DetachPolicy',
    '{policyType} in {rootId}': 'EnablePolicyType DisablePolicyType',
    'handshake {handshakeId}': 'AcceptHandshake DeclineHandshake',
    'the organization': 'LeaveOrganization DeleteOrganization',
  },
  account: {
    '{alternateContactType} contact': 'PutAlternateContact DeleteAlternateContact',
    'region {regionName}': 'EnableRegion DisableRegion',
  },
  logs: {
    'log group {logGroupName}[, stream {logStreamName}]':
      'DeleteLogGroup DeleteLogStream PutRetentionPolicy PutSubscriptionFilter DeleteSubscriptionFilter DeleteMetricFilter',
  },
  monitoring: { 'alarm {alarmName,alarmNames}': 'PutMetricAlarm DeleteAlarms DisableAlarmActions' },
  events: { 'rule {name,rule}': 'PutRule DeleteRule DisableRule PutTargets RemoveTargets' },
  sns: {
    'topic {topicArn,name}[ for {endpoint}]':
      'CreateTopic DeleteTopic SetTopicAttributes AddPermission Subscribe',
  },
  sqs: { 'queue {queueUrl,queueName}': 'DeleteQueue PurgeQueue SetQueueAttributes AddPermission' },
  dynamodb: {
    'table {tableName,tableArn,resourceArn}[ to bucket {s3Bucket}]':
      'DeleteTable UpdateTable UpdateContinuousBackups ExportTableToPointInTime PutResourcePolicy',
    'backup {backupArn}': 'DeleteBackup',
  },
  ecr: { 'repository {repositoryName}': 'SetRepositoryPolicy DeleteRepository PutImage' },
  ecs: {
    'cluster {cluster}[, task {task,taskDefinition}] | task {task,taskDefinition}': 'RunTask ExecuteCommand',
  },
  backup: {
    'vault {backupVaultName}[, recovery point {recoveryPointArn}]':
      'DeleteBackupVault DeleteBackupVaultLockConfiguration PutBackupVaultAccessPolicy DeleteRecoveryPoint',
  },
  bedrock: {
    'model {modelId}':
      'InvokeModel InvokeModelWithResponseStream Converse ConverseStream PutFoundationModelEntitlement CreateFoundationModelAgreement',
    'guardrail {guardrailIdentifier}': 'DeleteGuardrail',
  },
  cloudformation: { 'stack {stackName}': 'CreateStack UpdateStack DeleteStack' },
  ses: {
    'identity {emailAddress,domain,emailIdentity}':
      'VerifyEmailIdentity VerifyDomainIdentity CreateEmailIdentity',
  },
  sso: {
    '{principalType} {principalId} in account {targetId}[, permission set {permissionSetArn}]':
      'CreateAccountAssignment DeleteAccountAssignment',
  },
  route53domains: {
    'domain {domainName}':
      'TransferDomainToAnotherAwsAccount DisableDomainTransferLock UpdateDomainNameservers DeleteDomain RetrieveDomainAuthCode',
  },
  wafv2: { 'web ACL {name}': 'UpdateWebACL DeleteWebACL' },
  codebuild: { 'project {projectName,projectArn,name}': 'StartBuild UpdateProject UpdateProjectVisibility' },
};

const templates: ReadonlyMap<string, string> = new Map(
  Object.entries(table).flatMap(([service, ofService]) =>
    Object.entries(ofService).flatMap(([template, calls]) =>
      calls.split(' ').map((call) => [`${service} ${call}`, template] as const),
    ),
  ),
);
