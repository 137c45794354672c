#!/usr/bin/env node
import { exitCodes } from './cli/command.ts';
import { main } from './cli/main.ts';
import { problemOfNode } from './cli/node-version.ts';
import { terminalLog } from './cli/terminal-log.ts';
import { reasonOf } from './errors.ts';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Somebody downstream, like `head`, has read enough.
  if (error.code === 'EPIPE') process.exit(exitCodes.ok);
  process.stderr.write(`error: cannot write to standard output: ${reasonOf(error)}\n`);
  process.exit(exitCodes.failed);
});

/** Made at the first event and kept for the following ones. */
let handler: ReturnType<typeof import('./lambda.ts').createHandler> | undefined;

const invoke = async (event: unknown): Promise<unknown> => {
  const { createHandler, start } = await import('./lambda.ts');
  handler ??= createHandler(start(terminalLog(process.stderr)));
  return handler(event, { awsRequestId: 'redrive', getRemainingTimeInMillis: () => fifteenMinutes });
};

/** As long as a Lambda may run, in milliseconds. */
const fifteenMinutes = 15 * 60 * 1000;

const { stdin, stdout, stderr, env, versions } = process;
const problem = problemOfNode(versions.node);
if (problem === undefined) {
  process.exitCode = await main(process.argv.slice(2), { stdin, stdout, stderr, env, invoke });
} else {
  stderr.write(problem);
  process.exitCode = exitCodes.failed;
}
