import * as z from 'zod';
import { messageShape } from '../of-shape.ts';
import type { MessageShape } from '../shapes.ts';

/**
 * CloudTrail's own notification that it has delivered log files. Its keys are not encoded (CloudTrail User Guide,
 * "Configuring Amazon SNS notifications for CloudTrail"). AWS Config sends the same with one key, often to the same
 * topic, and says of what (AWS Config Developer Guide, "Notifications that AWS Config sends").
 */
export const cloudTrailNotice: MessageShape = messageShape(
  z.object({
    s3Bucket: z.string(),
    s3ObjectKey: z.union([z.string(), z.array(z.string())]),
    messageType: z.string().optional(),
  }),
  ({ s3Bucket, s3ObjectKey, messageType }) => {
    const keys = [s3ObjectKey].flat();
    if (keys.length === 0) return [{ kind: 'skipped', what: 'a notice without keys' }];
    return keys.map((key) =>
      messageType === undefined || isOfCloudTrail(key)
        ? { kind: 'object', ref: { bucket: s3Bucket, key } }
        : { kind: 'skipped', what: 'a notice of another service' },
    );
  },
);

const isOfCloudTrail = (key: string): boolean => /(^|\/)CloudTrail(-\w+)?\//.test(key);
