import { type Jq, loadJq } from 'jq-wasm';
import type { JqEngine } from './jq.ts';
import { createJqEngine } from './jq-engine.ts';
import type { RunJq } from './jq-run.ts';

/** The default engine: jq 1.8.2 compiled to WebAssembly, without a binary to ship. Rules see no files and no environment. */
export const jqWasm = (): JqEngine => createJqEngine(runInFreshEnough());

/**
 * An instance that has thrown is broken for good (its next call may hang), and one leaks a file descriptor
 * for some ways a program can end, of which it has 4,094.
 */
const runInFreshEnough = (): RunJq => {
  let instance: Promise<Jq> | undefined;
  let runs = 0;
  return async (program, input) => {
    if (instance === undefined || runs >= runsPerInstance) {
      instance = loadJq();
      runs = 0;
    }
    runs += 1;
    try {
      return (await instance).raw(input, program, ['-c', '--']);
    } catch (error) {
      instance = undefined;
      throw error;
    }
  };
};

const runsPerInstance = 1000;
