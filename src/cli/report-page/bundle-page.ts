import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { PageAssets } from './assets.ts';

/** For the build, and for those who run the sources. */
export const bundlePage = async (): Promise<PageAssets> => {
  const [html, script, style] = await Promise.all([
    readFile(pathOf('page.html'), 'utf8'),
    bundled('browser/main.ts'),
    bundled('style.css'),
  ]);
  return { html, script, style };
};

const bundled = async (path: string): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [pathOf(path)],
    bundle: true,
    write: false,
    format: 'iife',
    target: ['es2022', 'chrome111', 'firefox115', 'safari16.4'],
    minifyWhitespace: true,
    minifySyntax: true,
  });
  return outputFiles.map(({ text }) => text.trim()).join('');
};

const pathOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
