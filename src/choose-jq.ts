import { EnvironmentError } from './errors.ts';
import { refusingDates } from './jq/date-check.ts';
import { createJqEngine, type EngineOptions, type JqEngine } from './jq/engine.ts';
import { JqBinaryError } from './jq/errors.ts';

/**
 * The jq engine, with the real jq that TATTLETAIL_JQ asks for to fall back on: `wasm`, which is the default and loaded
 * when a rule first needs it, or `native`, a jq binary at JQ_PATH. Throws EnvironmentError when there is no such jq.
 */
export const chooseJq = async (
  { TATTLETAIL_JQ: choice, JQ_PATH: path }: Readonly<Record<string, string | undefined>>,
  warn: (message: string) => void,
): Promise<JqEngine> => {
  switch (choice) {
    case undefined:
    case '':
    case 'wasm':
      return jqEngine(async () => refusingDates((await import('./jq/real/wasm.ts')).jqWasm()));
    case 'native': {
      const native = await nativeJq(path, warn);
      return jqEngine(() => native);
    }
    default:
      throw new EnvironmentError(
        `expected TATTLETAIL_JQ to be wasm or native, got ${JSON.stringify(choice)}`,
      );
  }
};

/** With the fields by which rules mostly choose records, so that a record is not run through rules for other ones. */
export const jqEngine = (fallback: EngineOptions['fallback']): JqEngine =>
  createJqEngine({ fallback, prefilterFields });

export const prefilterFields = [
  ['eventName'],
  ['eventSource'],
  ['errorCode'],
  ['userIdentity', 'type'],
  ['userAgent'],
];

const nativeJq = async (path: string | undefined, warn: (message: string) => void): Promise<JqEngine> => {
  if (path === undefined || path === '') {
    throw new EnvironmentError('TATTLETAIL_JQ=native needs JQ_PATH, the path of a jq binary');
  }
  const { jqNative } = await import('./jq/real/native.ts');
  try {
    const native = await jqNative(path);
    if (isBefore(native.version, '1.8.2')) warn(risksOf(native.version, path));
    return native;
  } catch (error) {
    if (!(error instanceof JqBinaryError)) throw error;
    throw new EnvironmentError(`expected a jq binary at JQ_PATH=${path}, but ${error.reason}`);
  }
};

const risksOf = (version: string, path: string): string => {
  const meaning = isBefore(version, '1.8') ? 'rules may mean something else to it, and ' : '';
  return `JQ_PATH=${path} is jq ${version}, expected 1.8.2 or newer: ${meaning}object keys with colliding hashes in a log file can stall it (CVE-2026-40164)`;
};

const isBefore = (version: string, wanted: string): boolean =>
  version.localeCompare(wanted, 'en', { numeric: true }) < 0;
