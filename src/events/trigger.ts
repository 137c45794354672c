import { UnknownEventError } from '../errors.ts';
import { isJsonObject } from '../json.ts';
import { describeMessage } from './describe-message.ts';
import { bareMessage } from './envelopes/bare-message.ts';
import { batchOperations } from './envelopes/batch-operations.ts';
import { firehose } from './envelopes/firehose.ts';
import { kinesis } from './envelopes/kinesis.ts';
import { sns } from './envelopes/sns.ts';
import { sqs } from './envelopes/sqs.ts';
import type { Envelope, Trigger } from './shapes.ts';

/** One line for each envelope, one file each. The first that knows an event opens it. */
const envelopes: readonly Envelope[] = [sqs, sns, kinesis, firehose, batchOperations, bareMessage];

/** Throws UnknownEventError: if an unknown event were ignored, its log files would not be read. */
export const readTrigger = (event: unknown): Trigger => {
  for (const envelope of envelopes) {
    const trigger = envelope(event);
    if (trigger !== undefined) return trigger;
  }
  const expected = isJsonObject(event) && 'tattletail' in event ? request : 'an event that names log files';
  throw new UnknownEventError(`expected ${expected}, got ${describeMessage(event)}`);
};

/** These are answered before: this is none of them. */
const request = '{"tattletail":"heartbeat"} or {"tattletail":"notify","destination":"ID"}';
