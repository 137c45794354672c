import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { JqEngine } from '../../../src/jq/engine.ts';
import { jqNative } from '../../../src/jq/real/native.ts';
import type { EngineName } from './table.ts';

/** An engine under test. */
export interface EngineUnderTest {
  readonly name: string;
  /** The real jq whose differences from the table it has. */
  readonly differsAs: EngineName;
  /** The version of that jq. */
  readonly version: string;
  /** It starts a process for each program that it compiles and for each batch, which is slow. */
  readonly spawns: boolean;
  /** It evaluates some programs in-process. Where it does, it has the outcome of the table, and otherwise the difference. */
  readonly isInProcess?: boolean;
  readonly create: () => Promise<JqEngine>;
}

/** The jq of this machine, if it has one: at JQ_PATH, or else the first on PATH. */
export const nativeJq = (): readonly EngineUnderTest[] => {
  const path = process.env.JQ_PATH || jqOnPath();
  if (path === undefined) return [];
  // node-jq takes it from there when it is imported.
  process.env.JQ_PATH = path;
  return [
    {
      name: 'jq-native',
      differsAs: 'jq-native',
      version: versionOf(path),
      spawns: true,
      create: () => jqNative(path),
    },
  ];
};

const jqOnPath = (): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'jq'))
    .find(existsSync);

const versionOf = (path: string): string => {
  const said = execFileSync(path, ['--version'], { encoding: 'utf8' });
  const [, version] = /^jq-(\d+(?:\.\d+)+)/.exec(said) ?? [];
  if (version === undefined) throw new Error(`expected a jq at ${path}, but it says it is ${said}`);
  return version;
};
