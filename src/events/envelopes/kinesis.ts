import * as z from 'zod';
import { batchItemFailures } from '../answers.ts';
import { ofShape } from '../of-shape.ts';
import type { Carrier } from '../shapes.ts';
import { readPacked } from './packed.ts';

/**
 * Records of a stream (Lambda Developer Guide, "Using Lambda with Kinesis"). What fails is named by its sequence
 * number.
 */
export const kinesis: Carrier = ofShape(
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
