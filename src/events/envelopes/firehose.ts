import * as z from 'zod';
import { messageShape, ofShape } from '../of-shape.ts';
import type { Envelope, MessageShape } from '../shapes.ts';

const schema = z.object({
  deliveryStreamArn: z.string(),
  records: z.array(z.object({ recordId: z.string(), data: z.string() })),
});

/**
 * Records that Firehose has transformed before it delivers them: they are returned unchanged. Firehose does not retry
 * those marked as failed, but keeps them below processing-failed/ in its bucket (Firehose Developer Guide, "Handle
 * failure in data transformation").
 */
export const firehose: Envelope = ofShape(schema, ({ records }) => ({
  items: records.map(({ recordId, data }) => ({ id: recordId, parts: [{ kind: 'packed', data }] })),
  answer: (outcomes) => ({
    records: outcomes.map(({ id, failures }, index) => ({
      recordId: id,
      result: failures.length === 0 ? 'Ok' : 'ProcessingFailed',
      data: records[index]?.data,
    })),
  }),
}));

/** The same inside another message. */
export const firehoseRecords: MessageShape = messageShape(schema, ({ records }) =>
  records.map(({ data }) => ({ kind: 'packed', data })),
);
