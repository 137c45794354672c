import * as z from 'zod';
import { batchItemFailures } from './answers.ts';
import { readText } from './message.ts';
import type { Carrier } from './shapes.ts';

/** Messages of a queue (Lambda Developer Guide, "Using Lambda with Amazon SQS"). */
export const sqs: Carrier = (event) => {
  const { success, data } = schema.safeParse(event);
  return success
    ? {
        items: data.Records.map(({ messageId, body }) => ({ id: messageId, sources: readText(body) })),
        answer: batchItemFailures,
      }
    : undefined;
};

const schema = z.object({
  Records: z
    .array(z.object({ eventSource: z.literal('aws:sqs'), messageId: z.string(), body: z.string() }))
    .min(1),
});
