import * as z from 'zod';
import { nonEmptyString } from '../../json.ts';
import { formDecoded } from './form-decoded.ts';
import type { MessageShape, Source } from './shapes.ts';

/**
 * A bucket's own notification, of any eventVersion 2.x (S3 User Guide, "Event message structure"). What was
 * removed or restored is no new log file.
 */
export const s3Notification: MessageShape = (message) => {
  const { success, data } = schema.safeParse(message);
  return success ? data.Records.map(sourceOf) : undefined;
};

const schema = z.object({
  Records: z
    .array(
      z.object({
        eventSource: z.literal('aws:s3'),
        eventName: z.string(),
        s3: z.object({
          bucket: z.object({ name: z.string() }),
          object: z.object({ key: z.string(), versionId: z.string().nullish() }),
        }),
      }),
    )
    .min(1),
});

type Entry = z.infer<typeof schema>['Records'][number];

const isCreated = ({ eventName }: Entry): boolean => /^(s3:)?ObjectCreated:/.test(eventName);

/** "versionId":"object version if bucket is versioning-enabled, otherwise null", says S3; mostly it is left out then. */
const sourceOf = (entry: Entry): Source => {
  if (!isCreated(entry)) return { kind: 'skipped' };
  const { bucket, object } = entry.s3;
  return {
    kind: 'object',
    ref: { bucket: bucket.name, key: formDecoded(object.key), versionId: nonEmptyString(object.versionId) },
  };
};
