import { type Calls, each, request, text } from './call.ts';

const block = each('boolean', 'BlockPublicAcls IgnorePublicAcls BlockPublicPolicy RestrictPublicBuckets');

const object = request({
  ...text('bucketName key Host versionId acl'),
  ...each('any', 'x-amz-acl x-amz-server-side-encryption x-amz-copy-source'),
});

/**
 * Amazon S3 User Guide, "Example: CloudTrail log file entries for Amazon S3". What comes as XML keeps its upper-case
 * names; an element of which there are several is a list, a single one is not. Sub-resources are empty texts: `"acl": ""`.
 */
export const s3: Calls = {
  PutBucketPolicy: request({
    ...text('bucketName policy Host'),
    bucketPolicy: { ...text('Version Id'), Statement: 'any' },
  }),
  DeleteBucketPolicy: request(text('bucketName policy Host')),
  PutBucketAcl: request({
    ...text('bucketName acl Host'),
    'x-amz-acl': 'any',
    accessControlList: 'any',
    AccessControlPolicy: { AccessControlList: { Grant: 'any' }, Owner: text('ID DisplayName') },
  }),
  PutBucketPublicAccessBlock: request({
    ...text('bucketName publicAccessBlock Host'),
    PublicAccessBlockConfiguration: block,
  }),
  PutAccountPublicAccessBlock: request({
    ...text('accountId Host'),
    PublicAccessBlockConfiguration: block,
  }),
  PutBucketVersioning: request({
    ...text('bucketName versioning Host'),
    VersioningConfiguration: text('Status MfaDelete'),
  }),
  PutBucketLifecycle: request({
    ...text('bucketName lifecycle Host'),
    LifecycleConfiguration: { Rule: 'any' },
  }),
  CreateBucket: request({
    ...text('bucketName Host'),
    'x-amz-acl': 'any',
    CreateBucketConfiguration: each('any', 'LocationConstraint Location Bucket'),
  }),
  DeleteBucket: request(text('bucketName Host')),
  GetObject: object,
  PutObject: object,
  DeleteObject: object,
};
