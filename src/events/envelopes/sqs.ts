import * as z from 'zod';
import { batchItemFailures } from '../answers.ts';
import { readText } from '../message.ts';
import { ofShape } from '../of-shape.ts';
import type { Envelope } from '../shapes.ts';

/** Messages of a queue (Lambda Developer Guide, "Using Lambda with Amazon SQS"). */
export const sqs: Envelope = ofShape(
  z.object({
    Records: z
      .array(z.object({ eventSource: z.literal('aws:sqs'), messageId: z.string(), body: z.string() }))
      .min(1),
  }),
  ({ Records }) => ({
    items: Records.map(({ messageId, body }) => ({ id: messageId, sources: readText(body) })),
    answer: batchItemFailures,
  }),
);
