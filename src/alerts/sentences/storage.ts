import { isJsonObject } from '../../json.ts';
import { lets } from '../policy/in-words.ts';
import { plainWords, type Words, words } from '../words.ts';
import type { Call } from './call.ts';
import { deed, type Rows } from './row.ts';

/** Buckets and their objects. */
export const storage: Rows = {
  s3: {
    CreateBucket: ['create bucket {bucketName}', 'create a bucket'],
    DeleteBucket: ['delete bucket {bucketName}', 'delete a bucket'],
    PutBucketPolicy: (call) => [
      deed(
        'put',
        words`a policy on bucket ${call.names('bucketName')} that ${lets(call.values('bucketPolicy')[0], call.account)}`,
      ),
      'put a policy on bucket {bucketName}',
      'put a policy on a bucket',
    ],
    DeleteBucketPolicy: ['delete the policy of bucket {bucketName}', 'delete the policy of a bucket'],
    PutBucketAcl: (call) => [
      deed('let', words`${inAcl(call)} by the ACL of bucket ${call.names('bucketName')}`),
      'change the ACL of bucket {bucketName}',
      'change the ACL of a bucket',
    ],
    PutObjectAcl: (call) => [
      deed(
        'let',
        words`${inAcl(call)} by the ACL of object ${call.names('key')} in bucket ${call.names('bucketName')}`,
      ),
      'change the ACL of object {key} in bucket {bucketName}',
      'change the ACL of an object',
    ],
    PutBucketPublicAccessBlock: (call) => [
      deed('turn off', words`${blocksOff(call)} of bucket ${call.names('bucketName')}`),
      'change the public access block of bucket {bucketName}',
      'change the public access block of a bucket',
    ],
    DeleteBucketPublicAccessBlock: [
      'remove the public access block of bucket {bucketName}',
      'remove the public access block of a bucket',
    ],
    PutAccountPublicAccessBlock: (call) => [
      deed('turn off', words`${blocksOff(call)} of the account`),
      'change the public access block of the account',
    ],
    DeleteAccountPublicAccessBlock: 'remove the public access block of the account',
    PutBucketEncryption: (call) => [
      deed(
        'set',
        words`the encryption of bucket ${call.names('bucketName')} to key ${call.names(`${encryption}.KMSMasterKeyID`)}`,
      ),
      deed(
        'set',
        words`the encryption of bucket ${call.names('bucketName')} to ${call.names(`${encryption}.SSEAlgorithm`)}`,
      ),
      'change the encryption of bucket {bucketName}',
      'change the encryption of a bucket',
    ],
    DeleteBucketEncryption: [
      'reset the encryption of bucket {bucketName}',
      'reset the encryption of a bucket',
    ],
    PutBucketReplication: [
      'make bucket {bucketName} replicate to bucket {ReplicationConfiguration.Rule.Destination.Bucket}',
      'change the replication of bucket {bucketName}',
      'change the replication of a bucket',
    ],
    DeleteBucketReplication: [
      'remove the replication of bucket {bucketName}',
      'remove the replication of a bucket',
    ],
    PutBucketLifecycle: (call) => [
      deed('make', words`bucket ${call.names('bucketName')} delete objects after ${lifetime(call)}`),
      'change the lifecycle rules of bucket {bucketName}',
      'change the lifecycle rules of a bucket',
    ],
    DeleteBucketLifecycle: [
      'delete the lifecycle rules of bucket {bucketName}',
      'delete the lifecycle rules of a bucket',
    ],
    PutBucketVersioning: (call) => {
      if (call.has('VersioningConfiguration.Status', 'Suspended'))
        return ['suspend the versioning of bucket {bucketName}', 'suspend the versioning of a bucket'];
      if (call.has('VersioningConfiguration.Status', 'Enabled'))
        return ['turn on the versioning of bucket {bucketName}', 'turn on the versioning of a bucket'];
      return ['change the versioning of bucket {bucketName}', 'change the versioning of a bucket'];
    },
    PutBucketLogging: (call) => [
      'send the access logs of bucket {bucketName} to bucket {BucketLoggingStatus.LoggingEnabled.TargetBucket}',
      call.values('BucketLoggingStatus').length > 0 &&
      call.values('BucketLoggingStatus.LoggingEnabled').length === 0
        ? 'turn off the access logs of bucket {bucketName}'
        : undefined,
      'change the access logs of bucket {bucketName}',
      'change the access logs of a bucket',
    ],
    PutBucketNotification: [
      'change the notifications of bucket {bucketName}',
      'change the notifications of a bucket',
    ],
    PutBucketWebsite: ['make bucket {bucketName} a website', 'make a bucket a website'],
    GetObject: [
      'read object {key} of bucket {bucketName}',
      'read an object of bucket {bucketName}',
      'read an object',
    ],
    PutObject: [
      'write object {key} to bucket {bucketName}',
      'write an object to bucket {bucketName}',
      'write an object',
    ],
    DeleteObject: [
      'delete object {key} of bucket {bucketName}',
      'delete an object of bucket {bucketName}',
      'delete an object',
    ],
    DeleteObjects: ['delete objects of bucket {bucketName}', 'delete objects of a bucket'],
  },
};

const encryption = 'ServerSideEncryptionConfiguration.Rule.ApplyServerSideEncryptionByDefault';

/** A canned ACL, or grants to one of the groups (S3 User Guide, "Access control list (ACL) overview"). */
const inAcl = (call: Call): Words | undefined => {
  const canned = cannedAcls.get(call.text('x-amz-acl') ?? '');
  if (canned !== undefined) return plainWords(canned);
  const grants = call.values('AccessControlPolicy.AccessControlList.Grant.Grantee.URI');
  const group = grants.includes(allUsers) ? allUsers : grants.includes(awsUsers) ? awsUsers : undefined;
  return group === undefined ? undefined : plainWords(group === allUsers ? 'anyone in' : 'all AWS users in');
};

const allUsers = 'http://acs.amazonaws.com/groups/global/AllUsers';
const awsUsers = 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers';

const cannedAcls: ReadonlyMap<string, string> = new Map([
  ['public-read', 'anyone read'],
  ['public-read-write', 'anyone read and write'],
  ['authenticated-read', 'all AWS users read'],
]);

/** The four settings of the block that are off, or all. */
const blocksOff = (call: Call): Words | undefined => {
  const off = blocks.filter((name) => call.has(`PublicAccessBlockConfiguration.${name}`, false));
  if (off.length === 0) return undefined;
  return plainWords(
    off.length === blocks.length ? 'the public access block' : `${off.join(', ')} in the public access block`,
  );
};

const blocks = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'];

/** Of the only rule, if it is on and for all objects. */
const lifetime = ({ values }: Call): Words | undefined => {
  const [rule, ...others] = values('LifecycleConfiguration.Rule');
  if (!isJsonObject(rule) || others.length > 0 || rule.Status !== 'Enabled') return undefined;
  const { Prefix = '', Filter = '', Expiration } = rule;
  const isForAll = isJsonObject(Filter)
    ? Object.entries(Filter).every(([name, value]) => name === 'Prefix' && value === '')
    : Filter === '';
  const days = isJsonObject(Expiration) ? Number(Expiration.Days) : Number.NaN;
  if (Prefix !== '' || !isForAll || !Number.isInteger(days) || days < 1) return undefined;
  return plainWords(days === 1 ? '1 day' : `${days} days`);
};
