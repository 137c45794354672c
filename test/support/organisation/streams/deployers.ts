import type { Random } from '../../../../bench/random.ts';
import { activity, call, denied, oneOf, type Place, times } from '../activity.ts';
import { agents, role, throughService } from '../callers.ts';
import { allow, idOf, trustOf } from '../parameters.ts';

const epoch = (random: Random): string => `17${Array.from({ length: 17 }, () => random.below(10)).join('')}`;
const terraform = role('terraform-deploy', epoch, agents.terraform);
const gitHub = role('github-actions-deploy', () => 'GitHubActions', agents.node);
const cdk = throughService(
  role('cdk-hnb659fds-cfn-exec-role-eu-west-1', () => 'AWSCloudFormation', agents.node),
  'cloudformation',
);
const jenkins = role('ci-jenkins', (random) => `i-${random.hex(17)}`, agents.cli);
const packer = role('packer-build', epoch, agents.go);
const controlTower = role('AWSControlTowerExecution', () => 'AWSControlTower', agents.java);
const stackSets = throughService(
  role('stacksets-exec-1a2b3c', () => 'AWSCloudFormation', agents.java),
  'cloudformation',
);

const roleName = ({ random }: Place) => `app-${random.hex(6)}`;
const bucketName = ({ random }: Place) => `app-${random.hex(8)}`;

