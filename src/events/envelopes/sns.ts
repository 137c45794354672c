import * as z from 'zod';
import { throwFailures } from '../answers.ts';
import { readText } from '../messages/message.ts';
import { ofShape } from '../of-shape.ts';
import type { Carrier } from '../shapes.ts';

/**
 * Messages of a topic, which spells EventSource with a capital (Lambda Developer Guide, "Using Lambda with Amazon
 * SNS").
 */
export const sns: Carrier = ofShape(
  z.object({
    Records: z
      .array(
        z.object({
          EventSource: z.literal('aws:sns'),
          Sns: z.object({ MessageId: z.string(), Message: z.string() }),
        }),
      )
      .min(1),
  }),
  ({ Records }) => ({
    items: Records.map(({ Sns }) => ({ id: Sns.MessageId, sources: readText(Sns.Message) })),
    answer: throwFailures,
  }),
);
