import type { Random } from '../../../../bench/random.ts';
import { activity, call, denied, oneOf, type Place, times } from '../activity.ts';
import { agents, privateAddress, role } from '../callers.ts';
import { idOf } from '../parameters.ts';

const task = (random: Random): string => random.hex(32);
const instance = (random: Random): string => `i-${random.hex(17)}`;
const sdk = (random: Random): string => `aws-sdk-java-17${random.hex(11).replaceAll(/\D/g, '1')}`;

/** Sessions that EKS starts for a pod have the time in nanoseconds as their name. */
const epoch = (random: Random): string => `17${Array.from({ length: 17 }, () => random.below(10)).join('')}`;

const taskRole = role('orders-task-role', task, agents.java, privateAddress);
const lambdaRole = role('thumbnailer-role-x1y2z3', () => 'thumbnailer', agents.node);
const nodeRole = role('eks-node-group-NodeInstanceRole', instance, agents.go, privateAddress);
const podRole = role('external-secrets', epoch, agents.go);

const secret = ({ region, account, random }: Place) =>
  call('secretsmanager:GetSecretValue', {
    secretId: `arn:aws:secretsmanager:${region}:${account}:secret:prod/app-${random.below(80)}`,
  });
const parameter = ({ random }: Place) =>
  call('ssm:GetParameter', { name: `/prod/app/${random.below(90)}`, withDecryption: true });

