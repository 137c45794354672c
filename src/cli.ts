#!/usr/bin/env node
import { exitCodes } from './cli/command.ts';
import { main } from './cli/main.ts';
import { problemOfNode } from './cli/node-version.ts';
import { terminalLog } from './cli/terminal-log.ts';
import { reasonOf } from './errors.ts';

const { stdin, stdout, stderr, env, versions } = process;

stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader, such as `head`, has read enough.
  if (error.code === 'EPIPE') process.exit(exitCodes.ok);
  stderr.write(`error: cannot write to standard output: ${reasonOf(error)}\n`);
  process.exit(exitCodes.failed);
});

let handle: ((event: unknown) => Promise<unknown>) | undefined;

/** Loads the AWS SDK, which takes longer than most commands do. */
const invoke = async (event: unknown, config?: string): Promise<unknown> => {
  const { composeRedrive } = await import('./compose.ts');
  handle ??= composeRedrive(env, terminalLog(stderr), config);
  return handle(event);
};

const problem = problemOfNode(versions.node);
if (problem === undefined) {
  process.exitCode = await main(process.argv.slice(2), { stdin, stdout, stderr, env, invoke });
} else {
  stderr.write(problem);
  process.exitCode = exitCodes.failed;
}
