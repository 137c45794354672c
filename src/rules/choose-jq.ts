import { TattletailError } from '../errors.ts';
import type { JqEngine } from './jq.ts';

/**
 * The engine that TATTLETAIL_JQ asks for: `wasm`, which is the default, or `native`, with a jq binary at
 * JQ_PATH. Throws TattletailError when there is no such engine or no such binary.
 */
export const chooseJq = async (
  { TATTLETAIL_JQ: choice = 'wasm', JQ_PATH }: Readonly<Record<string, string | undefined>>,
  warn: (message: string) => void,
): Promise<JqEngine> => {
  switch (choice) {
    case 'wasm':
      return (await import('./jq-wasm.ts')).jqWasm();
    case 'native':
      return (await import('./jq-native.ts')).jqNative(JQ_PATH, warn);
    default:
      throw new TattletailError(`expected TATTLETAIL_JQ to be wasm or native, got ${JSON.stringify(choice)}`);
  }
};
