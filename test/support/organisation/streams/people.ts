import { activity, call, denied, oneOf, type Place, times } from '../activity.ts';
import { agents, browser, consoleUser, person, root } from '../callers.ts';
import { allow, idOf, trustOf } from '../parameters.ts';

const admin = person('AdministratorAccess');
const developer = person('Developer');
const developerCli = person('Developer', agents.cli);
const readOnly = person('ReadOnly');
const soc = person('SecurityAudit');

const signIn = (mfaUsed: 'Yes' | 'No', outcome: 'Success' | 'Failure') =>
  call('signin:ConsoleLogin', null, {
    response: { ConsoleLogin: outcome },
    fields: {
      eventType: 'AwsConsoleSignIn',
      additionalEventData: {
        LoginTo: 'https://console.aws.amazon.com/console/home',
        MobileVersion: 'No',
        MFAUsed: mfaUsed,
      },
      ...(outcome === 'Failure'
        ? { errorMessage: 'Failed authentication', responseElements: { ConsoleLogin: outcome } }
        : {}),
    },
  });

/** Pages of the console ask for far more than their reader may see. */
const page = oneOf(
  call('ec2:DescribeInstances'),
  call('ec2:DescribeVolumes'),
  call('s3:ListBuckets'),
  call('s3:GetBucketAcl'),
  call('monitoring:DescribeAlarms'),
  call('lambda:ListFunctions20150331'),
  call('cloudformation:ListStacks'),
  call('iam:ListRoles'),
  call('iam:ListUsers'),
  call('iam:GetAccountSummary'),
  call('rds:DescribeDBInstances'),
  call('ecs:ListClusters'),
  call('health:DescribeEventAggregates'),
  call('ce:GetCostAndUsage'),
  call('logs:DescribeLogStreams'),
  call('iam:ListAttachedRolePolicies'),
  call('kms:ListAliases'),
  call('route53:ListHostedZones'),
  call('organizations:DescribeOrganization'),
  call('securityhub:GetFindings'),
);
const widget = oneOf(
  denied('ce:GetCostAndUsage'),
  denied('organizations:DescribeOrganization'),
  denied('cost-optimization-hub:ListEnrollmentStatuses'),
  denied('iam:GetAccountSummary'),
  denied('notifications:ListNotificationHubs'),
  denied('s3:GetBucketPolicyStatus'),
  denied('kms:DescribeKey'),
  denied('servicecatalog:ListApplications'),
  denied('iam:ListMFADevices'),
);
const session = (place: Place) =>
  call('ssm:StartSession', { target: idOf('i', place), documentName: 'SSM-SessionManagerRunShell' });

