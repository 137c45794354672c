import { stat } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { severities } from '../src/rules/severity.ts';
import { anAlert } from '../test/support/builders.ts';
import { launchChromium } from '../test/support/chromium.ts';
import { aReportPage } from '../test/support/report-pages.ts';
import { someRecords } from './corpus.ts';
import { median } from './measure.ts';
import { heading, milliseconds, row } from './table.ts';

// node bench/report-page.ts: how long the page of `scan --report` takes to open, and to answer.

/** Until what was changed can be seen. */
const painted = (page: Page): Promise<unknown> =>
  page.evaluate('new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))');

const rounds = 5;
const browser = await launchChromium();
heading(
  'The page of `scan --report` in Chromium',
  'alerts',
  'MB',
  'written',
  'opened',
  'search',
  'sort',
  'an alert',
);
for (const count of [200, 2_000, 20_000]) {
  const alerts = someRecords(count).map((record, at) =>
    anAlert({ record, rule: { severity: severities[at % severities.length], name: `Rule ${at % 40}` } }),
  );
  const begin = performance.now();
  const { path, url } = await aReportPage(alerts);
  const written = performance.now() - begin;
  const all: (readonly number[])[] = [];
  for (let round = 0; round < rounds; round += 1) all.push(await timesOf(url));
  const medianOf = (index: number): string =>
    milliseconds(median(all.map((times) => times[index] ?? Number.NaN)));
  const megabytes = ((await stat(path)).size / 2 ** 20).toFixed(1);
  row(count, megabytes, milliseconds(written), medianOf(0), medianOf(1), medianOf(2), medianOf(3));
}
await browser.close();

async function timesOf(url: string): Promise<readonly number[]> {
  const page = await browser.newPage();
  const times = [
    await timed(() => opened(page, url)),
    await timed(() =>
      page
        .getByLabel('Search', { exact: true })
        .fill('alice')
        .then(() => painted(page)),
    ),
    await timed(() => page.getByRole('columnheader', { name: 'Time' }).getByRole('button').press('Enter')),
    await timed(() => page.locator('td.what button').first().press('Enter')),
  ];
  await page.close();
  return times;
}

async function opened(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator('[aria-busy]').waitFor({ state: 'detached' });
  await painted(page);
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await act();
  return performance.now() - begin;
}
