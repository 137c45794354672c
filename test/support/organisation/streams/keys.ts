import { activity, call, denied, oneOf } from '../activity.ts';
import { agents, keyOf } from '../callers.ts';

/** Software that still has an IAM user's long-lived key. */
export const keys = [
  activity(100, keyOf('ci-legacy'), call('sts:GetCallerIdentity')),
  activity(50, keyOf('backup-nas', agents.go), call('s3:ListBuckets')),
  activity(
    200,
    keyOf('monitoring'),
    oneOf(
      call('ec2:DescribeInstances'),
      call('monitoring:GetMetricStatistics'),
      call('rds:DescribeDBInstances'),
    ),
  ),
  activity(24, keyOf('smtp-app', agents.java), call('ses:GetSendQuota')),
  activity(30, keyOf('ci-legacy'), call('ecr:GetAuthorizationToken')),
  activity(
    10,
    keyOf('ci-legacy'),
    call('lambda:UpdateFunctionCode20150331v2', { functionName: 'legacy', dryRun: false }),
  ),
  activity(6, keyOf('app-secrets'), call('secretsmanager:GetSecretValue', { secretId: 'prod/legacy' })),
  activity(4, keyOf('ci-legacy'), denied('s3:GetBucketLocation')),
  activity(20, keyOf('chat-bot'), call('bedrock:InvokeModel', { modelId: 'amazon.nova-lite-v1:0' })),
];
