import * as z from 'zod';
import { batchItemFailures } from '../answers.ts';
import { batchOf } from '../batch-of.ts';
import { messageShape } from '../of-shape.ts';
import type { Envelope, MessageShape, Part } from '../shapes.ts';

const entry = z.object({
  eventSource: z.literal('aws:kinesis'),
  kinesis: z.object({ sequenceNumber: z.string(), data: z.string() }),
});

/** EventBridge Pipes leave a level out, and may have parsed the data (EventBridge User Guide, "Kinesis as a source"). */
const entryOfPipe = z.object({
  eventSource: z.literal('aws:kinesis'),
  eventID: z.string(),
  data: z.unknown(),
  kinesis: z.undefined().optional(),
});

/**
 * Records of a stream, each named by its sequence number (Lambda Developer Guide, "Using Lambda with Kinesis"), or to a
 * pipe by its event ID (EventBridge User Guide, "Pipes batching and concurrency").
 */
export const kinesis: Envelope = (event) => {
  const items =
    batchOf(event, entry)?.map((record) => ({
      id: record.kinesis.sequenceNumber,
      parts: [packed(record.kinesis.data)],
    })) ?? batchOf(event, entryOfPipe)?.map(({ eventID, data }) => ({ id: eventID, parts: [packed(data)] }));
  return items && { items, answer: batchItemFailures };
};

/** One of them inside another message. */
export const kinesisRecords: readonly MessageShape[] = [
  messageShape(entry, (record) => [packed(record.kinesis.data)]),
  messageShape(entryOfPipe, ({ data }) => [packed(data)]),
];

const packed = (data: unknown): Part =>
  typeof data === 'string' ? { kind: 'packed', data } : { kind: 'message', value: data };
