import * as z from 'zod';
import { nonEmptyString } from '../../json.ts';
import { formDecoded } from '../form-decoded.ts';
import { ofShape } from '../of-shape.ts';
import type { MessageShape, Source } from '../shapes.ts';

/**
 * A bucket's own notification, of any eventVersion (S3 User Guide, "Event message structure"). What was removed or
 * restored is no new log file. An entry that cannot be read takes no other with it.
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
    object: z.object({ key: z.string(), versionId: z.string().nullish() }),
  }),
});

type Entry = z.infer<typeof entrySchema>;

const isCreated = ({ eventName }: Entry): boolean => /^(s3:)?ObjectCreated:/.test(eventName);

/** Without versioning versionId is null, says the S3 User Guide ("Event message structure"); mostly it is left out. */
const sourceOf = (entry: Entry | undefined, index: number): Source => {
  if (entry === undefined)
    return { kind: 'malformed', reason: `entry ${index} of the notification names no object` };
  if (!isCreated(entry)) return { kind: 'skipped' };
  const { bucket, object } = entry.s3;
  return {
    kind: 'object',
    ref: { bucket: bucket.name, key: formDecoded(object.key), versionId: nonEmptyString(object.versionId) },
  };
};
