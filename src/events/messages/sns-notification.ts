import * as z from 'zod';
import { messageShape } from '../of-shape.ts';
import type { MessageShape } from '../shapes.ts';

/**
 * What SNS wraps around a message that it sends to a queue or a stream, or sends when somebody subscribes (SNS Developer
 * Guide, "Message formats").
 */
export const snsNotification: MessageShape = messageShape(
  z.object({
    Type: z.enum(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
    Message: z.unknown(),
    Subject: z.string().nullish(),
  }),
  ({ Type, Message, Subject }) => {
    if (Type !== 'Notification')
      return [{ kind: 'message', value: Message, otherwise: 'a confirmation of SNS' }];
    if (Subject?.startsWith('[AWS Config:') === true)
      return [{ kind: 'message', value: Message, otherwise: 'a notice of another service' }];
    return [{ kind: 'message', value: Message }];
  },
);
