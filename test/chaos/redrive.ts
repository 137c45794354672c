import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { built } from '../support/build.ts';
import { pathOf } from '../support/fixtures.ts';
import type { FailureRecord } from './lambda-service.ts';

export interface RedriveOptions {
  /** Where tattletail.toml lies. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** How many run at a time, each with its share. */
  readonly processes: number;
}

/** Runs `tattletail redrive` on what Lambda has given up on, as an operator would. Gives the events that failed again. */
export const redrive = async (
  failures: readonly FailureRecord[],
  { folder, env, processes }: RedriveOptions,
): Promise<readonly FailureRecord[]> => {
  const parts = Map.groupBy(
    failures.map((failure, index) => ({ failure, part: index % processes })),
    ({ part }) => part,
  );
  const left = await Promise.all(
    [...parts.values()].map((part) =>
      redrivePart(
        part.map(({ failure }) => failure),
        folder,
        env,
      ),
    ),
  );
  return left.flat();
};

const redrivePart = async (
  failures: readonly FailureRecord[],
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<readonly FailureRecord[]> => {
  const kept = mkdtempSync(join(folder, 'failures-'));
  const files = failures.map((failure, index) => ({ failure, path: join(kept, `${index}.json`) }));
  for (const { failure, path } of files) writeFileSync(path, JSON.stringify(failure));
  const { code, stderr } = await run(['redrive', kept], folder, env);
  const left = files.filter(({ path }) => stderr.includes(`error: ${path}: `));
  if (code !== (left.length === 0 ? 0 : 1)) throw new Error(`redrive ended with ${code}: ${stderr}`);
  return left.map(({ failure }) => failure);
};

const run = async (args: readonly string[], cwd: string, env: Readonly<Record<string, string>>) => {
  const preload = ['--import', pathOf('test/support/runtime/fast-clock.mjs')];
  const child = spawn(process.execPath, [...preload, built('cli.mjs'), ...args], {
    cwd,
    env: {
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'not a secret',
      PATH: process.env.PATH ?? '',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  return { code, stderr };
};
