import { EnvironmentError } from '../errors.ts';
import type { JqEngine } from './engine.ts';
import { direct } from './in-process/engine.ts';
import { checkingRegexes } from './regex-check.ts';

/**
 * The direct engine, before the jq that TATTLETAIL_JQ asks for: `wasm`, which is the default and loaded when a rule
 * first needs it, or `native`, a jq binary at JQ_PATH. Throws EnvironmentError when there is no such jq.
 */
export const chooseJq = async (
  { TATTLETAIL_JQ: choice, JQ_PATH }: Readonly<Record<string, string | undefined>>,
  warn: (message: string) => void,
): Promise<JqEngine> => {
  switch (choice) {
    case undefined:
    case '':
    case 'wasm':
      return checkingRegexes(direct(async () => (await import('./real/wasm.ts')).jqWasm()));
    case 'native': {
      const { jqNative } = await import('./real/native.ts');
      const native = await jqNative(JQ_PATH, warn);
      return checkingRegexes(direct(() => native));
    }
    default:
      throw new EnvironmentError(
        `expected TATTLETAIL_JQ to be wasm or native, got ${JSON.stringify(choice)}`,
      );
  }
};