/** People with IAM Identity Center, some IAM users, and root once in a while. */
export const peopleAtWork = [
  activity(120, developer, signIn('No', 'Success')),
  activity(
    150,
    developer,
    call('signin:GetSigninToken', null, {
      fields: {
        userAgent: 'Jersey/2.41 (HttpUrlConnection 17.0.16)',
        eventType: 'AwsConsoleSignIn',
      },
    }),
  ),
  activity(400, developer, ...times(10, page)),
  activity(120, admin, ...times(10, page)),
  activity(160, readOnly, ...times(8, page), ...times(3, widget)),
  activity(12, readOnly, ...times(4, page), ...times(13, widget)),
  activity(
    500,
    developerCli,
    oneOf(
      call('sts:GetCallerIdentity'),
      call('ec2:DescribeInstances'),
      call('logs:FilterLogEvents'),
      call('ecs:ListTasks'),
      call('s3:ListBuckets'),
    ),
  ),
  activity(3, consoleUser('legacy-admin'), signIn('Yes', 'Success')),
  activity(2, consoleUser('legacy-admin'), signIn('No', 'Failure')),
  activity(0.2, consoleUser('legacy-admin'), signIn('No', 'Success')),
  activity(0.2, consoleUser('legacy-admin'), ...times(3, () => signIn('No', 'Failure'))),
  activity(0.05, root, signIn('Yes', 'Success'), ...times(6, page)),
  activity(25, developerCli, session),
  activity(5, developerCli, session, session),
  activity(25, developerCli, call('ssm:TerminateSession')),
  activity(5, admin, (place) =>
    call('ssm:SendCommand', { documentName: 'AWS-RunShellScript', instanceIds: [idOf('i', place)] }),
  ),
  activity(1, admin, (place) =>
    call('ssm:SendCommand', {
      documentName: 'AWS-RunShellScript',
      instanceIds: [idOf('i', place), idOf('i', place), idOf('i', place)],
    }),
  ),
  activity(4, developerCli, (place) =>
    call('ec2-instance-connect:SendSSHPublicKey', {
      instanceId: idOf('i', place),
      instanceOSUser: 'ec2-user',
    }),
  ),
  activity(6, developer, (place) =>
    call('secretsmanager:GetSecretValue', { secretId: `dev/app-${place.random.below(9)}` }),
  ),
  activity(6, developer, call('ssm:GetParameter', { name: '/dev/x', withDecryption: true })),
  activity(2, admin, (place) =>
    call('ec2:AuthorizeSecurityGroupIngress', {
      groupId: idOf('sg', place),
      ipPermissions: {
        items: [
          {
            ipProtocol: 'tcp',
            fromPort: 22,
            toPort: 22,
            ipRanges: { items: [{ cidrIp: '203.0.113.7/32' }] },
          },
        ],
      },
    }),
  ),
  activity(0.2, admin, (place) =>
    call('ec2:AuthorizeSecurityGroupIngress', {
      groupId: idOf('sg', place),
      ipPermissions: {
        items: [
          { ipProtocol: 'tcp', fromPort: 22, toPort: 22, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } },
        ],
      },
    }),
  ),
  activity(3, developer, () =>
    call('lambda:UpdateFunctionCode20150331v2', { functionName: 'dev-fn', dryRun: false }),
  ),
  activity(3, developer, () =>
    call('lambda:UpdateFunctionConfiguration20150331v2', { functionName: 'dev-fn', timeout: 30 }),
  ),
  activity(
    2,
    admin,
    oneOf(
      call('iam:PutRolePolicy', { roleName: 'dev', policyName: 'p', policyDocument: allow('s3:*', '*') }),
      call('iam:AttachRolePolicy', {
        roleName: 'dev',
        policyArn: 'arn:aws:iam::aws:policy/AmazonS3FullAccess',
      }),
    ),
  ),
  activity(
    0.2,
    admin,
    call('iam:AttachRolePolicy', {
      roleName: 'emergency',
      policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    }),
  ),
  activity(1, admin, (place) =>
    call('iam:CreateRole', {
      roleName: `test-${place.random.hex(3)}`,
      assumeRolePolicyDocument: trustOf({ Service: 'lambda.amazonaws.com' }),
    }),
  ),
  activity(0.3, admin, (place) =>
    call('iam:CreateRole', {
      roleName: 'cross',
      assumeRolePolicyDocument: trustOf({ AWS: `arn:aws:iam::${place.random.of(place.accounts)}:root` }),
    }),
  ),
  activity(0.3, admin, call('iam:CreateAccessKey', { userName: 'smtp-app' })),
  activity(0.5, consoleUser('legacy-admin'), call('iam:CreateAccessKey', { userName: 'legacy-admin' })),
  activity(
    0.2,
    admin,
    call('iam:CreateUser', { userName: 'contractor' }),
    call('iam:CreateLoginProfile', { userName: 'contractor' }),
  ),
  activity(0.5, consoleUser('legacy-admin'), call('iam:ChangePassword')),
  activity(
    0.2,
    consoleUser('legacy-admin'),
    call('iam:DeactivateMFADevice', { userName: 'legacy-admin' }),
    call('iam:EnableMFADevice', { userName: 'legacy-admin' }),
  ),
  activity(2, admin, call('sso:CreateAccountAssignment', { principalType: 'GROUP' })),
  activity(3, admin, call('sso-directory:AddMemberToGroup', { groupId: 'g' })),
  activity(10, soc, call('guardduty:ArchiveFindings', { detectorId: 'd', findingIds: ['f'] })),
  activity(0.2, soc, call('guardduty:CreateFilter', { action: 'ARCHIVE', name: 'noise' })),
  activity(40, soc, call('securityhub:BatchUpdateFindings')),
  activity(
    200,
    soc,
    oneOf(
      call('cloudtrail:LookupEvents'),
      call('guardduty:GetFindings'),
      call('guardduty:ListFindings'),
      call('athena:GetQueryResults'),
    ),
  ),
  activity(4, developer, (place) => call('ec2:DeleteSnapshot', { snapshotId: idOf('snap', place) })),
  activity(1, developer, (place) => call('ec2:DeregisterImage', { imageId: idOf('ami', place) })),
  activity(20, developer, (place) =>
    call('ec2:StopInstances', { instancesSet: { items: [{ instanceId: idOf('i', place) }] } }),
  ),
  activity(6, developer, (place) =>
    call('ec2:TerminateInstances', { instancesSet: { items: [{ instanceId: idOf('i', place) }] } }),
  ),
  activity(3, developer, (place) =>
    call('ec2:RunInstances', {
      instancesSet: { items: [{ imageId: idOf('ami', place), minCount: 1, maxCount: 1 }] },
      instanceType: 't3.large',
    }),
  ),
  activity(0.5, person('DataScience'), (place) =>
    call('ec2:RunInstances', {
      instancesSet: { items: [{ imageId: idOf('ami', place), minCount: 1, maxCount: 1 }] },
      instanceType: 'g5.12xlarge',
    }),
  ),
  activity(
    1,
    person('DataScience'),
    oneOf(
      call('sagemaker:UpdateNotebookInstance', { notebookInstanceName: 'n', volumeSizeInGB: 50 }),
      call('sagemaker:CreatePresignedNotebookInstanceUrl', { notebookInstanceName: 'n' }),
    ),
  ),
  activity(
    40,
    person('DataScience'),
    call('bedrock:InvokeModel', { modelId: 'anthropic.claude-sonnet-4-5-20250929-v1:0' }),
  ),
  activity(0.3, admin, call('bedrock:CreateFoundationModelAgreement', { modelId: 'anthropic.claude' })),
  activity(
    0.3,
    admin,
    call('servicequotas:RequestServiceQuotaIncrease', { serviceCode: 'ec2', desiredValue: 128 }),
  ),
  activity(1, developer, (place) => call('ec2:GetConsoleScreenshot', { instanceId: idOf('i', place) })),
  activity(0.5, admin, (place) => call('ec2:GetPasswordData', { instanceId: idOf('i', place) })),
  activity(
    1,
    developer,
    oneOf(
      call('logs:DeleteLogGroup', { logGroupName: '/dev' }),
      call('monitoring:DisableAlarmActions', { alarmNames: ['dev'] }),
      call('events:DisableRule', { name: 'dev' }),
    ),
  ),
  activity(0.2, developer, () =>
    call('rds:CreateDBInstance', {
      dBInstanceIdentifier: 'dev',
      publiclyAccessible: true,
      masterUserPassword: '****',
    }),
  ),
  activity(
    6,
    developer,
    oneOf(
      denied('iam:CreateRole'),
      denied('iam:PassRole'),
      denied('ec2:RunInstances'),
      denied('lambda:CreateFunction20150331'),
      denied('s3:PutBucketTagging'),
    ),
  ),
  activity(
    0.5,
    developer,
    oneOf(
      denied('iam:CreateUser'),
      denied('iam:AttachRolePolicy'),
      denied('kms:PutKeyPolicy'),
      denied('s3:PutBucketPolicy'),
    ),
  ),
  activity(
    80,
    developer,
    oneOf(
      call('sts:AssumeRole', { roleArn: 'arn:aws:iam::1:role/x', roleSessionName: 'alice' }),
      call('signin:SwitchRole', null, {
        response: { SwitchRole: 'Success' },
        fields: { eventType: 'AwsConsoleSignIn', userAgent: browser },
      }),
    ),
  ),
  activity(0.1, admin, call('organizations:CreateAccount', { email: 'x@example.com', accountName: 'new' })),
  activity(0.2, admin, call('organizations:AttachPolicy', { policyId: 'p-1', targetId: 'ou-1' })),
];
