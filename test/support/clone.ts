import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathOf } from './fixtures.ts';

/** A copy of the repository in a folder of its own, which is emptied first, with everything installed. */
export const cloneRepository = (clone = mkdtempSync(join(tmpdir(), 'tattletail-clone-'))): string => {
  rmSync(clone, { recursive: true });
  mkdirSync(clone);
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
    cwd: pathOf('.'),
    encoding: 'utf8',
  });
  for (const file of files.trim().split('\n'))
    cpSync(pathOf(file), join(clone, file), { preserveTimestamps: true });
  mkdirSync(join(clone, 'node_modules'));
  for (const entry of readdirSync(pathOf('node_modules'))) {
    symlinkSync(pathOf(`node_modules/${entry}`), join(clone, 'node_modules', entry));
  }
  // make takes it as newer than package-lock.json, and does not install again.
  rmSync(join(clone, 'node_modules/.ready'), { force: true });
  writeFileSync(join(clone, 'node_modules/.ready'), '');
  return clone;
};
