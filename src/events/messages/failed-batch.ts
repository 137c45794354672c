import * as z from 'zod';
import { LogFileError } from '../../errors.ts';
import { messageShape } from '../of-shape.ts';
import type { MessageShape } from '../shapes.ts';

/**
 * What a queue or topic gets of a batch of a stream that Lambda has given up on: where it was in the stream (Lambda
 * Developer Guide, "Retain discarded batch records for a Kinesis Data Streams event source").
 */
export const failedBatch: MessageShape = messageShape(
  z.object({
    KinesisBatchInfo: z.object({
      streamArn: z.string(),
      shardId: z.string(),
      startSequenceNumber: z.string(),
      endSequenceNumber: z.string(),
    }),
    payload: z.undefined().optional(),
    // That of a failed invocation, which this is not.
    requestContext: z.unknown(),
  }),
  ({ KinesisBatchInfo: { streamArn, shardId, startSequenceNumber, endSequenceNumber } }) => {
    const range = `${shardId}, ${startSequenceNumber} to ${endSequenceNumber}`.slice(0, 500);
    const reason = `the records of a failed batch are not in this message: read them from the stream (${range}) before it drops them, and send failed batches to a bucket, which keeps them whole`;
    return [{ kind: 'unreadable', error: new LogFileError(streamArn.slice(0, 500), reason) }];
  },
);
