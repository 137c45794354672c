import { createAllowance } from '../allowance.ts';
import { throwFailures } from '../answers.ts';
import { isKnown } from '../known-messages.ts';
import type { Envelope } from '../shapes.ts';

/** No envelope: S3, EventBridge and CloudWatch Logs invoke Lambda with the message itself. */
export const bareMessage: Envelope = (event) =>
  isKnown(event, createAllowance(unlimited))
    ? { items: [{ id: 'event', parts: [{ kind: 'message', value: event }] }], answer: throwFailures }
    : undefined;

/** Lambda's payload is at most 6 MB, and nothing is inflated to see what it is. */
const unlimited = { bytes: 0, values: Number.POSITIVE_INFINITY };
