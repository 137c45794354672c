import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { localFiles } from '../../../src/cli/local-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'tattletail-local-files-'));
mkdirSync(join(folder, 'logs/day'), { recursive: true });
mkdirSync(join(folder, 'elsewhere'));
writeFileSync(join(folder, 'logs/a.json'), 'a');
writeFileSync(join(folder, 'logs/day/b.json'), 'b');
writeFileSync(join(folder, 'elsewhere/c.json'), 'c');
symlinkSync('a.json', join(folder, 'logs/same-as-a'));
symlinkSync('../elsewhere', join(folder, 'logs/linked'));
symlinkSync('..', join(folder, 'logs/day/up'));
symlinkSync('nowhere', join(folder, 'dangling'));

const found = async (...paths: readonly string[]) => {
  const files = await localFiles(
    paths.map((path) => (path === '-' ? path : `${folder}/${path}`)),
    Readable.from(['input']),
  );
  return files.map(({ path }) => (path === '-' ? path : relative(folder, path)));
};

describe('a file comes once', () => {
  it.each([
    ['named twice', ['logs/a.json', 'logs/a.json'], ['logs/a.json']],
    ['named in another way', ['logs/a.json', 'logs/./day/../a.json'], ['logs/a.json']],
    ['named by a link', ['logs/same-as-a', 'logs/a.json'], ['logs/same-as-a']],
    ['named with its folder', ['elsewhere/c.json', 'elsewhere'], ['elsewhere/c.json']],
    ['in folders in one another', ['elsewhere', 'elsewhere/.'], ['elsewhere/c.json']],
    ['that does not exist', ['nowhere', 'nowhere'], ['nowhere']],
    ['standard input', ['-', '-'], ['-']],
  ])('%s', async (_, paths, files) => expect(await found(...paths)).toEqual(files));
});

describe('links', () => {
  it('to folders are followed, and a circle of them ends', async () =>
    expect(await found('logs')).toEqual(['logs/a.json', 'logs/day/b.json', 'logs/linked/c.json']));

  it('to nothing are reported as a file that does not exist', async () => {
    const [file] = await localFiles([join(folder, 'dangling')], Readable.from([]));
    await expect(file?.read()).rejects.toThrow('cannot be read: no such file or directory');
  });
});
