import { lets } from '../policy/in-words.ts';
import { plainWords, type Words, words } from '../words.ts';
import type { Call } from './call.ts';
import { deed, type Rows } from './row.ts';

/** Functions, containers, queues and topics, and other services. */
export const services: Rows = {
  lambda: {
    CreateFunction: [
      'create function {functionName} with role {role}',
      'create function {functionName}',
      'create a function',
    ],
    UpdateFunctionCode: ['replace the code of function {functionName}', 'replace the code of a function'],
    UpdateFunctionConfiguration: (call) => [
      deed('give', words`function ${call.names('functionName')} role ${call.names('role')}`),
      deed('give', words`function ${call.names('functionName')} layer ${call.names('layers')}`),
      'change the configuration of function {functionName}',
      'change the configuration of a function',
    ],
    AddPermission: (call) => [
      deed('let', words`${invoker(call)} ${invocation(call)} function ${call.names('functionName')}`),
      'let others use function {functionName}',
      'let others use a function',
    ],
    CreateFunctionUrlConfig: urlConfig('create'),
    UpdateFunctionUrlConfig: urlConfig('change'),
    DeleteFunction: ['delete function {functionName}', 'delete a function'],
    CreateEventSourceMapping: [
      'make events of {eventSourceArn} invoke function {functionName}',
      'make events invoke function {functionName}',
      'make events invoke a function',
    ],
    Invoke: ['invoke function {functionName}', 'invoke a function'],
  },
  sqs: {
    SetQueueAttributes: (call) => [
      deed(
        'put',
        words`a policy on queue ${queueIn(call)} that ${lets(call.values('attributes.Policy')[0], call.account)}`,
      ),
      deed('change', words`queue ${queueIn(call)}`),
      'change a queue',
    ],
    DeleteQueue: (call) => [deed('delete', words`queue ${queueIn(call)}`), 'delete a queue'],
    PurgeQueue: (call) => [
      deed('delete', words`all messages of queue ${queueIn(call)}`),
      'delete all messages of a queue',
    ],
  },
  sns: {
    SetTopicAttributes: (call) => [
      call.has('attributeName', 'Policy')
        ? deed(
            'put',
            words`a policy on topic ${call.names('topicArn')} that ${lets(call.values('attributeValue')[0], call.account)}`,
          )
        : undefined,
      'change attribute {attributeName} of topic {topicArn}',
      'change topic {topicArn}',
      'change a topic',
    ],
    Subscribe: [
      'add a subscription ({protocol}) of {endpoint} to topic {topicArn}',
      'add a subscription ({protocol}) to topic {topicArn}',
      'add a subscription to a topic',
    ],
    DeleteTopic: ['delete topic {topicArn}', 'delete a topic'],
  },
  ecr: {
    SetRepositoryPolicy: (call) => [
      deed(
        'put',
        words`a policy on repository ${call.names('repositoryName')} that ${lets(call.values('policyText')[0], call.account)}`,
      ),
      'put a policy on repository {repositoryName}',
      'put a policy on a repository',
    ],
    DeleteRepository: ['delete repository {repositoryName}', 'delete a repository'],
    PutImage: [
      'put image {imageTag} into repository {repositoryName}',
      'put an image into repository {repositoryName}',
      'put an image into a repository',
    ],
    BatchDeleteImage: ['delete images of repository {repositoryName}', 'delete images of a repository'],
  },
  ecs: {
    RegisterTaskDefinition: ['register task definition {family}', 'register a task definition'],
    RunTask: ['run task {taskDefinition} in cluster {cluster}', 'run task {taskDefinition}', 'run a task'],
    ExecuteCommand: [
      'run a command in task {task} of cluster {cluster}',
      'run a command in task {task}',
      'run a command in a task',
    ],
    DeleteCluster: ['delete cluster {cluster}', 'delete a cluster'],
  },
  eks: {
    CreateAccessEntry: ['give {principalArn} access to cluster {name}', 'give access to a cluster'],
    AssociateAccessPolicy: [
      'give {principalArn} policy {policyArn} in cluster {name}',
      'give a policy in a cluster',
    ],
    DeleteCluster: ['delete cluster {name}', 'delete a cluster'],
  },
  rds: {
    ModifyDBSnapshotAttribute: sharedSnapshot('dBSnapshotIdentifier'),
    ModifyDBClusterSnapshotAttribute: sharedSnapshot('dBClusterSnapshotIdentifier'),
    ModifyDBInstance: ({ has, values }) => [
      has('publiclyAccessible', true)
        ? 'make database {dBInstanceIdentifier} publicly accessible'
        : undefined,
      values('masterUserPassword').length > 0
        ? 'change the master password of database {dBInstanceIdentifier}'
        : undefined,
      has('deletionProtection', false)
        ? 'turn off the deletion protection of database {dBInstanceIdentifier}'
        : undefined,
      'change database {dBInstanceIdentifier}',
      'change a database',
    ],
    ModifyDBCluster: ({ has, values }) => [
      values('masterUserPassword').length > 0
        ? 'change the master password of database cluster {dBClusterIdentifier}'
        : undefined,
      has('deletionProtection', false)
        ? 'turn off the deletion protection of database cluster {dBClusterIdentifier}'
        : undefined,
      'change database cluster {dBClusterIdentifier}',
      'change a database cluster',
    ],
    CreateDBInstance: ({ has }) => [
      has('publiclyAccessible', true)
        ? 'create publicly accessible database {dBInstanceIdentifier}'
        : undefined,
      'create database {dBInstanceIdentifier}',
      'create a database',
    ],
    DeleteDBInstance: ({ has }) => [
      has('skipFinalSnapshot', true)
        ? 'delete database {dBInstanceIdentifier} without a final snapshot'
        : undefined,
      'delete database {dBInstanceIdentifier}',
      'delete a database',
    ],
    DeleteDBCluster: ({ has }) => [
      has('skipFinalSnapshot', true)
        ? 'delete database cluster {dBClusterIdentifier} without a final snapshot'
        : undefined,
      'delete database cluster {dBClusterIdentifier}',
      'delete a database cluster',
    ],
    CreateDBSnapshot: [
      'create a snapshot of database {dBInstanceIdentifier}',
      'create a snapshot of a database',
    ],
    DeleteDBSnapshot: ['delete database snapshot {dBSnapshotIdentifier}', 'delete a database snapshot'],
    RestoreDBInstanceFromDBSnapshot: [
      'restore snapshot {dBSnapshotIdentifier} as database {dBInstanceIdentifier}',
      'restore a database from a snapshot',
    ],
    StartExportTask: [
      'export {sourceArn} to bucket {s3BucketName}',
      'export to bucket {s3BucketName}',
      'export a database',
    ],
  },
  dynamodb: {
    DeleteTable: ['delete table {tableName}', 'delete a table'],
    ExportTableToPointInTime: ['export table {tableArn} to bucket {s3Bucket}', 'export a table'],
  },
  backup: {
    DeleteBackupVault: ['delete backup vault {backupVaultName}', 'delete a backup vault'],
    DeleteRecoveryPoint: [
      'delete recovery point {recoveryPointArn} of backup vault {backupVaultName}',
      'delete a recovery point',
    ],
  },
  cloudformation: {
    CreateStack: ['create stack {stackName}', 'create a stack'],
    DeleteStack: ['delete stack {stackName}', 'delete a stack'],
  },
  route53: {
    ChangeResourceRecordSets: [
      'change DNS record {changeBatch.changes.resourceRecordSet.name} in hosted zone {hostedZoneId}',
      'change DNS records in hosted zone {hostedZoneId}',
      'change DNS records',
    ],
    CreateHostedZone: ['create hosted zone {name}', 'create a hosted zone'],
    DeleteHostedZone: ['delete hosted zone {id}', 'delete a hosted zone'],
  },
  route53domains: {
    TransferDomainToAnotherAwsAccount: [
      'transfer domain {domainName} to account {accountId}',
      'transfer domain {domainName} to another account',
      'transfer a domain to another account',
    ],
    DisableDomainTransferLock: [
      'turn off the transfer lock of domain {domainName}',
      'turn off the transfer lock of a domain',
    ],
    UpdateDomainNameservers: [
      'change the name servers of domain {domainName}',
      'change the name servers of a domain',
    ],
  },
  route53resolver: {
    DeleteResolverQueryLogConfig: [
      'delete resolver query logging {resolverQueryLogConfigId}',
      'delete resolver query logging',
    ],
  },
  ses: {
    VerifyEmailIdentity: ['add identity {emailAddress} to SES', 'add an identity to SES'],
    VerifyDomainIdentity: ['add identity {domain} to SES', 'add an identity to SES'],
    CreateEmailIdentity: ['add identity {emailIdentity} to SES', 'add an identity to SES'],
    DeleteIdentity: ['delete identity {identity} of SES', 'delete an identity of SES'],
    UpdateAccountSendingEnabled: ({ has }) =>
      has('enabled', true)
        ? 'enable the sending of e-mail for the account'
        : has('enabled', false)
          ? 'disable the sending of e-mail for the account'
          : 'change the sending of e-mail for the account',
    PutAccountSendingAttributes: ({ has }) =>
      has('sendingEnabled', true)
        ? 'enable the sending of e-mail for the account'
        : has('sendingEnabled', false)
          ? 'disable the sending of e-mail for the account'
          : 'change the sending of e-mail for the account',
    PutAccountDetails: ({ has }) =>
      has('productionAccessEnabled', true)
        ? 'ask for production access to SES'
        : 'change the account details of SES',
  },
  bedrock: {
    DeleteModelInvocationLoggingConfiguration: 'turn off the logging of model invocations in Bedrock',
    PutModelInvocationLoggingConfiguration: 'change the logging of model invocations in Bedrock',
    InvokeModel: ['invoke model {modelId}', 'invoke a model in Bedrock'],
    InvokeModelWithResponseStream: ['invoke model {modelId}', 'invoke a model in Bedrock'],
    Converse: ['invoke model {modelId}', 'invoke a model in Bedrock'],
    PutFoundationModelEntitlement: [
      'ask for access to model {modelId}',
      'ask for access to a model in Bedrock',
    ],
    CreateFoundationModelAgreement: [
      'accept the agreement for model {modelId}',
      'accept an agreement for a model in Bedrock',
    ],
    DeleteGuardrail: ['delete guardrail {guardrailIdentifier} of Bedrock', 'delete a guardrail of Bedrock'],
  },
};

