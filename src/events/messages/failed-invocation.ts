import * as z from 'zod';
import { LogFileError } from '../../errors.ts';
import { messageShape } from '../of-shape.ts';
import type { MessageShape } from '../shapes.ts';

/**
 * What Lambda sends to an on-failure destination: the event that failed (Lambda Developer Guide, "Retaining records of
 * asynchronous invocations"). Of a batch of a stream, only a bucket gets the event, as text.
 */
export const failedInvocation: MessageShape = messageShape(
  z.object({
    version: z.string(),
    requestContext: z.object({ requestId: z.string(), condition: z.string() }),
    requestPayload: z.unknown().optional(),
    payload: z.unknown().optional(),
  }),
  ({ requestContext: { requestId, condition }, requestPayload, payload }) => {
    if (condition === 'Success') return [{ kind: 'skipped', what: 'an event that did not fail' }];
    const event = requestPayload ?? payload;
    if (event !== undefined && event !== null) return [{ kind: 'message', value: event }];
    const reason =
      'the failed event is not in this record, as a topic gets it beyond 256 KB: send failed events to a bucket, which keeps them whole';
    return [{ kind: 'unreadable', error: new LogFileError(`lambda:${requestId}`, reason) }];
  },
);
