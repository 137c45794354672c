import { parentPort } from 'node:worker_threads';
import { type Jq, loadJq } from 'jq-wasm';
import { messageOf } from '../errors.ts';
import type { JqResult } from './run.ts';

/** A run that the worker is asked for. There is one at a time. */
export interface Request {
  readonly program: string;
  readonly input: string;
}

/** What became of it. After `broken`, the worker must not be used any more. */
export type Reply =
  | { readonly kind: 'result'; readonly result: JqResult }
  | { readonly kind: 'broken'; readonly reason: string };

/** Some ways in which a program ends leak a file descriptor of the instance, which has 4,094. */
const runsPerInstance = 1000;

let instance: Promise<Jq> = loadJq();
let runs = 0;

const reply = async ({ program, input }: Request): Promise<Reply> => {
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

/** Without memory jq calls `abort`, for which Emscripten has no reason to give. */
const reasonOf = (error: unknown): string =>
  messageOf(error).replace(/^Aborted\(\)\..*/s, 'it took more than 256 MB of memory');

parentPort?.on('message', async (request: Request) => parentPort?.postMessage(await reply(request)));
await instance;
parentPort?.postMessage('ready');
