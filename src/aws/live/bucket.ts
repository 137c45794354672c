import {
  DeleteObjectCommand,
  type Event,
  GetBucketNotificationConfigurationCommand,
  HeadBucketCommand,
  type NotificationConfigurationFilter,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { ObjectRef } from '../object-ref.ts';
import { ifFound, withPermission } from './permission.ts';

/** Who learns of new objects in a bucket. */
export interface Notified {
  readonly eventBridge: boolean;
  readonly functions: readonly NotifiedTarget[];
  readonly queues: readonly NotifiedTarget[];
  readonly topics: readonly NotifiedTarget[];
}

export interface NotifiedTarget {
  readonly arn: string;
  /** What the keys of objects must begin and end with. */
  readonly prefix: string;
  readonly suffix: string;
}

export const notifiedBy = async (s3: S3Client, bucket: string): Promise<Notified> => {
  const command = new GetBucketNotificationConfigurationCommand({ Bucket: bucket });
  const found = await withPermission('s3:GetBucketNotification', s3.send(command));
  return {
    eventBridge: found.EventBridgeConfiguration !== undefined,
    functions: (found.LambdaFunctionConfigurations ?? []).flatMap((one) =>
      target(one.LambdaFunctionArn, one),
    ),
    queues: (found.QueueConfigurations ?? []).flatMap((one) => target(one.QueueArn, one)),
    topics: (found.TopicConfigurations ?? []).flatMap((one) => target(one.TopicArn, one)),
  };
};

/** CloudTrail writes objects with PutObject. */
const target = (
  arn: string | undefined,
  {
    Events = [],
    Filter,
  }: { readonly Events?: Event[] | undefined; readonly Filter?: NotificationConfigurationFilter | undefined },
): readonly NotifiedTarget[] => {
  const isOfNewObjects = Events.some((event) => /^s3:ObjectCreated:(?:\*|Put)$/.test(event));
  const rules = Filter?.Key?.FilterRules ?? [];
  const ruleCalled = (wanted: string): string =>
    rules.find(({ Name }) => Name?.toLowerCase() === wanted)?.Value ?? '';
  return arn !== undefined && isOfNewObjects
    ? [{ arn, prefix: ruleCalled('prefix'), suffix: ruleCalled('suffix') }]
    : [];
};

export const hasBucket = async (s3: S3Client, bucket: string): Promise<boolean> =>
  (await ifFound('s3:ListBucket', s3.send(new HeadBucketCommand({ Bucket: bucket })))) !== undefined;

export const deleteObject = async (s3: S3Client, { bucket, key }: ObjectRef): Promise<void> => {
  await withPermission('s3:DeleteObject', s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key })));
};
