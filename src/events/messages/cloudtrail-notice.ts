import * as z from 'zod';
import { ofShape } from '../of-shape.ts';
import type { MessageShape } from '../shapes.ts';

/**
 * CloudTrail's own notification that it has delivered log files. Its keys are not encoded (CloudTrail User Guide,
 * "Configuring Amazon SNS notifications for CloudTrail").
 */
export const cloudTrailNotice: MessageShape = ofShape(
  z.object({ s3Bucket: z.string(), s3ObjectKey: z.array(z.string()).min(1) }),
  ({ s3Bucket, s3ObjectKey }) =>
    s3ObjectKey.map((key) => ({ kind: 'object', ref: { bucket: s3Bucket, key } })),
);
