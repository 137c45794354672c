import * as z from 'zod';
import { messageShape } from '../of-shape.ts';
import type { MessageShape } from '../shapes.ts';

/** A subscription of a log group (CloudWatch Logs User Guide, "Subscription filters with AWS Lambda"). */
export const logSubscription: MessageShape = messageShape(
  z.object({ awslogs: z.object({ data: z.string() }) }),
  ({ awslogs }) => [{ kind: 'packed', data: awslogs.data }],
);
