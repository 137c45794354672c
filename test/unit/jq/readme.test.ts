import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../../src/jq/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, folder), 'utf8');
const readme = read('README.md');

const examples = [...readme.matchAll(/```ts\n(.*?)```\n\n```\n(.*?)```/gs)].map(
  ([, code = '', printed = '']) => ({ code, printed }),
);

describe('the README of jq', () => {
  it('has examples', () => {
    expect(examples).toHaveLength(2);
  });

  it.each(examples)(
    'has an example of at most ten lines that prints what it says: $code',
    ({ code, printed }) => {
      const path = join(mkdtempSync(join(tmpdir(), 'jq-readme-')), 'example.ts');
      writeFileSync(
        path,
        code.replaceAll(/from '\.\/(.*?)'/g, (_, file) => `from '${new URL(file, folder)}'`),
      );
      expect(code.trimEnd().split('\n').length).toBeLessThanOrEqual(10);
      expect(execFileSync(process.execPath, [path], { encoding: 'utf8' })).toBe(printed);
    },
  );

  it('names every folder', () => {
    const folders = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.pathname.length));
    const named = [...readme.matchAll(/^\| `([\w/-]+)` \|/gm)].map(([, name]) => name);
    expect(named.toSorted()).toEqual(folders.toSorted());
  });

  it('knows the limits', () => {
    const limits = [...readme.matchAll(/^\| `(\w+)` in `([\w/.-]+)` \| (\d+) \|/gm)];
    const inSources = limits.map(([row, name, path = '']) => {
      const [, value = ''] = new RegExp(`\\b${name} = ([\\d_]+);`).exec(read(path)) ?? [];
      return row.replace(/\| \d+ \|$/, `| ${value.replaceAll('_', '')} |`);
    });
    expect(limits.map(([row]) => row)).toEqual(inSources);
    expect(limits).not.toEqual([]);
  });
});