/** What the organisation's software does: tasks, functions, instances, pods. */
export const applications = [
  activity(19_000, taskRole, oneOf(call('kms:Decrypt'), call('kms:GenerateDataKey', { keySpec: 'AES_256' }))),
  activity(
    14_000,
    lambdaRole,
    oneOf(call('kms:Decrypt'), call('logs:CreateLogStream', { logGroupName: '/aws/lambda/thumbnailer' })),
  ),
  activity(
    3000,
    taskRole,
    oneOf(
      call('sqs:GetQueueUrl'),
      call('dynamodb:DescribeTable'),
      call('sns:ListTopics'),
      call('ecr:GetAuthorizationToken'),
    ),
  ),
  activity(190, taskRole, ...times(14, secret)),
  activity(150, taskRole, ...times(12, parameter)),
  activity(60, taskRole, () =>
    call('ssm:GetParametersByPath', { path: '/prod/app', recursive: true, withDecryption: true }),
  ),
  activity(110, taskRole, () =>
    call('ssm:GetParameters', {
      names: ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => `/prod/${name}`),
      withDecryption: true,
    }),
  ),
  activity(48, podRole, ...times(40, secret)),
  activity(900, lambdaRole, secret),
  activity(500, lambdaRole, parameter),
  activity(2, lambdaRole, call('secretsmanager:BatchGetSecretValue', { secretIdList: ['prod/a', 'prod/b'] })),
  activity(
    10_000,
    nodeRole,
    oneOf(
      call('ecr:GetAuthorizationToken'),
      call('ec2:DescribeInstances'),
      call('ec2:DescribeNetworkInterfaces'),
      call('ec2:AssignPrivateIpAddresses'),
      call('sts:GetCallerIdentity'),
    ),
  ),
  activity(200, nodeRole, call('ec2:DescribeTags')),
  activity(
    120,
    role('web-instance-role', instance, agents.boto3, privateAddress),
    oneOf(call('sts:GetCallerIdentity'), call('s3:ListBuckets'), secret, parameter),
  ),
  activity(2400, nodeRole, call('ssm:UpdateInstanceInformation')),
  activity(
    70,
    role('KarpenterController', epoch, agents.go),
    () => call('ec2:CreateFleet', { CreateFleetRequest: { type: 'instant' } }),
    (place) =>
      call('ec2:RunInstances', {
        instancesSet: { items: [{ imageId: idOf('ami', place), minCount: 1, maxCount: 1 }] },
        instanceType: place.random.of(['m7g.2xlarge', 'c7i.24xlarge', 'g6.xlarge']),
      }),
  ),
  activity(60, role('KarpenterController', epoch, agents.go), (place) =>
    call('ec2:TerminateInstances', { instancesSet: { items: [{ instanceId: idOf('i', place) }] } }),
  ),
  activity(
    60,
    role('aws-load-balancer-controller', epoch, agents.go),
    oneOf(
      (place) =>
        call('ec2:AuthorizeSecurityGroupIngress', {
          groupId: idOf('sg', place),
          ipPermissions: {
            items: [
              {
                ipProtocol: 'tcp',
                fromPort: 443,
                toPort: 443,
                ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] },
                ipv6Ranges: {},
              },
            ],
          },
        }),
      (place) =>
        call('ec2:CreateSecurityGroup', {
          groupName: `k8s-${place.random.hex(6)}`,
          vpcId: idOf('vpc', place),
        }),
      (place) => call('ec2:DeleteSecurityGroup', { groupId: idOf('sg', place) }),
      call('wafv2:DisassociateWebACL', {
        resourceArn: 'arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/app/x/1',
      }),
      call('elasticloadbalancing:ModifyRule'),
    ),
  ),
  activity(4200, role('irsa-app', epoch, agents.go), call('sts:GetCallerIdentity')),
  activity(
    3300,
    role('ml-service', task, agents.boto3, privateAddress),
    call('bedrock:InvokeModel', { modelId: 'anthropic.claude-sonnet-4-5-20250929-v1:0' }),
  ),
  activity(
    40,
    role('ml-service', task, agents.boto3, privateAddress),
    call('bedrock:InvokeModel', null, { error: ['ThrottlingException', 'Too many requests'] }),
  ),
  activity(
    1,
    role('ml-service', task, agents.boto3, privateAddress),
    denied('bedrock:InvokeModel', { modelId: 'us.amazon.nova-pro-v1:0' }),
  ),
  activity(96, role('mailer', task, agents.java, privateAddress), call('ses:GetSendQuota')),
  activity(40, role('mailer', task, agents.java, privateAddress), call('ses:GetAccount')),
  activity(
    20,
    role('snapshot-janitor', () => 'snapshot-janitor', agents.boto3),
    oneOf(
      (place) => call('ec2:DeleteSnapshot', { snapshotId: idOf('snap', place) }),
      (place) => call('ec2:DeregisterImage', { imageId: idOf('ami', place) }),
    ),
  ),
  activity(
    2,
    role('snapshot-janitor', () => 'snapshot-janitor', agents.boto3),
    ...times(8, (place) => call('ec2:DeleteSnapshot', { snapshotId: idOf('snap', place) })),
  ),
  activity(
    2,
    role('key-rotation', () => 'key-rotation', agents.node),
    oneOf(
      call('iam:CreateAccessKey', { userName: 'smtp-user' }),
      call('iam:DeleteAccessKey', { userName: 'smtp-user' }),
    ),
  ),
  activity(
    6,
    role('SecretsManagerRDSRotation', () => 'rds-rotation', agents.boto3),
    call('secretsmanager:PutSecretValue'),
    call('rds:ModifyDBInstance', {
      dBInstanceIdentifier: 'app',
      masterUserPassword: '****',
      publiclyAccessible: false,
    }),
  ),
  activity(
    5,
    role('domain-join', () => 'domain-join', agents.boto3),
    (place) => call('ec2:GetPasswordData', { instanceId: idOf('i', place) }),
  ),
  activity(
    300,
    taskRole,
    oneOf(
      denied('kms:Decrypt'),
      denied('s3:GetBucketLocation'),
      denied('sqs:GetQueueAttributes'),
      denied('ssm:GetParameter'),
    ),
  ),
  activity(
    6,
    taskRole,
    ...times(14, () => denied('ssm:GetParameter', { name: '/prod/x', withDecryption: true })),
  ),
  activity(30, lambdaRole, call('dynamodb:DescribeTable', null, { error: ['ResourceNotFoundException'] })),
  activity(
    1500,
    role('data-pipeline', sdk, agents.java),
    oneOf(
      call('glue:GetTable'),
      call('athena:StartQueryExecution'),
      call('glue:GetPartitions'),
      call('lakeformation:GetDataAccess'),
      call('emr-serverless:StartJobRun'),
    ),
  ),
  activity(
    2000,
    role('cloudwatch-exporter', () => 'exporter', agents.go),
    oneOf(call('monitoring:GetMetricData'), call('tagging:GetResources'), call('monitoring:ListMetrics')),
  ),
  activity(
    20,
    role('patch-runner', () => 'patch', agents.boto3),
    () =>
      call('ssm:SendCommand', {
        documentName: 'AWS-RunPatchBaseline',
        targets: [{ key: 'tag:Patch', values: ['yes'] }],
      }),
  ),
];
