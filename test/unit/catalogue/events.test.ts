import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  eventNamesOf,
  eventSources,
  isKnownEvent,
  nearestEventName,
  nearestEventSource,
  sourcesOf,
} from '../../../src/catalogue/events.ts';
import { meantEvents, meantSources } from '../../../src/catalogue/meant.ts';
import { pathOf } from '../../support/fixtures.ts';

/** What threat detections and the CIS benchmark watch, and what attacks in public reports left behind. */
const watched: Readonly<Record<string, string>> = {
  'access-analyzer': 'DeleteAnalyzer',
  account: 'AcceptPrimaryEmailUpdate EnableRegion StartPrimaryEmailUpdate',
  backup:
    'DeleteBackupVault DeleteBackupVaultLockConfiguration DeleteRecoveryPoint PutBackupVaultAccessPolicy',
  bedrock: `CreateFoundationModelAgreement DeleteGuardrail DeleteModelInvocationLoggingConfiguration
    GetFoundationModelAvailability InvokeModel InvokeModelWithResponseStream ListFoundationModelAgreementOffers
    PutFoundationModelEntitlement PutUseCaseForModelAccess`,
  cloudtrail: `CreateTrail DeleteEventDataStore DeleteTrail DescribeTrails PutEventSelectors StartLogging
    StopEventDataStoreIngestion StopLogging UpdateTrail`,
  codebuild: 'UpdateProjectVisibility',
  config: `DeleteConfigRule DeleteConfigurationRecorder DeleteDeliveryChannel PutConfigurationRecorder
    PutDeliveryChannel StopConfigurationRecorder`,
  dynamodb: 'UpdateContinuousBackups',
  ec2: `AttachClassicLinkVpc AttachInternetGateway AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress
    CreateCustomerGateway CreateInternetGateway CreateKeyPair CreateNetworkAcl CreateNetworkAclEntry CreateRoute
    CreateRouteTable CreateSecurityGroup CreateVpc CreateVpcPeeringConnection DeleteFlowLogs DeleteNetworkAcl
    DeleteNetworkAclEntry DeleteRoute DeleteRouteTable DeleteSecurityGroup DeleteSnapshot DeregisterImage
    DescribeInstanceAttribute DescribeSnapshots DetachClassicLinkVpc DetachInternetGateway
    DisableEbsEncryptionByDefault DisableVpcClassicLink DisassociateRouteTable EnableSerialConsoleAccess
    EnableVpcClassicLink GetPasswordData ImportKeyPair ModifyImageAttribute ModifyInstanceAttribute
    ModifySecurityGroupRules ModifySnapshotAttribute ModifyVpcAttribute ReplaceNetworkAclAssociation
    ReplaceNetworkAclEntry ReplaceRoute ReplaceRouteTableAssociation RevokeSecurityGroupIngress RunInstances
    SharedSnapshotCopyInitiated SharedSnapshotVolumeCreated StartInstances StopInstances TerminateInstances`,
  'ec2-instance-connect': 'SendSSHPublicKey SendSerialConsoleSSHPublicKey',
  ecr: 'SetRepositoryPolicy',
  ecs: 'CreateCluster RegisterTaskDefinition',
  events: 'DeleteRule DisableRule PutRule PutTargets RemoveTargets',
  guardduty: `ArchiveFindings CreateFilter CreateIPSet DeleteDetector DeleteMembers DeletePublishingDestination
    DisassociateFromAdministratorAccount DisassociateMembers ListDetectors StopMonitoringMembers UpdateDetector
    UpdateFilter UpdateIPSet`,
  iam: `AddClientIDToOpenIDConnectProvider AttachGroupPolicy AttachRolePolicy AttachUserPolicy CreateAccessKey
    CreateLoginProfile CreateOpenIDConnectProvider CreatePolicy CreatePolicyVersion CreateRole CreateSAMLProvider
    CreateUser DeactivateMFADevice DeleteAccountPasswordPolicy DeleteGroupPolicy DeleteLoginProfile DeletePolicy
    DeletePolicyVersion DeleteRolePermissionsBoundary DeleteRolePolicy DeleteUserPermissionsBoundary
    DeleteUserPolicy DeleteVirtualMFADevice DetachGroupPolicy DetachRolePolicy DetachUserPolicy
    GetAccountAuthorizationDetails GetAccountSummary ListRoles ListUsers PutGroupPolicy PutRolePolicy PutUserPolicy
    SetDefaultPolicyVersion UpdateAccountEmailAddress UpdateAssumeRolePolicy UpdateLoginProfile UpdateSAMLProvider
    UpdateOpenIDConnectProviderThumbprint`,
  inspector2: 'Disable',
  kms: `DeleteImportedKeyMaterial DeleteKey DisableKey ImportKeyMaterial PutKeyPolicy RotateKey ScheduleKeyDeletion
    SynchronizeMultiRegionKey`,
  lambda: `AddLayerVersionPermission20181031 AddPermission20150331v2 CreateFunctionUrlConfig
    DeleteEventSourceMapping20150331 DeleteFunction20150331 PublishLayerVersion20181031
    PutFunctionConcurrency20171031 RemovePermission20150331v2 UpdateFunctionCode20150331v2
    UpdateFunctionConfiguration20150331v2 UpdateFunctionUrlConfig`,
  logs: 'DeleteLogGroup DeleteLogStream DeleteMetricFilter PutRetentionPolicy',
  macie2: 'DisableMacie',
  monitoring: 'DeleteAlarms DisableAlarmActions',
  organizations: `AcceptHandshake AttachPolicy CloseAccount CreateAccount CreateOrganizationalUnit CreatePolicy DeclineHandshake
    DeleteOrganization DeleteOrganizationalUnit DeletePolicy DetachPolicy DisablePolicyType EnablePolicyType
    InviteAccountToOrganization LeaveOrganization MoveAccount RemoveAccountFromOrganization UpdateOrganizationalUnit
    UpdatePolicy`,
  rds: `CreateDBInstance DeleteDBCluster DeleteDBClusterSnapshot DeleteDBInstance DeleteDBInstanceAutomatedBackup
    DeleteDBSnapshot ModifyDBClusterSnapshotAttribute ModifyDBInstance ModifyDBSnapshotAttribute
    RestoreDBInstanceFromDBSnapshot RestoreDBInstanceFromS3 RestoreDBInstanceToPointInTime StartExportTask`,
  rolesanywhere: 'CreateProfile CreateTrustAnchor UpdateTrustAnchor',
  route53domains: 'DisableDomainTransferLock RetrieveDomainAuthCode TransferDomainToAnotherAwsAccount',
  route53resolver: 'DeleteResolverQueryLogConfig DisassociateResolverQueryLogConfig',
  s3: `CopyObject DeleteAccountPublicAccessBlock DeleteBucket DeleteBucketCors DeleteBucketLifecycle
    DeleteBucketPolicy DeleteBucketPublicAccessBlock DeleteBucketReplication DeleteObject DeleteObjects GetBucketAcl
    GetObject HeadBucket ListBuckets ListObjectVersions PutAccountPublicAccessBlock PutBucketAcl PutBucketCors
    PutBucketLifecycle PutBucketNotification PutBucketPolicy PutBucketPublicAccessBlock PutBucketReplication
    PutBucketVersioning PutObject PutObjectAcl UploadPart`,
  sagemaker: `CreateNotebookInstanceLifecycleConfig StartNotebookInstance StopNotebookInstance UpdateNotebookInstance
    UpdateNotebookInstanceLifecycleConfig`,
  secretsmanager: 'BatchGetSecretValue GetSecretValue ListSecrets PutResourcePolicy',
  securityhub: 'BatchDisableStandards DeleteInsight DisableSecurityHub',
  ses: `CreateEmailIdentity GetAccount GetAccountSendingEnabled GetIdentityVerificationAttributes GetSendQuota
    ListIdentities PutAccountDetails UpdateAccountSendingEnabled`,
  signin: `CheckMfa ConsoleLogin CredentialChallenge CredentialVerification EmailUpdated ExitRole GetSigninToken
    PasswordRecoveryCompleted PasswordRecoveryRequested PasswordUpdated RenewRole SwitchRole UserAuthentication`,
  sns: 'AddPermission DeleteTopic GetSMSAttributes SetTopicAttributes Unsubscribe',
  sqs: 'DeleteQueue SetQueueAttributes',
  ssm: `GetParameter GetParameters GetParametersByPath SendCommand StartSession TerminateSession`,
  sso: `AssociateDirectory AttachManagedPolicyToPermissionSet CreateAccountAssignment CreatePermissionSet
    DisassociateDirectory PutInlinePolicyToPermissionSet`,
  'sso-directory': `AddMemberToGroup CreateUser DisableExternalIdPConfigurationForDirectory
    EnableExternalIdPConfigurationForDirectory`,
  sts: 'AssumeRole AssumeRoot GetCallerIdentity GetFederationToken GetSessionToken',
  'waf-regional': 'DeleteRuleGroup DeleteWebACL DisassociateWebACL',
  wafv2: 'DeleteRuleGroup DeleteWebACL DisassociateWebACL',
};

