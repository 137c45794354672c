import { InspectionError } from '../errors.ts';
import type { Answer } from './shapes.ts';

/**
 * For invocations without an answer: an error makes Lambda invoke again, twice, and then keep the event where
 * its on-failure destination says (Lambda Developer Guide, "Asynchronous invocation").
 */
export const throwFailures: Answer = (outcomes) => {
  const failures = outcomes.flatMap((outcome) => outcome.failures);
  if (failures.length > 0) throw new InspectionError(failures);
  return undefined;
};

/**
 * For queues and streams: only what is named here comes again (Lambda Developer Guide, "Reporting batch item
 * failures"). What is malformed would come again for ever, and stop a stream, so it is not named: the log has it.
 */
export const batchItemFailures: Answer = (outcomes) => ({
  batchItemFailures: outcomes
    .filter(({ failures, cause }) => failures.length > 0 && cause !== 'malformed')
    .map(({ id }) => ({ itemIdentifier: id })),
});
