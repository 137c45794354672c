import { InspectionError, messageOf, TattletailError } from '../errors.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../json.ts';
import { type DefineCommand, type ExitCode, exitCodes, isOfConfig, say, type Terminal } from './command.ts';
import { note } from './common-options.ts';
import { keptEvents } from './kept-events.ts';
import { localFiles } from './local-files.ts';

export const redrive: DefineCommand = (program, terminal, finish) => {
  program
    .command('redrive')
    .summary('retry events that Lambda has given up on')
    .description(
      'Handles events that the Lambda failed on as the Lambda would: with its tattletail.toml and environment variables, and to the same destinations. What the ledger records as delivered is not sent again.',
    )
    .argument(
      '<paths...>',
      'the events: files or folders as copied from S3, the output of aws sqs receive-message, or - for standard input',
    )
    .addHelpText('after', examples)
    .action(async (paths: readonly string[]) => finish(await runRedrive(paths, terminal)));
};

const examples = `
Examples:
  aws s3 sync s3://my-failures/aws/lambda/async/ failures/ && tattletail redrive failures/
  aws sqs receive-message --queue-url URL --max-number-of-messages 10 | tattletail redrive -`;

const runRedrive = async (paths: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  let failed = 0;
  let done = 0;
  const attempt = async <T>(path: string, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      // Every other event would fail for the same reason, and none has been handled.
      if (isOfConfig(error)) throw error;
      const reason = error instanceof InspectionError ? 'failed, see above' : messageOf(error);
      await say(terminal.stderr, `error: ${path}: ${reason}\n`);
      failed += 1;
      return undefined;
    }
  };
  for (const { path, read } of await localFiles(paths, terminal.stdin)) {
    const kept = await attempt(path, async () => keptIn(path, await read()));
    for (const event of kept ?? []) {
      await attempt(path, async () => {
        if (event instanceof SyntaxError) throw new TattletailError(describeSyntaxError(event));
        failIfAnswered(await terminal.invoke(event));
        done += 1;
      });
    }
  }
  const count = `Events done: ${done}, failed: ${failed}.\n`;
  await (failed === 0 ? note(terminal, terminal.stderr, count) : say(terminal.stderr, count));
  return failed === 0 ? exitCodes.ok : exitCodes.failed;
};

/** V8 counts from the begin of what was parsed, which is not the whole file. */
const describeSyntaxError = ({ message }: SyntaxError): string =>
  message.replace(/ at position \d+ \((line \d+ column \d+)\)$/, ' ($1 of the document)');

/** The AWS CLI prints nothing if a queue is empty; a file is never empty. */
const keptIn = (path: string, bytes: Uint8Array): readonly (JsonValue | SyntaxError)[] => {
  const kept = keptEvents(bytes);
  if (kept.length === 0 && path !== '-') throw new TattletailError('expected failed events, got none');
  return kept;
};

/** For an event of a queue, failures are in the answer, not thrown. */
const failIfAnswered = (answer: unknown): void => {
  const failures =
    isJsonObject(answer) && isJsonArray(answer.batchItemFailures) ? answer.batchItemFailures.length : 0;
  if (failures > 0) throw new TattletailError(`${failures} of its messages failed, see above`);
};
