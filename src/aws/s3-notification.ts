import * as z from 'zod';
import type { EventShape } from './event-shape.ts';
import type { ObjectRef } from './object-ref.ts';

/**
 * A bucket's own notification, of any eventVersion 2.x (S3 User Guide, "Event message structure"). What is
 * removed or restored is no new log file.
 */
export const s3Notification: EventShape = (event) => {
  const { success, data } = schema.safeParse(event);
  return success ? data.Records.filter(isCreated).map(refOf) : undefined;
};

const schema = z.object({
  Records: z.array(
    z.object({
      eventSource: z.literal('aws:s3'),
      eventName: z.string(),
      s3: z.object({
        bucket: z.object({ name: z.string() }),
        object: z.object({ key: z.string(), versionId: z.string().optional() }),
      }),
    }),
  ),
});

type Entry = z.infer<typeof schema>['Records'][number];

const isCreated = ({ eventName }: Entry): boolean => /^(s3:)?ObjectCreated:/.test(eventName);

const refOf = ({ s3: { bucket, object } }: Entry): ObjectRef => ({
  bucket: bucket.name,
  key: formDecoded(object.key),
  versionId: object.versionId,
});

/**
 * S3 form-encodes the key: a space comes as `+`, other characters as `%XX`. A key that does not decode is
 * tried as it stands; S3 then says that there is no such object, and the report names it.
 */
const formDecoded = (key: string): string => {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return key;
  }
};
