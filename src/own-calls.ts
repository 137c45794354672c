import { type ObjectRef, uriOf } from './aws/object-ref.ts';
import type { Config } from './config/schema.ts';
import { isJsonObject, type JsonValue, nonEmptyString } from './json.ts';
import type { OwnCall } from './trail/own-call.ts';

/**
 * The calls that we make with this config. The calls of a destination are named in its own file. S3 and SNS call KMS on
 * our behalf for what is encrypted, and Lambda for the function's environment.
 */
export const ownCallsOf = (
  {
    destinations,
    delivery: { ledger },
    included,
    searched,
    trail: { verifyDigests },
  }: Pick<Config, 'destinations' | 'delivery' | 'included' | 'searched' | 'trail'>,
  {
    functionName,
    configObject,
    hasReadFrom,
  }: {
    readonly functionName: string;
    readonly configObject: ObjectRef | undefined;
    /** Whether log files have come from this bucket. */
    readonly hasReadFrom: (bucket: string) => boolean;
  },
): readonly OwnCall[] => {
  const isClaim = ({ bucket, key }: ObjectRef): boolean =>
    bucket === ledger?.bucket && key.startsWith(ledger.prefix);
  const isRead = (object: ObjectRef): boolean =>
    isClaim(object) ||
    hasReadFrom(object.bucket) ||
    (object.bucket === configObject?.bucket && object.key === configObject.key) ||
    included.includes(uriOf(object));
  const isSearched = ({ bucket, key }: ObjectRef): boolean =>
    searched.some((place) => place.bucket === bucket && place.key === key);
  /** What processes have seen, which a heartbeat lists. */
  const isSeen = ({ bucket, key }: ObjectRef): boolean =>
    ledger !== undefined && bucket === ledger.bucket && key.startsWith(`${ledger.prefix}seen/`);
  const isEncrypted: OwnCall['isForOurs'] = ({ encryptionContext }, { userIdentity }) =>
    isJsonObject(userIdentity) &&
    nonEmptyString(userIdentity.invokedBy) !== undefined &&
    isJsonObject(encryptionContext) &&
    Object.entries(encryptionContext).some(([what, arn]) => isOurs(what, String(arn)));
  const isOurs = (what: string, arn: string): boolean => {
    if (what === 'aws:s3:arn') return isRead(objectIn(arn)) || arn === `${s3Arn}${ledger?.bucket}`;
    if (what === 'aws:lambda:FunctionArn') return arn.endsWith(`:function:${functionName}`);
    return (
      what === 'aws:sns:topicArn' &&
      destinations.some(({ ownCalls }) => ownCalls.some(({ isForOurs }) => isForOurs({ topicArn: arn }, {})))
    );
  };
  return [
    { ...s3, eventName: 'GetObject', isForOurs: ({ bucketName, key }) => isRead(ref(bucketName, key)) },
    // CloudTrail calls both versions of this API by the name of the first.
    {
      ...s3,
      eventName: 'ListObjects',
      isForOurs: ({ bucketName, prefix }) => {
        const place = ref(bucketName, prefix);
        return isSearched(place) || isSeen(place) || (verifyDigests && hasReadFrom(place.bucket));
      },
    },
    { ...s3, eventName: 'PutObject', isForOurs: ({ bucketName, key }) => isClaim(ref(bucketName, key)) },
    { ...kms, eventName: 'Decrypt', isForOurs: isEncrypted },
    { ...kms, eventName: 'GenerateDataKey', isForOurs: isEncrypted },
    { eventSource: 'cloudtrail.amazonaws.com', eventName: 'ListPublicKeys', isForOurs: () => verifyDigests },
    { eventSource: 'sts.amazonaws.com', eventName: 'GetCallerIdentity', isForOurs: () => true },
    ...destinations.flatMap(({ ownCalls }) => ownCalls),
  ];
};

const s3 = { eventSource: 's3.amazonaws.com' };
const kms = { eventSource: 'kms.amazonaws.com' };

const ref = (bucket: JsonValue | undefined, key: JsonValue | undefined): ObjectRef => ({
  bucket: nonEmptyString(bucket) ?? '',
  key: nonEmptyString(key) ?? '',
});

const s3Arn = 'arn:aws:s3:::';

/** With S3 Bucket Keys, the ARN is that of the bucket (S3 User Guide, "Reducing the cost of SSE-KMS"). */
const objectIn = (arn: string): ObjectRef => {
  const [bucket = '', ...key] = arn.slice(arn.indexOf(':::') + 3).split('/');
  return { bucket, key: key.join('/') };
};
