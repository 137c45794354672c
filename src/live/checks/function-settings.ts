import { shellWord } from '../../shell-word.ts';
import { anError, aWarning, type LiveCheck } from '../check.ts';

/** Whether the function can run, has time and memory, and a place for events that failed. */
export const functionSettings: LiveCheck = {
  name: 'function',
  look: async ({ function: deployed }, { onFailureOf, eventSourcesOf, concurrencyOf }) => {
    const { name, arn, runtime = 'nodejs24.x', handler, timeout, memory, problem } = deployed;
    const update = `aws lambda update-function-configuration --function-name ${shellWord(name)}`;
    // A source that Lambda reads keeps what failed itself, or its dead-letter queue does.
    const isInvoked = (await eventSourcesOf(name)).length === 0;
    const isLossy =
      isInvoked && (await onFailureOf(name)) === undefined && deployed.deadLetterArn === undefined;
    const findings = [
      problem !== undefined &&
        anError(
          `the function cannot be used: ${problem}`,
          `aws lambda get-function --function-name ${shellWord(name)}`,
        ),
      (await concurrencyOf(arn)) === 0 &&
        anError(
          'the function is stopped: its reserved concurrency is 0',
          `aws lambda delete-function-concurrency --function-name ${shellWord(name)}`,
        ),
      !isNewEnough(runtime) &&
        anError(`the runtime is ${runtime}, expected nodejs22.x or newer`, `${update} --runtime nodejs24.x`),
      handler !== undefined &&
        handler !== 'index.handler' &&
        aWarning(
          `the handler is ${handler}, expected that of the zip, index.handler`,
          `${update} --handler index.handler`,
        ),
      timeout < 60 &&
        aWarning(
          `the function has ${timeout} seconds: large log files and retries take longer`,
          `${update} --timeout 300`,
        ),
      memory < 256 &&
        aWarning(
          `the function has ${memory} MB: large log files take more, and less memory is a slower processor`,
          `${update} --memory-size 512`,
        ),
      isLossy &&
        aWarning(
          'events that fail three times are lost: there is no on-failure destination',
          `aws lambda put-function-event-invoke-config --function-name ${shellWord(name)} --destination-config '{"OnFailure":{"Destination":"arn:aws:s3:::my-tattletail-state"}}'`,
        ),
    ];
    return findings.filter((finding) => finding !== false);
  },
};

const isNewEnough = (runtime: string): boolean => Number(/^nodejs(\d+)\.x$/.exec(runtime)?.[1] ?? 0) >= 22;
