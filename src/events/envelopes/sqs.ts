import * as z from 'zod';
import { batchItemFailures } from '../answers.ts';
import { batchOf } from '../batch-of.ts';
import { messageShape } from '../of-shape.ts';
import type { Envelope, MessageShape } from '../shapes.ts';

const entry = z.object({ eventSource: z.literal('aws:sqs'), messageId: z.string(), body: z.unknown() });

/** Messages of a queue (Lambda Developer Guide, "Using Lambda with Amazon SQS"). */
export const sqs: Envelope = (event) => {
  const messages = batchOf(event, entry);
  return (
    messages && {
      items: messages.map(({ messageId, body }) => ({
        id: messageId,
        parts: [{ kind: 'message', value: body }],
      })),
      answer: batchItemFailures,
    }
  );
};

/** One of them inside another message. */
export const sqsMessage: MessageShape = messageShape(entry, ({ body }) => [{ kind: 'message', value: body }]);
