import * as z from 'zod';
import { nonEmptyString } from '../../json.ts';
import { formDecoded } from '../form-decoded.ts';
import { ofShape } from '../of-shape.ts';
import type { MessageShape, Source } from '../shapes.ts';

/**
 * A bucket's notification, of any eventVersion (S3 User Guide, "Event message structure"). An object that was removed
 * or restored is no new log file. One unreadable entry does not stop the others.
 */
export const s3Notification: MessageShape = ofShape(
  z.object({ Records: z.array(z.unknown()) }),
  ({ Records }) => {
    const entries = Records.map((record) => entrySchema.safeParse(record).data);
    return entries.some((entry) => entry !== undefined) ? entries.map(sourceOf) : undefined;
  },
);

const entrySchema = z.object({
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
});

type Entry = z.infer<typeof entrySchema>;

const isCreated = ({ eventName }: Entry): boolean => /^(s3:)?ObjectCreated:/.test(eventName);

/** Without versioning, versionId is null according to the S3 User Guide. In practice it is mostly missing. */
const sourceOf = (entry: Entry | undefined, index: number): Source => {
  if (entry === undefined)
    return { kind: 'malformed', reason: `entry ${index} of the notification names no object` };
  if (!isCreated(entry)) return { kind: 'skipped' };
  const { bucket, object } = entry.s3;
  return {
    kind: 'object',
    ref: {
      bucket: bucket.name,
      key: formDecoded(object.key),
      size: object.size,
      versionId: nonEmptyString(object.versionId),
    },
  };
};
