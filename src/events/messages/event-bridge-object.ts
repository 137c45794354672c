import * as z from 'zod';
import { nonEmptyString } from '../../json.ts';
import { formDecoded } from '../form-decoded.ts';
import { ofShape } from '../of-shape.ts';
import type { MessageShape } from '../shapes.ts';

/**
 * S3's event in EventBridge that an object was created (S3 User Guide, "EventBridge event message structure"). The
 * guide does not say how keys are encoded. In practice they are not, so the decoded key is tried only if there is no
 * such object.
 */
export const eventBridgeObject: MessageShape = ofShape(
  z.object({
    source: z.literal('aws.s3'),
    'detail-type': z.literal('Object Created'),
    detail: z.object({
      bucket: z.object({ name: z.string() }),
      object: z.object({
        key: z.string(),
        size: z.number().optional().catch(undefined),
        'version-id': z.string().nullish(),
      }),
    }),
  }),
  ({ detail: { bucket, object } }) => {
    const decoded = formDecoded(object.key);
    const otherKey = decoded === object.key ? undefined : decoded;
    const versionId = nonEmptyString(object['version-id']);
    const { key, size } = object;
    return [{ kind: 'object', ref: { bucket: bucket.name, key, size, versionId, otherKey } }];
  },
);
