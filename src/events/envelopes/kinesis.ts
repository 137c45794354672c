import * as z from 'zod';
import { batchItemFailures } from '../answers.ts';
import { ofShape } from '../of-shape.ts';
import { readPacked } from '../packed.ts';
import type { Envelope } from '../shapes.ts';

/** Records of a stream, each named by its sequence number (Lambda Developer Guide, "Using Lambda with Kinesis"). */
export const kinesis: Envelope = ofShape(
  z.object({
    Records: z
      .array(
        z.object({
          eventSource: z.literal('aws:kinesis'),
          kinesis: z.object({ sequenceNumber: z.string(), data: z.string() }),
        }),
      )
      .min(1),
  }),
  ({ Records }) => ({
    items: Records.map(({ kinesis: { sequenceNumber, data } }) => ({
      id: sequenceNumber,
      sources: readPacked(data),
    })),
    answer: batchItemFailures,
  }),
);
