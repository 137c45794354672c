import type { Browser, Page } from 'playwright-core';

interface Look {
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
  /** So that a test can run scripts of its own in the page. */
  readonly bypassCSP?: boolean;
  /** `commit` is before the page has come; `load`, the default, is when all of it is there. */
  readonly waitUntil?: 'commit' | 'load';
}

export interface OpenedPage extends AsyncDisposable {
  readonly page: Page;
  /** What went wrong: scripts that failed or were stopped, dialogs, requests for anything else. */
  readonly wrong: readonly string[];
}

/** Opens a page of `scan --report`, and waits until its alerts are shown. */
export const openReportPage = async (browser: Browser, url: string, look?: Look): Promise<OpenedPage> => {
  const opened = await openPage(browser, url, look);
  await opened.page.locator('main:not([aria-busy]) :is(#found, #nothing):not([hidden])').waitFor();
  return opened;
};

/** Opens a page of the file system, and lets out no request for anything else. */
export const openPage = async (browser: Browser, url: string, look: Look = {}): Promise<OpenedPage> => {
  const { colorScheme = 'light', width = 1400, bypassCSP = false, waitUntil = 'load' } = look;
  const context = await browser.newContext({
    ...{ colorScheme, bypassCSP, viewport: { width, height: 900 } },
    ...{ locale: 'en-GB', timezoneId: 'Europe/Berlin' },
  });
  const wrong: string[] = [];
  await context.route('**/*', (route) => {
    if (route.request().url() === url) return route.continue();
    wrong.push(`request: ${route.request().url()}`);
    return route.abort();
  });
  const page = await context.newPage();
  page.on('console', (message) => void wrong.push(`console: ${message.text()}`));
  page.on('pageerror', ({ message }) => void wrong.push(`error: ${message}`));
  page.on('dialog', (dialog) => {
    wrong.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('page', () => void wrong.push('another page was opened'));
  await page.goto(url, { waitUntil });
  return { page, wrong, [Symbol.asyncDispose]: () => context.close() };
};
