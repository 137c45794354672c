import { execFileSync } from 'node:child_process';
import { pathOf } from './fixtures.ts';

/** Builds dist/ once, for the tests of what is shipped. */
export const setup = (): void => {
  execFileSync(process.execPath, ['esbuild.config.mjs', 'dist/test.zip'], {
    cwd: pathOf('.'),
    stdio: 'pipe',
  });
};
