import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathOf } from './fixtures.ts';

/**
 * Builds what is shipped, once for all tests, into a folder of this run's own: neither `make build` nor another run
 * changes it. Gives what removes it again.
 */
export const setup = (): (() => void) => {
  const folder = mkdtempSync(join(tmpdir(), 'tattletail-build-'));
  const args = ['esbuild.config.mjs', `--outdir=${folder}`, `--zip=${join(folder, 'test.zip')}`];
  execFileSync(process.execPath, args, { cwd: pathOf('.'), stdio: 'pipe' });
  // Vitest runs tests in processes of their own, which inherit it.
  process.env.TATTLETAIL_BUILD = folder;
  // What runs the sources spends half of its time on compiling them.
  process.env.NODE_COMPILE_CACHE = join(folder, 'compile-cache');
  return () => rmSync(folder, { recursive: true, force: true });
};

/** A file of that build as an absolute path. */
export const built = (path: string): string => {
  const { TATTLETAIL_BUILD: folder } = process.env;
  if (folder === undefined) throw new Error('nothing was built: setup() must run first');
  return join(folder, path);
};
