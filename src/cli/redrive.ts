import { messageOf, TattletailError } from '../errors.ts';
import { isJsonArray, isJsonObject, type JsonValue, parseJson } from '../json.ts';
import { type DefineCommand, type ExitCode, exitCodes, type Terminal } from './command.ts';
import { localFiles } from './local-files.ts';

export const redrive: DefineCommand = (program, terminal, finish) => {
  program
    .command('redrive')
    .summary('invoke again what Lambda has given up on')
    .description(
      'Does here what the Lambda would do with the events that its on-failure destination has kept: with the same tattletail.toml and environment variables, and to the same destinations. What the ledger knows as told is not told again.',
    )
    .argument(
      '<paths...>',
      'what was kept: files or folders as S3 has them, what aws sqs receive-message prints, or -',
    )
    .addHelpText('after', examples)
    .action(async (paths: readonly string[]) => finish(await runRedrive(paths, terminal)));
};

const examples = `
Examples:
  aws s3 sync s3://my-failures/aws/lambda/async/ failures/ && tattletail redrive failures/
  aws sqs receive-message --queue-url URL --max-number-of-messages 10 | tattletail redrive -`;

const runRedrive = async (paths: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const failures: string[] = [];
  let done = 0;
  const attempt = async <T>(path: string, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      failures.push(`error: ${path}: ${messageOf(error)}\n`);
      return undefined;
    }
  };
  for (const { path, read } of await localFiles(paths, terminal.stdin, () => true)) {
    const events = await attempt(path, async () => eventsOf(parseJson((await read()).toString())));
    for (const event of events ?? []) {
      await attempt(path, async () => {
        failIfAnswered(await terminal.invoke(event));
        done += 1;
      });
    }
  }
  terminal.stderr.write(`${failures.join('')}Events done: ${done}, failed: ${failures.length}.\n`);
  return failures.length === 0 ? exitCodes.ok : exitCodes.failed;
};

/**
 * The events in what an on-failure destination keeps (Lambda Developer Guide, "Retaining records of asynchronous
 * invocations"), in what the AWS CLI prints of a queue's messages, or the event itself, as a dead-letter queue
 * has it.
 */
const eventsOf = (kept: JsonValue): readonly JsonValue[] => {
  if (isJsonArray(kept)) return kept.flatMap(eventsOf);
  if (!isJsonObject(kept)) return [kept];
  if (kept.requestPayload !== undefined) return [kept.requestPayload];
  if (!isJsonArray(kept.Messages)) return [kept];
  return kept.Messages.flatMap((message) =>
    isJsonObject(message) && typeof message.Body === 'string' ? eventsOf(parseJson(message.Body)) : [],
  );
};

/** Queues are answered, not thrown at. */
const failIfAnswered = (answer: unknown): void => {
  const failures =
    isJsonObject(answer) && isJsonArray(answer.batchItemFailures) ? answer.batchItemFailures.length : 0;
  if (failures > 0) throw new TattletailError(`${failures} of its messages failed, see the log`);
};
