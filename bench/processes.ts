import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** Runs a command to its end, and gives what it prints. Throws when it fails. */
export const run = async (
  command: string,
  args: readonly string[],
  {
    env = process.env,
    cwd = process.cwd(),
  }: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string } = {},
): Promise<string> => {
  const child = spawn(command, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}: ${stderr}`);
  return stdout;
};

export const isInstalled = (command: string): boolean => spawnSync(command, ['--version']).status === 0;
