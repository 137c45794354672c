import { UnknownEventError } from '../errors.ts';
import { throwFailures } from './answers.ts';
import { describeMessage } from './describe-message.ts';
import { batchOperations } from './envelopes/batch-operations.ts';
import { firehose } from './envelopes/firehose.ts';
import { kinesis } from './envelopes/kinesis.ts';
import { logSubscription } from './envelopes/log-subscription.ts';
import { sns } from './envelopes/sns.ts';
import { sqs } from './envelopes/sqs.ts';
import { readMessage } from './messages/message.ts';
import type { Carrier, Trigger } from './shapes.ts';

/** A message on its own: S3 and EventBridge invoke Lambda with nothing around it. */
const message: Carrier = (event) => {
  const sources = readMessage(event);
  return sources === undefined ? undefined : { items: [{ id: 'event', sources }], answer: throwFailures };
};

/** One line for each way in which messages come, one file each. */
const carriers: readonly Carrier[] = [message, sqs, sns, kinesis, firehose, logSubscription, batchOperations];

/** Throws UnknownEventError, since an event that is silently ignored is a log file that nobody reads. */
export const readTrigger = (event: unknown): Trigger => {
  for (const carrier of carriers) {
    const trigger = carrier(event);
    if (trigger !== undefined) return trigger;
  }
  throw new UnknownEventError(`expected an event that names log files, got ${describeMessage(event)}`);
};
