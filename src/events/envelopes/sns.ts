import * as z from 'zod';
import { throwFailures } from '../answers.ts';
import { readText } from '../message.ts';
import { ofShape } from '../of-shape.ts';
import type { Envelope } from '../shapes.ts';

/**
 * Messages of a topic. SNS writes EventSource with a capital (Lambda Developer Guide, "Using Lambda with Amazon
 * SNS").
 */
export const sns: Envelope = ofShape(
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
