import { InspectionError } from '../errors.ts';
import type { Answer } from './shapes.ts';

/**
 * For asynchronous invocations, which have no answer. After an error, Lambda retries the event twice, and then sends
 * it to the on-failure destination (Lambda Developer Guide, "Asynchronous invocation").
 */
export const throwFailures: Answer = (outcomes) => {
  // Several items may have failed for the same reason, such as an object that all of them name.
  const failures = new Set(outcomes.flatMap((outcome) => outcome.failures));
  if (failures.size > 0) throw new InspectionError([...failures]);
  return undefined;
};

/**
 * For queues and streams, which retry only the items named here (Lambda Developer Guide, "Reporting batch item
 * failures"). A malformed item would be retried for ever, and block a stream, so it is only in the log.
 */
export const batchItemFailures: Answer = (outcomes) => ({
  batchItemFailures: outcomes
    .filter(({ failures, cause }) => failures.length > 0 && cause !== 'malformed')
    .map(({ id }) => ({ itemIdentifier: id })),
});
