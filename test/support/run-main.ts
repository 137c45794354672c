import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Terminal } from '../../src/cli/command.ts';
import { main } from '../../src/cli/main.ts';

/** Runs a command in this process, and gives what it printed. */
export const runMain = async (
  args: readonly string[],
  { isTTY = false, ...terminal }: Partial<Terminal> & { readonly isTTY?: boolean } = {},
) => {
  const [stdout, stderr] = [
    Object.assign(new PassThrough(), { isTTY }),
    Object.assign(new PassThrough(), { isTTY }),
  ];
  const printed = Promise.all([text(stdout), text(stderr)]);
  const code = await main(args, {
    stdin: Readable.from([]),
    stdout,
    stderr,
    env: {},
    invoke: async () => undefined,
    ...terminal,
  });
  stdout.end();
  stderr.end();
  const [out, err] = await printed;
  return { code, stdout: out, stderr: err };
};