const newRole = oneOf(
  (place) =>
    call('iam:CreateRole', {
      roleName: roleName(place),
      assumeRolePolicyDocument: trustOf({
        Service: place.random.of(['lambda.amazonaws.com', 'ecs-tasks.amazonaws.com', 'ec2.amazonaws.com']),
      }),
    }),
  (place) =>
    call('iam:CreateRole', {
      roleName: roleName(place),
      assumeRolePolicyDocument: trustOf({ Service: 'states.amazonaws.com' }),
    }),
  (place) =>
    call('iam:CreateRole', {
      roleName: roleName(place),
      assumeRolePolicyDocument: trustOf(
        { Federated: `arn:aws:iam::${place.account}:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/A1` },
        'sts:AssumeRoleWithWebIdentity',
        { StringEquals: { 'oidc:sub': 'system:serviceaccount:app:app' } },
      ),
    }),
  (place) =>
    call('iam:CreateRole', {
      roleName: roleName(place),
      assumeRolePolicyDocument: trustOf({ AWS: `arn:aws:iam::${place.random.of(place.accounts)}:root` }),
    }),
);
const rolePolicy = oneOf(
  (place) =>
    call('iam:PutRolePolicy', {
      roleName: roleName(place),
      policyName: 'inline',
      policyDocument: allow(['s3:GetObject', 's3:ListBucket'], '*'),
    }),
  (place) =>
    call('iam:PutRolePolicy', {
      roleName: roleName(place),
      policyName: 'inline',
      policyDocument: allow('logs:*', '*'),
    }),
  (place) =>
    call('iam:AttachRolePolicy', {
      roleName: roleName(place),
      policyArn: 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
    }),
  (place) =>
    call('iam:CreatePolicy', {
      policyName: `p-${place.random.hex(4)}`,
      policyDocument: allow(['dynamodb:*'], `arn:aws:dynamodb:*:${place.account}:table/app`),
    }),
  (place) =>
    call('iam:CreatePolicyVersion', {
      policyArn: `arn:aws:iam::${place.account}:policy/p-${place.random.hex(4)}`,
      policyDocument: allow(['sqs:SendMessage'], '*'),
      setAsDefault: true,
    }),
  (place) =>
    call('iam:DetachRolePolicy', {
      roleName: roleName(place),
      policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
    }),
  (place) => call('iam:DeleteRolePolicy', { roleName: roleName(place), policyName: 'inline' }),
);
const bucket = oneOf(
  (place) =>
    call('s3:PutBucketPolicy', {
      bucketName: bucketName(place),
      bucketPolicy: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Deny',
            Principal: '*',
            Action: 's3:*',
            Resource: '*',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ],
      },
    }),
  (place) =>
    call('s3:PutBucketPolicy', {
      bucketName: bucketName(place),
      bucketPolicy: {
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Principal: { Service: 'cloudfront.amazonaws.com' },
          Action: 's3:GetObject',
          Resource: '*',
          Condition: {
            StringEquals: { 'AWS:SourceArn': `arn:aws:cloudfront::${place.account}:distribution/E1` },
          },
        },
      },
    }),
  (place) =>
    call('s3:PutBucketPolicy', {
      bucketName: bucketName(place),
      bucketPolicy: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: '*',
            Action: 's3:GetObject',
            Resource: '*',
            Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
          },
        ],
      },
    }),
  (place) =>
    call('s3:PutBucketPolicy', {
      bucketName: bucketName(place),
      bucketPolicy: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${place.random.of(place.accounts)}:role/reader` },
            Action: 's3:GetObject',
            Resource: '*',
          },
        ],
      },
    }),
  (place) =>
    call('s3:PutBucketPublicAccessBlock', {
      bucketName: bucketName(place),
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
    }),
  (place) => call('s3:PutBucketEncryption', { bucketName: bucketName(place) }),
  (place) =>
    call('s3:PutBucketVersioning', {
      bucketName: bucketName(place),
      VersioningConfiguration: { Status: 'Enabled' },
    }),
  (place) =>
    call('s3:PutBucketLifecycle', {
      bucketName: bucketName(place),
      LifecycleConfiguration: {
        Rule: { ID: 'x', Status: 'Enabled', Expiration: { Days: place.random.of([30, 90, 365]) } },
      },
    }),
  (place) =>
    call('s3:PutBucketLifecycle', {
      bucketName: bucketName(place),
      LifecycleConfiguration: {
        Rule: [{ ID: 'mpu', Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }],
      },
    }),
);
const network = oneOf(
  (place) =>
    call('ec2:AuthorizeSecurityGroupIngress', {
      groupId: idOf('sg', place),
      ipPermissions: {
        items: [
          {
            ipProtocol: 'tcp',
            fromPort: 5432,
            toPort: 5432,
            ipRanges: { items: [{ cidrIp: '10.0.0.0/8' }] },
          },
        ],
      },
    }),
  (place) =>
    call('ec2:AuthorizeSecurityGroupIngress', {
      groupId: idOf('sg', place),
      ipPermissions: {
        items: [
          { ipProtocol: 'tcp', fromPort: 443, toPort: 443, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } },
        ],
      },
    }),
  (place) =>
    call('ec2:AuthorizeSecurityGroupEgress', {
      groupId: idOf('sg', place),
      ipPermissions: { items: [{ ipProtocol: '-1', ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }] },
    }),
  (place) =>
    call('ec2:RevokeSecurityGroupEgress', {
      groupId: idOf('sg', place),
      ipPermissions: { items: [{ ipProtocol: '-1', ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }] },
    }),
  (place) => call('ec2:CreateSecurityGroup', { groupName: 'x', vpcId: idOf('vpc', place) }),
  (place) =>
    call('ec2:CreateRoute', {
      routeTableId: idOf('rtb', place),
      destinationCidrBlock: '0.0.0.0/0',
      natGatewayId: idOf('nat', place),
    }),
  (place) => call('ec2:CreateRouteTable', { vpcId: idOf('vpc', place) }),
);
const lambda = oneOf(
  (place) =>
    call('lambda:UpdateFunctionCode20150331v2', {
      functionName: `fn-${place.random.below(200)}`,
      dryRun: false,
      publish: true,
    }),
  (place) =>
    call('lambda:UpdateFunctionConfiguration20150331v2', {
      functionName: `fn-${place.random.below(200)}`,
      layers: [`arn:aws:lambda:eu-west-1:${place.account}:layer:otel:4`],
    }),
  (place) =>
    call('lambda:AddPermission20150331v2', {
      functionName: `fn-${place.random.below(200)}`,
      statementId: 'x',
      action: 'lambda:InvokeFunction',
      principal: place.random.of([
        'events.amazonaws.com',
        'apigateway.amazonaws.com',
        's3.amazonaws.com',
        'sns.amazonaws.com',
      ]),
      sourceArn: 'arn:aws:events:eu-west-1:1:rule/x',
    }),
  (place) =>
    call('lambda:CreateFunction20150331', {
      functionName: `fn-${place.random.below(200)}`,
      runtime: 'nodejs22.x',
    }),
  () => call('lambda:PublishLayerVersion20181031', { layerName: 'deps' }),
);
const refresh = oneOf(
  call('iam:GetRole'),
  call('iam:GetPolicyVersion'),
  call('iam:ListRolePolicies'),
  call('s3:GetBucketPolicy'),
  call('s3:GetBucketVersioning'),
  call('ec2:DescribeVpcs'),
  call('ec2:DescribeSecurityGroups'),
  call('ec2:DescribeInstanceAttribute', { attribute: 'userData', instanceId: 'i-0a1b2c3d4e5f60718' }),
  call('rds:DescribeDBInstances'),
  call('lambda:GetFunction20150331v2'),
  call('kms:DescribeKey'),
  call('sts:GetCallerIdentity'),
  call('route53:ListResourceRecordSets'),
  call('logs:DescribeLogGroups'),
  call('secretsmanager:DescribeSecret'),
);
const resourcePolicy = oneOf(
  (place) =>
    call('sns:SetTopicAttributes', {
      topicArn: 'arn:aws:sns:eu-west-1:1:t',
      attributeName: 'Policy',
      attributeValue: JSON.stringify({
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: '*' },
            Action: ['SNS:Publish'],
            Resource: '*',
            Condition: { StringEquals: { 'AWS:SourceOwner': place.account } },
          },
        ],
      }),
    }),
  (place) =>
    call('sqs:SetQueueAttributes', {
      queueUrl: 'https://sqs.eu-west-1.amazonaws.com/1/q',
      attributes: {
        Policy: JSON.stringify({
          Statement: [
            {
              Effect: 'Allow',
              Principal: '*',
              Action: 'sqs:SendMessage',
              Resource: '*',
              Condition: { ArnEquals: { 'aws:SourceArn': `arn:aws:sns:eu-west-1:${place.account}:t` } },
            },
          ],
        }),
      },
    }),
  (place) =>
    call('ecr:SetRepositoryPolicy', {
      repositoryName: 'app',
      policyText: JSON.stringify({
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: place.accounts.slice(0, 3).map((id) => `arn:aws:iam::${id}:root`) },
            Action: ['ecr:BatchGetImage'],
          },
        ],
      }),
    }),
  (place) =>
    call('kms:PutKeyPolicy', {
      keyId: 'k',
      policyName: 'default',
      policy: JSON.stringify({
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${place.account}:root` },
            Action: 'kms:*',
            Resource: '*',
          },
        ],
      }),
    }),
  (place) =>
    call('secretsmanager:PutResourcePolicy', {
      secretId: 's',
      resourcePolicy: JSON.stringify({
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${place.random.of(place.accounts)}:role/reader` },
            Action: 'secretsmanager:GetSecretValue',
            Resource: '*',
          },
        ],
      }),
    }),
);

/** Terraform, CloudFormation, CI and what builds images. */
export const deployers = [
  activity(240, terraform, ...times(26, refresh)),
  activity(60, gitHub, ...times(8, refresh)),
  activity(24, terraform, newRole, rolePolicy, rolePolicy),
  activity(20, cdk, newRole, rolePolicy),
  activity(10, gitHub, rolePolicy),
  activity(8, stackSets, newRole, rolePolicy),
  activity(30, terraform, bucket),
  activity(20, cdk, bucket),
  activity(30, terraform, network),
  activity(16, cdk, network),
  activity(110, gitHub, lambda),
  activity(60, cdk, lambda),
  activity(8, terraform, resourcePolicy),
  activity(8, cdk, resourcePolicy),
  activity(
    900,
    role('cdk-hnb659fds-deploy-role-eu-west-1', () => 'aws-cdk-ci', agents.node),
    oneOf(
      call('cloudformation:DescribeStacks'),
      call('cloudformation:DescribeStackEvents'),
      call('cloudformation:CreateChangeSet'),
    ),
  ),
  activity(
    120,
    gitHub,
    oneOf(call('ecs:RegisterTaskDefinition'), call('ecs:UpdateService'), call('ecr:PutImage')),
  ),
  activity(
    1,
    terraform,
    call('iam:AttachRolePolicy', {
      roleName: 'platform-admin',
      policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    }),
  ),
  activity(
    1,
    cdk,
    call('iam:AttachRolePolicy', {
      roleName: 'cdk-hnb659fds-cfn-exec-role',
      policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    }),
  ),
  activity(3, terraform, (place) =>
    call('iam:UpdateAssumeRolePolicy', {
      roleName: roleName(place),
      policyDocument: trustOf({ AWS: `arn:aws:iam::${place.random.of(place.accounts)}:role/ci` }),
    }),
  ),
  activity(0.3, terraform, (place) =>
    call('iam:CreateRole', {
      roleName: 'DatadogIntegrationRole',
      assumeRolePolicyDocument: trustOf({ AWS: 'arn:aws:iam::464622532012:root' }, 'sts:AssumeRole', {
        StringEquals: { 'sts:ExternalId': place.random.hex(8) },
      }),
    }),
  ),
  activity(0.5, terraform, call('iam:CreateUser', { userName: 'smtp-app' })),
  activity(0.3, terraform, call('iam:CreateAccessKey', { userName: 'smtp-app' })),
  activity(0.2, terraform, () =>
    call('iam:CreateOpenIDConnectProvider', { url: 'https://oidc.eks.eu-west-1.amazonaws.com/id/A1' }),
  ),
  activity(
    4,
    terraform,
    call('sso:CreateAccountAssignment', {
      permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1',
      principalType: 'GROUP',
    }),
  ),
  activity(
    1,
    terraform,
    call('sso:AttachManagedPolicyToPermissionSet', {
      managedPolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
    }),
  ),
  activity(
    15,
    terraform,
    oneOf(
      call('logs:DeleteLogGroup', { logGroupName: '/ecs/old' }),
      call('monitoring:DeleteAlarms', { alarmNames: ['old'] }),
      call('events:RemoveTargets', { rule: 'old', ids: ['1'] }),
      call('events:DeleteRule', { name: 'old' }),
    ),
  ),
  activity(
    20,
    cdk,
    oneOf(
      call('logs:PutRetentionPolicy', { logGroupName: '/aws/lambda/x', retentionInDays: 7 }),
      call('logs:PutRetentionPolicy', { logGroupName: '/aws/lambda/x', retentionInDays: 1 }),
      call('events:PutRule', { name: 'x' }),
      call('logs:DeleteLogGroup', { logGroupName: '/aws/lambda/x' }),
    ),
  ),
  activity(1, terraform, (place) =>
    call('ec2:DeleteFlowLogs', {
      DeleteFlowLogsRequest: { FlowLogId: { tag: 1, content: idOf('fl', place) } },
    }),
  ),
  activity(1, terraform, (place) =>
    call('ec2:ModifyInstanceAttribute', { instanceId: idOf('i', place), userData: '<sensitiveDataRemoved>' }),
  ),
  activity(4, terraform, () =>
    call('rds:ModifyDBInstance', { dBInstanceIdentifier: 'app', publiclyAccessible: false }),
  ),
  activity(
    3,
    terraform,
    call('rds:DeleteDBInstance', { dBInstanceIdentifier: 'dev', skipFinalSnapshot: true }),
  ),
  activity(
    1,
    terraform,
    call('rds:DeleteDBCluster', { dBClusterIdentifier: 'dev', skipFinalSnapshot: true }),
  ),
  activity(2, terraform, () => call('kms:ScheduleKeyDeletion', { keyId: 'k', pendingWindowInDays: 30 })),
  activity(0.3, cdk, call('lambda:CreateFunctionUrlConfig', { functionName: 'webhook', authType: 'NONE' })),
  activity(0.3, terraform, call('wafv2:DeleteWebACL', { name: 'old', scope: 'REGIONAL' })),
  activity(2, terraform, (place) => call('ec2:DeleteSecurityGroup', { groupId: idOf('sg', place) })),
  activity(5, terraform, (place) => call('s3:DeleteBucket', { bucketName: bucketName(place) })),
  activity(0.2, terraform, () => call('s3:DeleteBucketPublicAccessBlock', { bucketName: 'public-website' })),
  activity(
    3,
    cdk,
    call('dynamodb:UpdateContinuousBackups', {
      tableName: 't',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    }),
  ),
  activity(
    6,
    packer,
    (place) =>
      call('ec2:RunInstances', {
        instancesSet: { items: [{ imageId: idOf('ami', place), minCount: 1, maxCount: 1 }] },
        instanceType: 'c7i.xlarge',
      }),
    (place) => call('ec2:CreateImage', { instanceId: idOf('i', place) }),
    (place) =>
      call('ec2:ModifyImageAttribute', {
        imageId: idOf('ami', place),
        launchPermission: { add: { items: place.accounts.slice(0, 4).map((userId) => ({ userId })) } },
        attributeType: 'launchPermission',
      }),
  ),
  activity(
    6,
    packer,
    (place) => call('ec2:DeregisterImage', { imageId: idOf('ami', place) }),
    (place) => call('ec2:DeleteSnapshot', { snapshotId: idOf('snap', place) }),
    (place) => call('ec2:CreateKeyPair', { keyName: `packer_${place.random.hex(8)}` }),
  ),
  activity(
    400,
    jenkins,
    oneOf(
      call('ec2:DescribeInstances'),
      call('ecr:GetAuthorizationToken'),
      call('s3:ListBuckets'),
      call('sts:GetCallerIdentity'),
    ),
  ),
  activity(
    2,
    controlTower,
    oneOf(
      call('config:PutConfigurationRecorder', {
        configurationRecorder: { name: 'aws-controltower-BaselineConfigRecorder' },
      }),
      call('config:PutDeliveryChannel'),
      call('cloudtrail:UpdateTrail', { name: 'aws-controltower-BaselineCloudTrail' }),
      call('logs:PutRetentionPolicy', { logGroupName: 'aws-controltower', retentionInDays: 14 }),
    ),
  ),
  activity(
    30,
    terraform,
    oneOf(
      denied('ec2:DescribeSpotPriceHistory'),
      denied('iam:GetUser'),
      denied('kms:DescribeKey'),
      denied('organizations:DescribeOrganization'),
    ),
  ),
  activity(1, gitHub, denied('iam:PutRolePolicy', { roleName: 'app', policyName: 'inline' })),
  activity(0.4, terraform, denied('s3:PutBucketPolicy', { bucketName: 'app' })),
  activity(40, gitHub, call('iam:GetRole', null, { error: ['NoSuchEntityException'] })),
];
