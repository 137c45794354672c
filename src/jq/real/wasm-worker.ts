import { parentPort } from 'node:worker_threads';
import { type Jq, loadJq } from 'jq-wasm';
import { messageOf } from '../errors.ts';
import type { JqResult } from './run.ts';

/** What the worker is asked, one at a time. */
export interface Question {
  readonly program: string;
  readonly input: string;
}

/** What it answers. After an answer that jq broke, the worker is done for. */
export type Answer =
  | { readonly kind: 'result'; readonly result: JqResult }
  | { readonly kind: 'broken'; readonly reason: string };

/** An instance leaks a file descriptor for some ways in which a program can end, and has 4,094 of them. */
const runsPerInstance = 1000;

let instance: Promise<Jq> = loadJq();
let runs = 0;

const answer = async ({ program, input }: Question): Promise<Answer> => {
  if (runs >= runsPerInstance) {
    instance = loadJq();
    runs = 0;
  }
  runs += 1;
  try {
    const { stdout, stderr, exitCode } = (await instance).raw(input, program, ['-c', '--']);
    return { kind: 'result', result: { stdout, stderr, exitCode } };
  } catch (error) {
    return { kind: 'broken', reason: reasonOf(error) };
  }
};

/** jq calls `abort` when no memory is left, and then Emscripten knows no reason. */
const reasonOf = (error: unknown): string =>
  messageOf(error).replace(/^Aborted\(\)\..*/s, 'it took more than 256 MB of memory');

parentPort?.on('message', async (question: Question) => parentPort?.postMessage(await answer(question)));
await instance;
parentPort?.postMessage('ready');