describe('an event is known', () => {
  const pairs = Object.entries(watched).flatMap(([service, names]) =>
    names.split(/\s+/).map((name) => [`${service}.amazonaws.com`, name] as const),
  );
  it.each(pairs)('%s %s', (source, name) => expect(isKnownEvent(source, name)).toBe(true));
});

describe('an event is unknown', () => {
  it.each([
    ['s3.amazonaws.com', 'PutBucketLifecycleConfiguration', 'the API calls it so'],
    ['s3.amazonaws.com', 'PutLifecycleConfiguration', 'IAM calls it so'],
    ['s3.amazonaws.com', 'PutPublicAccessBlock', 'there is one for buckets and one for accounts'],
    ['route53.amazonaws.com', 'TransferDomainToAnotherAwsAccount', 'domains have a source of their own'],
    ['cloudtrail.amazonaws.com', 'DescribeTrail', 'it is plural'],
    ['iam.amazonaws.com', 'createuser', 'letters count'],
    ['iam.amazonaws.com', 'ConsoleLogin', 'sign-ins have a source of their own'],
    ['iam', 'CreateUser', 'the source is not whole'],
    ['configservice.amazonaws.com', 'PutConfigRule', 'only the SDK has this name'],
    ['cloudwatch.amazonaws.com', 'DeleteAlarms', 'its source is monitoring'],
  ])('%s %s: %s', (source, name) => expect(isKnownEvent(source, name)).toBe(false));
});

