import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { JqEngine } from '../engine.ts';
import { JqBinaryError, messageOf } from '../errors.ts';
import { realJqEngine } from './engine.ts';
import type { JqResult, RunJq } from './run.ts';

/** The engine on top of a jq binary. */
export interface NativeJq extends JqEngine {
  /** As in `1.8.2`. */
  readonly version: string;
}

/**
 * A jq binary, run by node-jq. `path` must be the environment's JQ_PATH, from which node-jq takes it when it is first
 * imported. Throws JqBinaryError when there is no working jq at `path`.
 *
 * Nothing stops a program that does not end. Before 1.8.2, keys of an input that collide in jq's hash table can stall it
 * (CVE-2026-40164); before 1.8, some programs have other outputs.
 */
export const jqNative = async (path: string): Promise<NativeJq> => {
  const version = await versionOf(path);
  // It is CommonJS: in a bundle with code splitting, only its default export is there.
  const { run } = (await import('node-jq')).default;
  return { ...realJqEngine(runBy(run, path), { maxDepth }), version };
};

/** JSON.stringify, which writes the inputs, overflows its stack at about 4,400 levels. */
const maxDepth = 3500;

/** A binary that does not start would crash the process from inside node-jq, so it is tried here first. */
const versionOf = async (path: string): Promise<string> => {
  try {
    const { stdout } = await promisify(execFile)(path, ['--version'], { env: {} });
    const [, version] = /^jq-(\d+(?:\.\d+)+)/.exec(stdout) ?? [];
    if (version !== undefined) return version;
    throw new Error(`it says it is ${JSON.stringify(stdout.split('\n')[0])}`);
  } catch (error) {
    throw new JqBinaryError(path, reasonOf(error));
  }
};

/** A system error says `spawn PATH ENOENT`. */
const reasonOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return (typeof code === 'string' ? reasons[code] : undefined) ?? messageOf(error);
};

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'it is no file that may be executed',
  ENOEXEC: 'it is no program for this machine',
};

/** node-jq rejects with what jq wrote to stderr, but without the exit code, and cannot stop a jq. */
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
    const stderr = isBrokenPipe(error) ? await compileErrorOf(path, program) : messageOf(error);
    return { stdout: '', stderr, exitCode: /^jq: \d+ compile error/m.test(stderr) ? 3 : 5 };
  }
};

/** A jq that refuses a program may end before node-jq has written its input; then node-jq drops what jq wrote to stderr. */
const isBrokenPipe = (error: unknown): boolean => error instanceof Error && /EPIPE/.test(error.message);

const compileErrorOf = async (path: string, program: string): Promise<string> => {
  try {
    const running = promisify(execFile)(path, ['-c', program], { env: {} });
    running.child.stdin?.end();
    await running;
    return 'jq stopped reading its input';
  } catch (error) {
    return error instanceof Error && 'stderr' in error ? String(error.stderr) : messageOf(error);
  }
};
