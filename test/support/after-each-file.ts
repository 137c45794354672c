import type { Worker } from 'node:worker_threads';
import { afterAll, vi } from 'vitest';

/** What must not reach the next test file in the same process: the threads of real jqs, the clock, the environment. */
const threads = new Set<Worker>();
const remember = (thread: Worker): void => void threads.add(thread);

process.on('worker', remember);
afterAll(async () => {
  process.off('worker', remember);
  await Promise.all([...threads].map((thread) => thread.terminate()));
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});