it("Lambda's events have a date, or none where CloudTrail writes none", () => {
  const names = eventNamesOf('lambda.amazonaws.com').filter((name) => name.startsWith('UpdateFunctionCode'));
  expect(names).toEqual(['UpdateFunctionCode', 'UpdateFunctionCode20150331', 'UpdateFunctionCode20150331v2']);
});

it("CloudFront's events have the version of its API, or none", () => {
  expect(isKnownEvent('cloudfront.amazonaws.com', 'CreateDistribution')).toBe(true);
  expect(isKnownEvent('cloudfront.amazonaws.com', 'CreateDistribution2020_05_31')).toBe(true);
});

it('any event is known of a source whose events no document names', () => {
  expect(isKnownEvent('q.amazonaws.com', 'StartConversation')).toBe(true);
});

it('every source has names in order and ends in .amazonaws.com', () => {
  for (const source of eventSources()) {
    // The only one that is not of AWS: what tattletail canary writes.
    if (source !== 'canary.tattletail') expect(source).toMatch(/^[a-z0-9-]+\.amazonaws\.com$/);
    const names = eventNamesOf(source);
    expect([...new Set(names)].sort()).toEqual(names);
    for (const name of names) expect(name).toMatch(/^\w+$/);
  }
});

it('the sources of a name are all that have it', () => {
  expect(sourcesOf('CreateUser')).toEqual(
    expect.arrayContaining(['iam.amazonaws.com', 'sso-directory.amazonaws.com', 'transfer.amazonaws.com']),
  );
  expect(sourcesOf('DisableDomainTransferLock')).toEqual(['route53domains.amazonaws.com']);
  expect(sourcesOf('CreateUsers')).toEqual([]);
});

describe('the source that is meant by', () => {
  it.each([
    ['iam', 'iam.amazonaws.com'],
    ['aws.s3', 's3.amazonaws.com'],
    ['IAM.amazonaws.com', 'iam.amazonaws.com'],
    ['signin.aws.amazon.com', 'signin.amazonaws.com'],
    ['gaurdduty.amazonaws.com', 'guardduty.amazonaws.com'],
    ['secretmanager.amazonaws.com', 'secretsmanager.amazonaws.com'],
    ['cloudwatch.amazonaws.com', 'monitoring.amazonaws.com'],
    ['email.amazonaws.com', 'ses.amazonaws.com'],
    ['stepfunctions.amazonaws.com', 'states.amazonaws.com'],
    ['elbv2.amazonaws.com', 'elasticloadbalancing.amazonaws.com'],
    ['my.own.service', undefined],
  ])('%s is %s', (written, source) => expect(nearestEventSource(written)).toBe(source));
});

describe('the event that is meant by', () => {
  it.each([
    ['consolelogin', undefined, 'ConsoleLogin'],
    ['StopLoging', 'cloudtrail.amazonaws.com', 'StopLogging'],
    ['DescribeTrail', 'cloudtrail.amazonaws.com', 'DescribeTrails'],
    ['ReplaceIamInstanceProfile', 'ec2.amazonaws.com', 'ReplaceIamInstanceProfileAssociation'],
    ['PutLifecycleConfiguration', 's3.amazonaws.com', 'PutBucketLifecycle'],
    ['PutBucketLifecycleConfiguration', undefined, 'PutBucketLifecycle'],
    ['ListAllMyBuckets', 's3.amazonaws.com', 'ListBuckets'],
    ['InvokeFunction', 'lambda.amazonaws.com', 'Invoke'],
    ['CreateUserr', 'no.such.source', 'CreateUser'],
    ['DisableDomainTransferLock', 'route53.amazonaws.com', undefined],
    ['Whatever', undefined, undefined],
  ])('%s of %s is %s', (written, source, name) => expect(nearestEventName(written, source)).toBe(name));
});

it('what people write for an event or a source is none, and what they mean is one', () => {
  for (const [source, names] of Object.entries(meantEvents)) {
    for (const [written, meant] of Object.entries(names)) {
      expect([written, isKnownEvent(source, written)]).toEqual([written, false]);
      expect([meant, isKnownEvent(source, meant)]).toEqual([meant, true]);
    }
  }
  for (const [written, meant] of Object.entries(meantSources)) {
    expect(eventSources()).not.toContain(`${written}.amazonaws.com`);
    expect(eventSources()).toContain(`${meant}.amazonaws.com`);
  }
});

it('the events of all services take at most 120 KB, compressed', () => {
  const source = readFileSync(pathOf('src/catalogue/api-events.ts'));
  expect(gzipSync(source).length).toBeLessThan(120 * 1024);
});
