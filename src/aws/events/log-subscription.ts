import * as z from 'zod';
import { throwFailures } from './answers.ts';
import { readPacked } from './packed.ts';
import type { Carrier } from './shapes.ts';

/** A subscription of a log group (CloudWatch Logs User Guide, "Subscription filters with AWS Lambda"). */
export const logSubscription: Carrier = (event) => {
  const { success, data } = schema.safeParse(event);
  return success
    ? { items: [{ id: 'awslogs', sources: readPacked(data.awslogs.data) }], answer: throwFailures }
    : undefined;
};

const schema = z.object({ awslogs: z.object({ data: z.string() }) });
