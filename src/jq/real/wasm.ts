import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import pLimit from 'p-limit';
import type { JqEngine } from '../engine.ts';
import { JqBrokenError } from '../errors.ts';
import { createJqEngine } from './engine.ts';
import type { JqResult, RunJq, RunLimit } from './run.ts';
import type { Answer, Question } from './wasm-worker.ts';

/**
 * The default engine: jq 1.8.2 compiled to WebAssembly, without a binary to ship. It runs in a worker thread,
 * which is the only way to end a program that does not end by itself; rules see no files and no environment.
 */
export const jqWasm = (): JqEngine => createJqEngine(runInWorker(), { maxDepth });

/** Its stack of 1 MiB overflows at about 640 levels when it prints, and then it may hang, or print anything. */
const maxDepth = 450;

const runInWorker = (): RunJq => {
  let worker: Promise<Worker> | undefined;
  const oneAtATime = pLimit(1);

  const discard = async (): Promise<void> => {
    const discarded = await worker?.catch(() => undefined);
    worker = undefined;
    await discarded?.terminate();
  };

  return (program, input, read, limit) =>
    oneAtATime(async () => {
      worker ??= startWorker();
      try {
        return read(await ask(await worker, { program, input }, limit));
      } catch (error) {
        await discard();
        throw error;
      }
    });
};

/** In the sources the worker is TypeScript, which Node runs as it is; in dist it is built beside us. */
const workerUrl = new URL(
  import.meta.url.endsWith('.ts') ? './wasm-worker.ts' : './jq-wasm-worker.mjs',
  import.meta.url,
);

const startMs = 10_000;

const startWorker = async (): Promise<Worker> => {
  // What Emscripten prints when jq aborts is nothing for people.
  const worker = new Worker(workerUrl, { env: {}, execArgv: [], stdout: true, stderr: true });
  await once(worker, 'message', { signal: AbortSignal.timeout(startMs) });
  worker.unref();
  return worker;
};

const ask = async (worker: Worker, question: Question, { ms, signal }: RunLimit): Promise<JqResult> => {
  const outOfTime = AbortSignal.timeout(ms);
  worker.ref();
  worker.postMessage(question);
  try {
    const [answer] = (await once(worker, 'message', {
      signal: AbortSignal.any(signal === undefined ? [outOfTime] : [outOfTime, signal]),
    })) as [Answer]; // the worker posts nothing else once it is ready
    if (answer.kind === 'result') return answer.result;
    throw new JqBrokenError(`jq broke: ${answer.reason}`);
  } catch (error) {
    throw outOfTime.aborted ? new JqBrokenError(`jq was stopped after ${ms} ms`) : error;
  } finally {
    worker.unref();
  }
};
