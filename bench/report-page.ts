import { copyFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import { severities } from '../src/rules/severity.ts';
import { anAlert } from '../test/support/builders.ts';
import { launchChromium } from '../test/support/chromium.ts';
import { aReportPage } from '../test/support/report-pages.ts';
import { someRecords } from './corpus.ts';
import { median } from './measure.ts';
import { heading, milliseconds, row } from './table.ts';

// node bench/report-page.ts [PAGE…]: how long the page of `scan --report` takes to open, and to answer: of pages with 200,
// 2,000 and 20,000 alerts, or of these pages, such as those that two checkouts have written.
//
// Usable: from the navigation until timeline, counts and first rows are painted; the browser may still parse details then.
// First record: from the navigation until the first alert shows its record, opened as soon as the page is usable.
// Loaded: from the navigation until all of the page is parsed and its rows are painted, with nothing opened.
// The rest is measured when everything is there, each from a key to its answer. Medians, the pages in turn.

/** Until what was changed can be seen. */
const painted = (page: Page): Promise<unknown> =>
  page.evaluate('new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))');

const rounds = 11;
const given = process.argv.slice(2);
const paths = given.length > 0 ? given : await Promise.all([200, 2_000, 20_000].map(pageOf));
const browser = await launchChromium();
const all: (readonly number[])[][] = paths.map(() => []);
for (let round = 0; round < rounds; round += 1)
  for (const [at, path] of paths.entries()) all[at]?.push(await timesOf(pathToFileURL(resolve(path)).href));
await browser.close();

const names = ['usable', 'first record', 'loaded', 'search', 'sort', 'an alert'];
heading('The page of `scan --report` in Chromium', 'page', 'MB', ...names);
for (const [at, path] of paths.entries()) {
  const medians = names.map((_, index) => median(all[at]?.map((times) => times[index] ?? Number.NaN) ?? []));
  const megabytes = ((await stat(path)).size / 2 ** 20).toFixed(1);
  row(basename(path), megabytes, ...medians.map(milliseconds));
}

async function pageOf(count: number): Promise<string> {
  const alerts = someRecords(count).map((record, at) =>
    anAlert({ record, rule: { severity: severities[at % severities.length], name: `Rule ${at % 40}` } }),
  );
  const path = join(tmpdir(), `tattletail-${count}-alerts.html`);
  await copyFile((await aReportPage(alerts)).path, path);
  return path;
}

async function timesOf(url: string): Promise<readonly number[]> {
  const loaded = await inNewPage((page) =>
    timed(async () => {
      await page.goto(url);
      await firstOf(page).waitFor();
      await painted(page);
    }),
  );
  return inNewPage(async (page) => {
    const usable = await timed(async () => {
      await page.goto(url, { waitUntil: 'commit' });
      await firstOf(page).waitFor();
      await painted(page);
    });
    const record = await timed(async () => {
      await firstOf(page).press('Enter');
      await page.locator('#alert pre').first().waitFor();
    });
    await page.keyboard.press('Escape');
    await page.waitForLoadState();
    const search = page.getByLabel('Search', { exact: true });
    const time = page.getByRole('columnheader', { name: 'Time' }).getByRole('button');
    return [
      usable,
      usable + record,
      loaded,
      await timed(() => search.fill('alice').then(() => painted(page))),
      await timed(() => time.press('Enter')),
      await timed(() => firstOf(page).press('Enter')),
    ];
  });
}

/** Opens the first alert of the table. */
function firstOf(page: Page): Locator {
  return page.locator('td.what button').first();
}

async function inNewPage<T>(act: (page: Page) => Promise<T>): Promise<T> {
  const page = await browser.newPage();
  try {
    return await act(page);
  } finally {
    await page.close();
  }
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await act();
  return performance.now() - begin;
}
