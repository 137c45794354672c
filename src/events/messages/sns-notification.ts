import * as z from 'zod';
import { ofShape } from '../of-shape.ts';
import type { MessageShape } from '../shapes.ts';

/**
 * What SNS wraps around a message that it sends to a queue or a stream, or sends when somebody subscribes (SNS Developer
 * Guide, "Message formats").
 */
export const snsNotification: MessageShape = ofShape(
  z.object({
    Type: z.enum(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
    Message: z.unknown(),
    Subject: z.string().nullish(),
  }),
  ({ Type, Message, Subject }) => {
    if (Type !== 'Notification') return [{ kind: 'skipped', what: 'a confirmation of SNS' }];
    const isText = typeof Message === 'string' && !Message.trimStart().startsWith('{');
    if (isText && Subject?.startsWith('[AWS Config:') === true)
      return [{ kind: 'skipped', what: 'a notice of another service' }];
    return [{ kind: 'message', value: Message }];
  },
);
