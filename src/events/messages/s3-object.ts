import * as z from 'zod';
import { nonEmptyString } from '../../json.ts';
import { formDecoded } from '../form-decoded.ts';
import { messageShape } from '../of-shape.ts';
import type { MessageShape } from '../shapes.ts';

/**
 * An entry of a bucket's notification, of any eventVersion (S3 User Guide, "Event message structure"). An object that
 * was removed or restored is no new log file. Without versioning, versionId is null according to the guide. In practice
 * it is mostly missing.
 */
export const s3Object: MessageShape = messageShape(
  z.object({
    eventSource: z.literal('aws:s3'),
    eventName: z.string(),
    s3: z.object({
      bucket: z.object({ name: z.string() }),
      object: z.object({
        key: z.string(),
        size: z.number().optional().catch(undefined),
        versionId: z.string().nullish(),
      }),
    }),
  }),
  ({ eventName, s3: { bucket, object } }) => {
    const versionId = nonEmptyString(object.versionId);
    const { key, size } = object;
    const ref = { bucket: bucket.name, key: formDecoded(key), size, versionId };
    if (/^(s3:)?ObjectCreated:/.test(eventName)) return [{ kind: 'object', ref }];
    const what = 'an object that was not created';
    // What a lifecycle rule removes has names of its own: LifecycleExpiration:Delete.
    return /^(s3:)?ObjectRemoved:/.test(eventName)
      ? [{ kind: 'skipped', what, removed: ref }]
      : [{ kind: 'skipped', what }];
  },
);
