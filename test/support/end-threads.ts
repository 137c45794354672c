import type { Worker } from 'node:worker_threads';
import { afterAll } from 'vitest';

/** Ends the threads of one test file, such as its real jqs, in a process that runs the next file too. */
const threads = new Set<Worker>();
const remember = (thread: Worker): void => void threads.add(thread);

process.on('worker', remember);
afterAll(async () => {
  process.off('worker', remember);
  await Promise.all([...threads].map((thread) => thread.terminate()));
});
