import * as z from 'zod';
import { ofShape } from '../of-shape.ts';
import type { MessageShape } from '../shapes.ts';

/**
 * What CloudTrail itself publishes when it has delivered log files. Keys come as they are (CloudTrail User Guide,
 * "Amazon SNS notifications").
 */
export const cloudTrailNotice: MessageShape = ofShape(
  z.object({ s3Bucket: z.string(), s3ObjectKey: z.array(z.string()).min(1) }),
  ({ s3Bucket, s3ObjectKey }) =>
    s3ObjectKey.map((key) => ({ kind: 'object', ref: { bucket: s3Bucket, key } })),
);
