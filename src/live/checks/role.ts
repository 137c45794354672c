import { createHash } from 'node:crypto';
import { partsOfArn } from '../../aws/arn.ts';
import type { RoleCall } from '../../aws/live/role.ts';
import type { Trail } from '../../aws/live/trails.ts';
import type { SecretReference } from '../../destinations/secrets/reference.ts';
import { quotedWord, shellWord } from '../../shell-word.ts';
import { anError, type LiveCheck, type LiveFinding } from '../check.ts';
import type { Subject } from '../subject.ts';
import { identitiesOf } from './mail.ts';

/** Whether the policies of the function's role allow what it calls. */
export const role: LiveCheck = {
  name: 'role',
  needsConfig: true,
  look: async (subject, { notAllowedBy, trails, onFailureOf, eventSourcesOf }) => {
    const { name, roleArn, deadLetterArn } = subject.function;
    const writers = (await trails()).filter(({ bucket }) => bucket === subject.bucket);
    const stores = [await onFailureOf(name), deadLetterArn].filter((arn) => arn !== undefined);
    const sources = await eventSourcesOf(name);
    const calls = [
      ...callsForLogFiles(subject, writers),
      ...callsForConfig(subject),
      ...callsForLedger(subject),
      ...callsForAlerts(subject),
      ...stores.flatMap(callsForFailures),
      ...sources.filter(({ arn }) => arn.includes(':sqs:')).flatMap(({ arn }) => callsForQueue(arn)),
    ];
    const distinct = new Map(calls.map((call) => [JSON.stringify(call), call]));
    const missing = await notAllowedBy(roleArn, [...distinct.values()]);
    return missing.map((call) => notAllowed(roleArn, call));
  },
};

const notAllowed = (roleArn: string, { action, resources: [resource] }: RoleCall): LiveFinding => {
  const policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: action, Resource: resource }],
  });
  // A policy of the same name would be replaced.
  const name = `doctor-${action.replace(':', '-')}-${createHash('sha256').update(resource).digest('hex').slice(0, 8)}`;
  return anError(
    `the role does not allow ${action} on ${resource}`,
    `aws iam put-role-policy --role-name ${shellWord(roleArn.split('/').at(-1) ?? '')} --policy-name ${name} --policy-document ${quotedWord(policy)}`,
  );
};

/** Builds ARNs in the partition, region and account of the function. */
const arnsBeside = ({ function: { arn } }: Subject) => {
  const { partition, region, account } = partsOfArn(arn);
  return {
    bucket: (bucket: string) => `arn:${partition}:s3:::${bucket}`,
    object: (bucket: string, key: string) => `arn:${partition}:s3:::${bucket}/${key}`,
    own: (service: string, resource: string) =>
      `arn:${partition}:${service}:${region}:${account}:${resource}`,
    account,
    region,
  };
};

/** A key as CloudTrail writes it. That of an organisation's trail has the organisation's ID in it, which nothing here says. */
const callsForLogFiles = (subject: Subject, writers: readonly Trail[]): readonly RoleCall[] => {
  const { object, account, region } = arnsBeside(subject);
  const folders = writers
    .filter(({ isOfOrganization }) => !isOfOrganization)
    .map(({ prefix, arn }) => ({ prefix, writer: partsOfArn(arn).account || account }));
  return [
    ...folders.map(({ prefix, writer }) => ({
      action: 's3:GetObject',
      resources: [
        object(subject.bucket, `${prefix}AWSLogs/${writer}/CloudTrail/${region}/2026/01/01/doctor.json.gz`),
      ] as const,
    })),
    ...writers.flatMap(({ keyArn }) =>
      keyArn === undefined
        ? []
        : [{ action: 'kms:Decrypt', resources: [keyArn] as const, context: viaS3(subject) }],
    ),
  ];
};

const viaS3 = ({ function: { arn } }: Subject) => {
  const { partition, region } = partsOfArn(arn);
  return { 'kms:ViaService': `s3.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}` };
};

const callsForConfig = (subject: Subject): readonly RoleCall[] => {
  const { bucket: bucketArn, object } = arnsBeside(subject);
  return [
    ...subject.configObjects.map(({ bucket, key }) => ({
      action: 's3:GetObject',
      resources: [object(bucket, key)] as const,
    })),
    ...subject.configFolders.map(({ bucket, prefix }) => ({
      action: 's3:ListBucket',
      resources: [bucketArn(bucket)] as const,
      context: { 's3:prefix': prefix },
    })),
  ];
};

const callsForLedger = (subject: Subject): readonly RoleCall[] => {
  const { ledger } = subject;
  if (ledger === undefined) return [];
  const { bucket, object } = arnsBeside(subject);
  const claim = object(ledger.bucket, `${ledger.prefix}doctor`);
  return [
    { action: 's3:GetObject', resources: [claim] },
    { action: 's3:PutObject', resources: [claim], context: { 's3:if-none-match': '*' } },
    // Without it, S3 answers 403 instead of 404 for a claim that is not there.
    { action: 's3:ListBucket', resources: [bucket(ledger.bucket)] },
  ];
};

const callsForAlerts = (subject: Subject): readonly RoleCall[] => {
  const { own } = arnsBeside(subject);
  return [
    // SES decides by the identity that it has verified: the address or its domain.
    ...subject.senders.map((sender): RoleCall => {
      const [address, ...domains] = identitiesOf(sender);
      const identity = (name: string): string => own('ses', `identity/${name}`);
      return {
        action: 'ses:SendEmail',
        resources: [identity(address), ...domains.map(identity)],
        context: { 'ses:FromAddress': sender },
      };
    }),
    ...subject.topics.map((topic) => ({ action: 'sns:Publish', resources: [topic] as const })),
    ...subject.buses.map((bus) => ({ action: 'events:PutEvents', resources: [bus] as const })),
    ...subject.secrets.flatMap((secret) => callsForSecret(secret, own)),
  ];
};

const callsForSecret = (
  secret: SecretReference,
  own: (service: string, resource: string) => string,
): readonly RoleCall[] => {
  const arnOf = (text: string, otherwise: string) => [text.startsWith('arn:') ? text : otherwise] as const;
  switch (secret.store) {
    case 'ssm': {
      const resource = own('ssm', `parameter/${secret.name.replace(/^\//, '')}`);
      return [{ action: 'ssm:GetParameter', resources: arnOf(secret.name, resource) }];
    }
    case 'secretsmanager': {
      // Secrets Manager adds a hyphen and six characters to the name.
      const resource = own('secretsmanager', `secret:${secret.id}-doctor`);
      return [{ action: 'secretsmanager:GetSecretValue', resources: arnOf(secret.id, resource) }];
    }
    case 'env':
      return [];
  }
};

/** Lambda keeps failed events with the function's role (Lambda Developer Guide, "Capturing records of asynchronous invocations"). */
const callsForFailures = (arn: string): readonly RoleCall[] => {
  const { service } = partsOfArn(arn);
  if (service === 's3')
    return [
      { action: 's3:PutObject', resources: [`${arn}/aws/lambda/async/doctor`] },
      { action: 's3:ListBucket', resources: [arn] },
    ];
  const action = { sqs: 'sqs:SendMessage', sns: 'sns:Publish' }[service];
  return action === undefined ? [] : [{ action, resources: [arn] }];
};

const callsForQueue = (arn: string): readonly RoleCall[] =>
  ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'].map((action) => ({
    action,
    resources: [arn],
  }));
