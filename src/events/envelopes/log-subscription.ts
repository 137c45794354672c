import * as z from 'zod';
import { throwFailures } from '../answers.ts';
import { ofShape } from '../of-shape.ts';
import { readPacked } from '../packed.ts';
import type { Envelope } from '../shapes.ts';

/** A subscription of a log group (CloudWatch Logs User Guide, "Subscription filters with AWS Lambda"). */
export const logSubscription: Envelope = ofShape(
  z.object({ awslogs: z.object({ data: z.string() }) }),
  ({ awslogs }) => ({
    items: [{ id: 'awslogs', sources: readPacked(awslogs.data) }],
    answer: throwFailures,
  }),
);
