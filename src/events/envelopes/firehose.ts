import * as z from 'zod';
import { ofShape } from '../of-shape.ts';
import { readPacked } from '../packed.ts';
import type { Envelope } from '../shapes.ts';

/**
 * Records that Firehose has transformed before it delivers them: they are returned unchanged. Firehose does not retry
 * those marked as failed, but keeps them below processing-failed/ in its bucket (Firehose Developer Guide, "Handle
 * failure in data transformation").
 */
export const firehose: Envelope = ofShape(
  z.object({
    deliveryStreamArn: z.string(),
    records: z.array(z.object({ recordId: z.string(), data: z.string() })),
  }),
  ({ records }) => ({
    items: records.map(({ recordId, data }) => ({ id: recordId, sources: readPacked(data) })),
    answer: (outcomes) => ({
      records: outcomes.map(({ id, failures }, index) => ({
        recordId: id,
        result: failures.length === 0 ? 'Ok' : 'ProcessingFailed',
        data: records[index]?.data,
      })),
    }),
  }),
);
