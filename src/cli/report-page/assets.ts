import { readFile } from 'node:fs/promises';

/** What every page has in common, each as the text between its tags. */
export interface PageAssets {
  readonly html: string;
  readonly script: string;
  readonly style: string;
}

/** Of the sources, esbuild bundles the page now; a bundle has it beside it. */
export const pageAssets = async (): Promise<PageAssets> => {
  if (import.meta.url.endsWith('.ts')) {
    const { bundlePage } = await import('./bundle-page.ts');
    return bundlePage();
  }
  const [html, script, style] = await Promise.all(
    ['page.html', 'page.js', 'page.css'].map((name) =>
      readFile(new URL(`./report-page/${name}`, import.meta.url), 'utf8'),
    ),
  );
  return { html: html ?? '', script: script ?? '', style: style ?? '' };
};
