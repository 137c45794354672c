import { eventNamesOf, eventSources } from '../../../../src/catalogue/events.ts';
import { activity, type Call, call, denied, oneOf, type Place, times } from '../activity.ts';
import { agents, role, vendor } from '../callers.ts';
import { idOf } from '../parameters.ts';

const prowler = role('ProwlerScan', () => 'prowler', 'Prowler/5.12.0 Boto3/1.40.1 md/Botocore#1.40.1');

const inventory = oneOf(
  call('iam:ListUsers'),
  call('iam:ListRoles'),
  call('iam:GetAccountAuthorizationDetails'),
  call('iam:GetCredentialReport'),
  call('iam:GetAccountPasswordPolicy'),
  call('ec2:DescribeInstances'),
  call('ec2:DescribeSecurityGroups'),
  call('ec2:DescribeSnapshots'),
  call('s3:GetBucketPolicy'),
  call('s3:GetBucketAcl'),
  call('s3:ListBuckets'),
  call('rds:DescribeDBSnapshots'),
  call('kms:GetKeyPolicy'),
  call('lambda:GetPolicy20150331v2'),
  call('cloudtrail:DescribeTrails'),
  call('guardduty:ListDetectors'),
  call('organizations:ListAccounts'),
  call('ses:GetAccountSendingEnabled'),
  call('ses:ListIdentities'),
  call('secretsmanager:ListSecrets'),
  call('config:DescribeConfigurationRecorders'),
  (place: Place) =>
    call('ec2:DescribeInstanceAttribute', { attribute: 'userData', instanceId: idOf('i', place) }),
);

/** Any call that only reads. */
const anyRead = ({ random }: Place): Call => {
  const source = random.of(readers);
  return { source: source.replace('.amazonaws.com', ''), name: random.of(readsOf(source)) };
};

const readsOf = (source: string): readonly string[] =>
  eventNamesOf(source).filter((name) => /^(Describe|List)/.test(name));

const readers = eventSources().filter((source) => readsOf(source).length > 3);

/** Vendors and tools that read everything. */
export const scanners = [
  activity(
    260,
    vendor('DatadogIntegrationRole'),
    ...times(
      50,
      oneOf(
        call('monitoring:GetMetricData'),
        call('ec2:DescribeInstances'),
        call('tagging:GetResources'),
        call('rds:DescribeDBInstances'),
        call('ecs:ListServices'),
      ),
    ),
  ),
  activity(
    60,
    vendor('WizAccess-Role'),
    ...times(45, inventory),
    ...times(
      3,
      oneOf(denied('s3:GetBucketPolicy'), denied('kms:GetKeyPolicy'), denied('ecr:GetRepositoryPolicy')),
    ),
  ),
  activity(
    6,
    vendor('WizAccess-Role'),
    ...times(20, inventory),
    ...times(
      14,
      oneOf(denied('s3:GetBucketPolicy'), denied('kms:GetKeyPolicy'), denied('lambda:GetFunction20150331v2')),
    ),
  ),
  activity(
    400,
    role('asset-inventory', () => 'inventory', agents.go),
    ...times(40, anyRead),
  ),
  activity(14, prowler, ...times(60, inventory), ...times(2, () => denied('account:GetAlternateContact'))),
  activity(
    30,
    role('cspm-inventory', (random) => `botocore-session-17${random.below(99_999_999)}`, agents.boto3),
    ...times(40, inventory),
  ),
];
