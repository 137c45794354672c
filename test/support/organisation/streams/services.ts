import { activity, call, denied, oneOf, times } from '../activity.ts';
import { service, serviceLinked } from '../callers.ts';
import { arnOf, idOf, snapshot, trustOf } from '../parameters.ts';

/** What AWS services do by themselves and with their service-linked roles. */
export const services = [
  ...['lambda', 'ecs-tasks', 'ec2', 'states', 'firehose', 'scheduler', 'codebuild', 'config', 'glue'].map(
    (host) =>
      activity(2600, service(host), ({ account, random }) =>
        call(
          'sts:AssumeRole',
          {
            roleArn: `arn:aws:iam::${account}:role/app-${random.below(60)}`,
            roleSessionName: `s-${random.hex(12)}`,
          },
          {
            response: {
              credentials: { accessKeyId: `ASIA${random.hex(16)}`, sessionToken: random.hex(200) },
            },
          },
        ),
      ),
  ),
  activity(9000, service('cloudtrail'), (place) =>
    call('s3:GetBucketAcl', { bucketName: `org-trail-${place.account}` }),
  ),
  activity(
    9000,
    service('s3'),
    oneOf(call('kms:GenerateDataKey', { keySpec: 'AES_256' }), call('kms:Decrypt')),
  ),
  activity(
    1400,
    service('delivery.logs'),
    oneOf(call('s3:HeadBucket'), denied('s3:HeadBucket'), call('kms:GenerateDataKey')),
  ),
  activity(
    60,
    service('rds'),
    oneOf(
      call('rds:DeleteDBSnapshot', { dBSnapshotIdentifier: 'rds:app-2026-11-13' }),
      call('kms:CreateGrant'),
    ),
  ),
  activity(60, service('dlm'), (place) => call('ec2:CreateSnapshot', { volumeId: idOf('vol', place) })),
  activity(40, serviceLinked('Backup', 'backup'), ...times(2, snapshot('ec2:DeleteSnapshot'))),
  activity(50, serviceLinked('Backup', 'backup'), (place) =>
    call('backup:DeleteRecoveryPoint', {
      backupVaultName: 'Default',
      recoveryPointArn: arnOf('backup', `recovery-point:${place.random.hex(12)}`, place),
    }),
  ),
  activity(8, serviceLinked('Backup', 'backup'), (place) =>
    call('ec2:ModifySnapshotAttribute', {
      snapshotId: idOf('snap', place),
      attributeType: 'CREATE_VOLUME_PERMISSION',
      createVolumePermission: { add: { items: [{ userId: place.random.of(place.accounts) }] } },
    }),
  ),
  activity(
    6,
    serviceLinked('AmazonGuardDutyMalwareProtection', 'malware-protection.guardduty'),
    snapshot('ec2:CreateSnapshot'),
    (place) =>
      call('ec2:ModifySnapshotAttribute', {
        snapshotId: idOf('snap', place),
        createVolumePermission: { add: { items: [{ userId: '388512712911' }] } },
      }),
    snapshot('ec2:DeleteSnapshot'),
  ),
  activity(320, serviceLinked('AutoScaling', 'autoscaling'), (place) =>
    call('ec2:RunInstances', {
      instancesSet: { items: [{ imageId: idOf('ami', place), minCount: 1, maxCount: 4 }] },
      instanceType: place.random.of(['m7g.large', 'c7g.4xlarge', 'm7i.24xlarge', 'g5.2xlarge']),
      userData: '<sensitiveDataRemoved>',
    }),
  ),
  activity(300, serviceLinked('AutoScaling', 'autoscaling'), (place) =>
    call('ec2:TerminateInstances', { instancesSet: { items: [{ instanceId: idOf('i', place) }] } }),
  ),
  activity(12, serviceLinked('Batch', 'batch'), (place) =>
    call('ec2:RunInstances', {
      instancesSet: { items: [{ imageId: idOf('ami', place), minCount: 1, maxCount: 20 }] },
      instanceType: 'p4d.24xlarge',
    }),
  ),
  activity(
    300,
    serviceLinked('ApplicationAutoScaling_DynamoDBTable', 'dynamodb.application-autoscaling'),
    oneOf(
      call('monitoring:PutMetricAlarm', { alarmName: 'TargetTracking-table' }),
      call('monitoring:DeleteAlarms', { alarmNames: ['TargetTracking-table-AlarmHigh'] }),
    ),
  ),
  activity(
    24,
    serviceLinked('SecurityHub', 'securityhub'),
    call('config:DeleteConfigRule', { configRuleName: 'securityhub-iam-user-no-policies-check-1a2b' }),
  ),
  activity(
    24,
    serviceLinked('SecurityHub', 'securityhub'),
    call('config:PutConfigRule', { configRule: { configRuleName: 'securityhub-root-mfa-1a2b' } }),
  ),
  activity(
    4200,
    serviceLinked('Config', 'config'),
    oneOf(
      call('iam:ListRoles'),
      call('ec2:DescribeInstances'),
      call('s3:GetBucketPolicy'),
      call('rds:DescribeDBInstances'),
      call('iam:GetRole'),
      call('lambda:ListFunctions20150331'),
    ),
  ),
  activity(
    600,
    serviceLinked('AccessAnalyzer', 'access-analyzer'),
    oneOf(call('iam:ListRoles'), call('s3:GetBucketPolicy'), call('kms:GetKeyPolicy')),
  ),
  activity(
    500,
    serviceLinked('TrustedAdvisor', 'trustedadvisor'),
    oneOf(call('ec2:DescribeAddresses'), call('rds:DescribeDBInstances'), call('iam:GetAccountSummary')),
  ),
  activity(
    3,
    serviceLinked('SSO', 'sso'),
    (place) =>
      call('iam:CreateRole', {
        roleName: `AWSReservedSSO_Admin_${place.random.hex(16)}`,
        path: '/aws-reserved/sso.amazonaws.com/',
        assumeRolePolicyDocument: trustOf({
          Federated: `arn:aws:iam::${place.account}:saml-provider/AWSSSO_1_DO_NOT_DELETE`,
        }),
      }),
    call('iam:AttachRolePolicy', {
      roleName: 'AWSReservedSSO_Admin_1',
      policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    }),
  ),
  activity(0.6, serviceLinked('SSO', 'sso'), (place) =>
    call('iam:UpdateSAMLProvider', {
      sAMLProviderArn: `arn:aws:iam::${place.account}:saml-provider/AWSSSO_1_DO_NOT_DELETE`,
    }),
  ),
  activity(900, service('ecs-tasks'), call('logs:CreateLogStream', { logGroupName: '/ecs/app' })),
  activity(
    80,
    serviceLinked('ElasticLoadBalancing', 'elasticloadbalancing'),
    oneOf(call('ec2:CreateNetworkInterface'), call('ec2:DeleteNetworkInterface')),
  ),
  activity(40, service('kms'), call('kms:RotateKey', null, { fields: { eventType: 'AwsServiceEvent' } })),
  activity(
    6,
    service('spot'),
    call('ec2:BidEvictedEvent', null, { fields: { eventType: 'AwsServiceEvent' } }),
  ),
];