/** Who may invoke a function by its permission: anyone, an account, or a service, that for one account or resource. */
const invoker = (call: Call): Words | undefined => {
  const principal = call.text('principal');
  const source = call.names('sourceArn');
  if (principal === '*') {
    const organization = call.names('principalOrgID');
    if (organization !== undefined) return words`everyone of organization ${organization}`;
    return source === undefined && call.text('sourceAccount') === undefined
      ? plainWords('anyone')
      : undefined;
  }
  if (principal === undefined) return undefined;
  if (/\.amazonaws\.com(?:\.cn)?$/.test(principal))
    return source === undefined ? words`service ${principal}` : words`${source} (service ${principal})`;
  const account = /^(?:arn:[\w-]+:iam::)?(\d{12})(?::root)?$/.exec(principal)?.[1];
  return account === undefined ? call.names('principal') : words`account ${account}`;
};

const invocation = (call: Call): Words | undefined => {
  if (call.has('action', 'lambda:InvokeFunction')) return plainWords('invoke');
  if (!call.has('action', 'lambda:InvokeFunctionUrl')) return undefined;
  return plainWords(
    call.has('functionUrlAuthType', 'NONE') ? 'call the URL, without authentication, of' : 'call the URL of',
  );
};

function urlConfig(verb: 'create' | 'change') {
  return (call: Call) => [
    call.has('authType', 'NONE')
      ? deed(verb, words`the URL of function ${call.names('functionName')}, which needs no authentication`)
      : undefined,
    deed(verb, words`the URL of function ${call.names('functionName')}`),
    deed(verb, plainWords('the URL of a function')),
  ];
}

function sharedSnapshot(id: string) {
  return (call: Call) => {
    const isSharing = call.has('attributeName', 'restore');
    const snapshot = words`database snapshot ${call.names(id)}`;
    return [
      isSharing && call.has('valuesToAdd', 'all') ? deed('share', words`${snapshot} with anyone`) : undefined,
      isSharing ? deed('share', words`${snapshot} with account ${call.names('valuesToAdd')}`) : undefined,
      isSharing && call.has('valuesToRemove', 'all')
        ? deed('stop', words`sharing ${snapshot} with anyone`)
        : undefined,
      isSharing
        ? deed('stop', words`sharing ${snapshot} with account ${call.names('valuesToRemove')}`)
        : undefined,
      deed('change', snapshot),
      deed('change', plainWords('a database snapshot')),
    ];
  };
}

/** The last part of a queue's URL is its name. */
const queueIn = (call: Call): Words | undefined =>
  words`${call.text('queueUrl')?.split('/').pop() || undefined}`;
