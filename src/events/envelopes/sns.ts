import * as z from 'zod';
import { throwFailures } from '../answers.ts';
import { batchOf } from '../batch-of.ts';
import { messageShape } from '../of-shape.ts';
import type { Envelope, MessageShape, Part } from '../shapes.ts';

const entry = z.object({
  EventSource: z.literal('aws:sns'),
  Sns: z.looseObject({ MessageId: z.string(), Message: z.unknown() }),
});

/**
 * Messages of a topic. SNS writes EventSource with a capital (Lambda Developer Guide, "Using Lambda with Amazon
 * SNS").
 */
export const sns: Envelope = (event) => {
  const messages = batchOf(event, entry);
  return (
    messages && {
      items: messages.map((message) => ({ id: message.Sns.MessageId, parts: [partOf(message)] })),
      answer: throwFailures,
    }
  );
};

/** One of them inside another message. */
export const snsMessage: MessageShape = messageShape(entry, (message) => [partOf(message)]);

/** It is wrapped as in a queue. */
const partOf = ({ Sns }: z.infer<typeof entry>): Part => ({
  kind: 'message',
  value: { Type: 'Notification', ...Sns },
});
