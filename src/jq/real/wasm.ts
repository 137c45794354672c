import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import pLimit from 'p-limit';
import type { JqEngine } from '../engine.ts';
import { JqBrokenError } from '../errors.ts';
import { realJqEngine } from './engine.ts';
import type { JqResult, RunJq, RunLimit } from './run.ts';
import type { Reply, Request } from './wasm-worker.ts';

/**
 * jq 1.8.2 compiled to WebAssembly: no binary to install, and programs see neither files nor the environment. It runs
 * in a worker thread, since that is the only way to stop a program that does not end.
 */
export const jqWasm = (): JqEngine => realJqEngine(runInWorker(), { maxDepth });

/** Its stack of 1 MiB overflows at about 640 levels when it prints; then it may hang, or print something wrong. */
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

/** Node runs the TypeScript worker as it is; a bundle has it as a file of its own beside the importing one. */
const workerUrl = new URL(
  import.meta.url.endsWith('.ts') ? './wasm-worker.ts' : './jq-wasm-worker.mjs',
  import.meta.url,
);

const startMs = 10_000;

const startWorker = async (): Promise<Worker> => {
  // Piped and not read, so that what Emscripten prints when jq aborts does not appear anywhere.
  const worker = new Worker(workerUrl, { env: {}, execArgv: [], stdout: true, stderr: true });
  await once(worker, 'message', { signal: AbortSignal.timeout(startMs) });
  worker.unref();
  return worker;
};

const ask = async (worker: Worker, request: Request, { ms, signal }: RunLimit): Promise<JqResult> => {
  const outOfTime = AbortSignal.timeout(ms);
  worker.ref();
  worker.postMessage(request);
  try {
    const [reply] = (await once(worker, 'message', {
      signal: AbortSignal.any(signal === undefined ? [outOfTime] : [outOfTime, signal]),
    })) as [Reply]; // a worker that is ready posts nothing else
    if (reply.kind === 'result') return reply.result;
    throw new JqBrokenError(`jq broke: ${reply.reason}`);
  } catch (error) {
    throw outOfTime.aborted ? new JqBrokenError(`jq was stopped after ${ms} ms`) : error;
  } finally {
    worker.unref();
  }
};
