import * as z from 'zod';
import { ofShape } from '../of-shape.ts';
import type { Carrier } from '../shapes.ts';
import { readPacked } from './packed.ts';

/**
 * Records that Firehose has transformed before it delivers them: they are given back as they came. What fails is
 * told to have failed: Firehose does not repeat it, but keeps it below processing-failed/ in its bucket (Firehose
 * Developer Guide, "Handle failure in data transformation").
 */
export const firehose: Carrier = ofShape(
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
