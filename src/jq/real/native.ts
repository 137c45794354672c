import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { JqEngine } from '../engine.ts';
import { JqBinaryError, messageOf } from '../errors.ts';
import { createJqEngine } from './engine.ts';
import type { JqResult, RunJq } from './run.ts';

/** The engine on top of a jq binary. */
export interface NativeJq extends JqEngine {
  /** As in `1.8.2`. */
  readonly version: string;
}

/**
 * A jq binary that the user supplies, run by node-jq, which takes the path from JQ_PATH when it is first imported: the
 * two must be the same. Throws JqBinaryError when there is no working jq at `path`.
 */
export const jqNative = async (path: string): Promise<NativeJq> => {
  const version = await versionOf(path);
  // It is CommonJS, of which a split bundle has the default export alone.
  const { run } = (await import('node-jq')).default;
  return { ...createJqEngine(runBy(run, path), { maxDepth }), version };
};

/** jq's own limit, beyond which it refuses its input. JSON.stringify gives up somewhere below. */
const maxDepth = 3500;

/** node-jq leaves a missing binary to crash the process, so it is started here first. */
const versionOf = async (path: string): Promise<string> => {
  try {
    const { stdout } = await promisify(execFile)(path, ['--version'], { env: {} });
    const [, version] = /^jq-(\d+(?:\.\d+)+)/.exec(stdout) ?? [];
    if (version !== undefined) return version;
    throw new Error(`it says it is ${JSON.stringify(stdout.split('\n')[0])}`);
  } catch (error) {
    throw new JqBinaryError(path, messageOf(error));
  }
};

/** node-jq rejects with what jq wrote to stderr, and leaves the exit code out. It has no way to stop a jq. */
const runBy =
  (run: typeof import('node-jq').run, path: string): RunJq =>
  async (program, input, read) =>
    read(await resultOf(run, path, program, input));

const resultOf = async (
  run: typeof import('node-jq').run,
  path: string,
  program: string,
  input: string,
): Promise<JqResult> => {
  try {
    const stdout = await run(program, input, { input: 'string', output: 'compact' });
    return { stdout: String(stdout), stderr: '', exitCode: 0 };
  } catch (error) {
    const stderr = leftBeforeItsInput(error) ? await complaintOf(path, program) : messageOf(error);
    return { stdout: '', stderr, exitCode: /^jq: \d+ compile error/m.test(stderr) ? 3 : 5 };
  }
};

/** A jq that refuses a program may be gone before node-jq writes to it, which then forgets what jq said. */
const leftBeforeItsInput = (error: unknown): boolean => error instanceof Error && /EPIPE/.test(error.message);

const complaintOf = async (path: string, program: string): Promise<string> => {
  try {
    const running = promisify(execFile)(path, ['-c', program], { env: {} });
    running.child.stdin?.end();
    await running;
    return 'jq stopped reading its input';
  } catch (error) {
    return error instanceof Error && 'stderr' in error ? String(error.stderr) : messageOf(error);
  }
};
