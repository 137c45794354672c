import * as z from 'zod';
import type { MessageShape } from './shapes.ts';

/**
 * What CloudTrail itself publishes when it has delivered log files. Keys come as they are (CloudTrail User Guide,
 * "Amazon SNS notifications").
 */
export const cloudTrailNotice: MessageShape = (message) => {
  const { success, data } = schema.safeParse(message);
  return success
    ? data.s3ObjectKey.map((key) => ({ kind: 'object', ref: { bucket: data.s3Bucket, key } }))
    : undefined;
};

const schema = z.object({ s3Bucket: z.string(), s3ObjectKey: z.array(z.string()).min(1) });
