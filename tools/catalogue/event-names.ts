import type { Operation, ServiceModel } from './service-models.ts';

/** The eventNames that calls of a service have in CloudTrail: the names of its operations, but for three services. */
export const eventNamesOf = (model: ServiceModel): readonly string[] =>
  model.operations.flatMap((operation) => namesOf(model, operation));

const namesOf = ({ service }: ServiceModel, { name, wireName, uri }: Operation): readonly string[] => {
  if (service === 's3') return [s3Names[name] ?? name];
  if (service === 's3control') return [accountNames[name] ?? s3Names[name] ?? name];
  if (service === 'lambda') return [name, ...datedNames(name, uri)];
  return wireName === name ? [name] : [name, wireName];
};

/**
 * Lambda's events carry the date in the URI of the call, and some a version of their own: `UpdateFunctionCode20150331v2`
 * (Lambda Developer Guide, "List of supported Lambda API actions"). Which of them do is written nowhere.
 */
const datedNames = (name: string, uri: string): readonly string[] => {
  const [, year, month, day] = /^\/(\d{4})-(\d\d)-(\d\d)\//.exec(uri) ?? [];
  if (year === undefined) return [];
  const dated = `${name}${year}${month}${day}`;
  return [dated, `${dated}v2`];
};

/** Amazon S3 User Guide, "Amazon S3 CloudTrail events": "the CloudTrail event name differs from the API action name". */
const s3Names: Readonly<Record<string, string>> = {
  DeletePublicAccessBlock: 'DeleteBucketPublicAccessBlock',
  GetBucketAccelerateConfiguration: 'GetAccelerateConfiguration',
  GetBucketLifecycleConfiguration: 'GetBucketLifecycle',
  GetBucketNotificationConfiguration: 'GetBucketNotification',
  GetObjectLockConfiguration: 'GetBucketObjectLockConfiguration',
  GetPublicAccessBlock: 'GetBucketPublicAccessBlock',
  PutBucketAccelerateConfiguration: 'PutAccelerateConfiguration',
  PutBucketLifecycleConfiguration: 'PutBucketLifecycle',
  PutBucketNotificationConfiguration: 'PutBucketNotification',
  PutObjectLockConfiguration: 'PutBucketObjectLockConfiguration',
  PutPublicAccessBlock: 'PutBucketPublicAccessBlock',
};

/** The same guide: "DeletePublicAccessBlock is DeleteAccountPublicAccessBlock". */
const accountNames: Readonly<Record<string, string>> = {
  DeletePublicAccessBlock: 'DeleteAccountPublicAccessBlock',
  GetPublicAccessBlock: 'GetAccountPublicAccessBlock',
  PutPublicAccessBlock: 'PutAccountPublicAccessBlock',
};
