import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/json.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { built } from '../support/build.ts';
import { anAlert, aRecord } from '../support/builders.ts';
import { hasChromium, launchChromium } from '../support/chromium.ts';
import { pathOf } from '../support/fixtures.ts';
import { hostileTexts } from '../support/hostile-texts.ts';
import { type OpenedPage, openReportPage } from '../support/page-in-chromium.ts';
import { aReportPage } from '../support/report-pages.ts';
import { type ServedPage, servePage } from '../support/served-report-page.ts';

const folder = mkdtempSync(join(tmpdir(), 'tattletail-scans-'));

/** Scans with the command line as it is built, or its sources, beside its usual output. */
const scan = (name: string, entry: string, ...paths: readonly string[]) => {
  const report = join(folder, name);
  const config = pathOf('tattletail.example.toml');
  const args = [entry, 'scan', '--config', config, '--format', 'count', '--report', report, ...paths];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { status, stdout, stderr, report };
};
const morning = pathOf('fixtures/log-files');

describe('scan --report', () => {
  it('writes the page beside what it prints, from the bundle as from the sources', () => {
    const ofBundle = scan('bundle.html', built('cli.mjs'), morning);
    expect(ofBundle).toMatchObject({ status: 0, stdout: expect.stringMatching(/1 {2}Access key created/) });
    const ofSources = scan('sources.html', pathOf('src/cli.ts'), morning);
    expect(readFileSync(ofBundle.report, 'utf8')).toBe(readFileSync(ofSources.report, 'utf8'));
  });

  it('writes none where it cannot, and says why', () => {
    const { status, stderr } = scan('nosuch/alerts.html', built('cli.mjs'), morning);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringMatching(
        /nosuch\/alerts\.html: the report cannot be written: no such file or directory\n$/,
      ),
    });
  });

  it('leaves its own page out when it is among the log files', () => {
    const { report } = scan('again.html', built('cli.mjs'), morning);
    const { stderr } = scan('other.html', built('cli.mjs'), morning, report);
    expect(stderr).toMatch(/left out: 1 file .*\n.*again\.html/);
    expect(stderr).toMatch(/6 records, 3 matches/);
  });
});

describe.skipIf(!hasChromium)('the page in Chromium', () => {
  let browser: Browser;
  /** The page of the alerts below. */
  let url = '';
  beforeAll(async () => {
    browser = await launchChromium();
    ({ url } = await aReportPage(some));
  });
  afterAll(async () => {
    await browser?.close();
  });

  const alertOf = (record: JsonObject, rule: Partial<Rule> = {}) =>
    anAlert({ record: aRecord(record), rule });
  const some = [
    alertOf({ eventID: 'id-1', eventTime: '2026-11-20T09:00:00Z' }, { severity: 'low', name: 'Keys' }),
    alertOf(
      {
        eventID: 'id-2',
        eventTime: '2026-11-20T09:30:00Z',
        eventName: 'StopLogging',
        errorCode: 'AccessDenied',
      },
      { severity: 'critical', name: 'Trail stopped', runbookUrl: 'https://wiki.example.com/trail' },
    ),
    alertOf(
      { eventID: 'id-3', eventTime: '2026-11-20T09:10:00Z', sourceIPAddress: '198.51.100.9' },
      { name: 'Keys' },
    ),
  ];
  const painted = (page: Page) =>
    page.evaluate('new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))');
  const rowsOf = (page: Page) => page.locator('#table tbody tr');
  const firstCells = (page: Page) => page.locator('#table tbody td:first-child').allInnerTexts();
  const count = (page: Page) => page.getByRole('status').innerText();
  const opener = (page: Page, name: RegExp) => rowsOf(page).getByRole('button', { name }).first();

  it('shows the alerts of a scan, the most severe first', async () => {
    const { report } = scan('seen.html', built('cli.mjs'), morning);
    await using opened = await openReportPage(browser, pathToFileURL(report).href);
    const { page, wrong } = opened;
    expect(await firstCells(page)).toEqual(['▲ high', '● medium', '● medium']);
    expect(await count(page)).toBe('3 alerts.');
    expect(await page.locator('main').innerText()).toContain('Inspected 1 log file: 6 records, 3 matches.');
    expect(wrong).toEqual([]);
  });

  it('is used with the keyboard alone: find an alert, open it, read it, go on, come back', async () => {
    await using opened = await openReportPage(browser, url);
    const { page, wrong } = opened;
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('trail');
    expect(await count(page)).toBe('1 of 3 alerts.');
    await opener(page, /StopLogging/).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: /critical Trail stopped/ });
    expect(await dialog.innerText()).toContain('"eventID": "id-2"');
    expect(await dialog.getByRole('link', { name: 'Runbook' }).getAttribute('href')).toBe(
      'https://wiki.example.com/trail',
    );
    expect(await dialog.getByRole('button', { name: 'Next alert' }).isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await dialog.isVisible()).toBe(false);
    expect(await page.evaluate('document.activeElement.innerText')).toMatch(/StopLogging/);
    expect(wrong).toEqual([]);
  });

  it('goes from alert to alert in the order of the table', async () => {
    await using opened = await openReportPage(browser, url);
    const { page } = opened;
    await opener(page, /StopLogging/).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Next alert' }).click();
    await dialog.getByText('2 of 3').waitFor();
    expect(await dialog.innerText()).toContain('"eventID": "id-3"');
    await dialog.getByRole('button', { name: 'Close' }).click();
    expect(await dialog.isVisible()).toBe(false);
  });

  it('shows the time of the reader beside that of the record', async () => {
    await using opened = await openReportPage(browser, url);
    await opener(opened.page, /StopLogging/).click();
    expect(await opened.page.getByRole('dialog').innerText()).toMatch(
      /Your time\s+20 Nov 2026, 10:30:00 CET/,
    );
  });

  it('sorts by each column, and says so', async () => {
    await using opened = await openReportPage(browser, url);
    const { page } = opened;
    const time = page.getByRole('columnheader', { name: 'Time' });
    expect(await page.getByRole('columnheader', { name: 'Severity' }).getAttribute('aria-sort')).toBe(
      'ascending',
    );
    await time.getByRole('button').press('Enter');
    expect(await time.getAttribute('aria-sort')).toBe('ascending');
    expect(await firstCells(page)).toEqual(['▽ low', '– not set', '◆ critical']);
    await time.getByRole('button').press('Enter');
    expect(await time.getAttribute('aria-sort')).toBe('descending');
    expect(await firstCells(page)).toEqual(['◆ critical', '– not set', '▽ low']);
    expect(await page.getByRole('columnheader', { name: 'Severity' }).getAttribute('aria-sort')).toBe('none');
  });

  it('filters by severity, rule, address and time, and shows all again', async () => {
    await using opened = await openReportPage(browser, url);
    const { page } = opened;
    await page.getByRole('checkbox', { name: /low/ }).uncheck();
    expect(await count(page)).toBe('2 of 3 alerts.');
    await page.getByLabel('Rule', { exact: true }).selectOption('Keys');
    expect(await count(page)).toBe('1 of 3 alerts.');
    await page.getByRole('button', { name: 'Remove the filter Rule: Keys' }).click();
    expect(await count(page)).toBe('2 of 3 alerts.');
    await page.getByRole('button', { name: 'Show all alerts' }).click();
    expect(await count(page)).toBe('3 alerts.');
    const address = page.getByRole('button', { name: /^198\.51\.100\.9/ });
    await address.press('Enter');
    expect(await count(page)).toBe('1 of 3 alerts.');
    expect(await address.getAttribute('aria-pressed')).toBe('true');
    expect(await page.evaluate('document.activeElement.innerText')).toMatch(/^198\.51\.100\.9/);
    await address.press('Enter');
    await page.getByText('As a table').click();
    await page.getByRole('button', { name: '2026-11-20 09:30' }).click();
    expect(await count(page)).toBe('1 of 3 alerts.');
    await page.getByLabel('Search', { exact: true }).fill('nothing has this');
    expect(await count(page)).toBe('None of the 3 alerts matches.');
  });

  it('says once what came of a call', async () => {
    const { url } = await aReportPage([alertOf({ eventName: 'CreateFoo' })]);
    await using opened = await openReportPage(browser, url);
    expect(await rowsOf(opened.page).locator('td.what').innerText()).toBe(
      'CreateFoo (iam.amazonaws.com) by alice (IAM user) succeeded',
    );
  });

  it('leaves what happened the most room on a phone', async () => {
    await using opened = await openReportPage(browser, url);
    const { page } = opened;
    await page.setViewportSize({ width: 375, height: 700 });
    const widths = await Promise.all(
      ['severity', 'time', 'what'].map(async (column) => {
        const box = await rowsOf(page).first().locator(`td.${column}`).boundingBox();
        return box?.width ?? 0;
      }),
    );
    expect(Math.max(...widths)).toBe(widths[2]);
  });

  it('shows many alerts page by page', async () => {
    const many = Array.from({ length: 250 }, (_, at) => alertOf({ eventID: `id-${at}` }));
    const { url } = await aReportPage(many);
    await using opened = await openReportPage(browser, url);
    const { page } = opened;
    expect(await count(page)).toBe('250 alerts: 1 to 100 on this page.');
    expect(await rowsOf(page).count()).toBe(100);
    await page.getByRole('button', { name: 'Next page' }).click();
    await page.getByRole('button', { name: 'Next page' }).click();
    expect(await rowsOf(page).count()).toBe(50);
    expect(await page.getByRole('button', { name: 'Next page' }).isDisabled()).toBe(true);
  });

  describe('before the browser has all of it,', () => {
    let served: ServedPage;
    beforeEach(async () => {
      served = await servePage((await aReportPage(some)).html);
    });
    afterEach(async () => {
      await served?.[Symbol.asyncDispose]();
    });
    const loading = (page: Page) => page.getByRole('dialog').getByRole('status').innerText();

    it('is searched and sorted', async () => {
      await using opened = await openReportPage(browser, served.url, { waitUntil: 'commit' });
      const { page } = opened;
      await page.getByLabel('Search', { exact: true }).fill('keys');
      expect(await count(page)).toBe('2 of 3 alerts.');
      await page.getByRole('columnheader', { name: 'Time' }).getByRole('button').press('Enter');
      expect(await firstCells(page)).toEqual(['▽ low', '– not set']);
      expect(await page.evaluate('document.readyState')).toBe('loading');
    });

    it('shows of an alert what its row says until its record is there', async () => {
      await using opened = await openReportPage(browser, served.url, { waitUntil: 'commit' });
      const { page, wrong } = opened;
      await opener(page, /StopLogging/).press('Enter');
      const dialog = page.getByRole('dialog', { name: /critical Trail stopped/ });
      expect(await loading(page)).toMatch(/^Loading/);
      expect(await dialog.innerText()).toMatch(/StopLogging/);
      served.finish();
      await dialog.getByText('"eventID": "id-2"').waitFor();
      expect(await dialog.getByRole('status').count()).toBe(0);
      expect(wrong).toEqual([]);
    });

    it('leaves an alert closed that was closed meanwhile, and shows that to which the reader went on', async () => {
      await using opened = await openReportPage(browser, served.url, { waitUntil: 'commit' });
      const { page } = opened;
      await opener(page, /StopLogging/).press('Enter');
      await page.getByRole('button', { name: 'Next alert' }).click();
      await page.keyboard.press('Escape');
      served.finish();
      await page.waitForLoadState();
      await painted(page);
      expect(await page.getByRole('dialog').count()).toBe(0);
      await opener(page, /StopLogging/).press('Enter');
      await page.getByRole('dialog').getByText('"eventID": "id-2"').waitFor();
    });

    it('says so of an alert if the rest never comes', async () => {
      await using opened = await openReportPage(browser, served.url, { waitUntil: 'commit' });
      const { page } = opened;
      await opener(page, /StopLogging/).press('Enter');
      expect(await loading(page)).toMatch(/^Loading/);
      served.cut();
      await page
        .getByRole('dialog', { name: /critical Trail stopped/ })
        .getByText('The page may not be whole')
        .waitFor();
    });
  });

  it('says that there are no alerts, and why that may be', async () => {
    const problems = ['b.json: is broken'];
    const { url } = await aReportPage([], { summary: { problems, notes: ['ignored: 2 matches by "Bob"'] } });
    await using opened = await openReportPage(browser, url);
    const text = await opened.page.locator('main').innerText();
    expect(text).toMatch(/No alerts\s+Inspected 1 log file\./);
    expect(text).toMatch(/Something went wrong: alerts may be missing\s+b\.json: is broken/);
    expect(text).toContain('ignored: 2 matches by "Bob"');
    expect(await opened.page.getByRole('table').count()).toBe(0);
  });

  it('says how many alerts are not in it', async () => {
    const { url } = await aReportPage(some.concat(some), { room: { alerts: 1, characters: 1e6 } });
    await using opened = await openReportPage(browser, url);
    expect(
      await opened.page.getByRole('region', { name: '3 more alerts are not in this page' }).innerText(),
    ).toMatch(/1 more of severity low\s+1 more of severity critical\s+1 more of severity not set/);
  });

  describe('shows as text, wherever it stands,', () => {
    let opened: OpenedPage;
    beforeAll(async () => {
      const alerts = hostileTexts.flatMap(([, text]) => hostileAlerts(text));
      const problems = hostileTexts.map(([, text]) => text);
      opened = await openReportPage(browser, (await aReportPage(alerts, { summary: { problems } })).url);
    });
    afterAll(async () => {
      await opened?.[Symbol.asyncDispose]();
    });

    it.each(hostileTexts.map(([what, text, shown], at) => ({ what, text, shown, at })))(
      '$what',
      async ({ text, shown, at }) => {
        const { page } = opened;
        for (const eventID of [`first-${at}-`, `second-${at}-`]) {
          await page.getByLabel('Search', { exact: true }).fill(eventID);
          await rowsOf(page).locator('td.what button').click();
          const dialog = page.getByRole('dialog');
          await dialog.getByText('to paste into the config').click();
          const texts = [await rowsOf(page).innerText(), await dialog.innerText()];
          const links = await dialog
            .getByRole('link')
            .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
          await page.keyboard.press('Escape');
          for (const visible of texts) {
            expect(visible).toContain(shown);
            expect(visible).not.toMatch(hidden);
          }
          // The rule names the text as its runbook.
          expect(links).toEqual(text.startsWith('https:') ? [text] : []);
        }
      },
    );

    it('and nothing of it ran, was loaded or made the page wider', async () => {
      const { page, wrong } = opened;
      expect(await page.locator('script:not([type="application/json"])').count()).toBe(1);
      expect(await page.locator('img, iframe, link, object, embed, style:not(head style)').count()).toBe(0);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      expect(page.url()).toMatch(/^file:.*\/alerts\.html$/);
      expect(wrong).toEqual([]);
    });
  });

  describe('is accessible', () => {
    const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
      [1400, 380].map((width) => ({ colorScheme, width })),
    );
    const violations = async (page: Page) => {
      const found = await page.evaluate(`${axe.source}; axe.run().then(({ violations }) => violations.map(
        ({ id, nodes }) => id + ': ' + nodes.map(({ html, failureSummary }) => html + failureSummary)))`);
      return found;
    };

    let url = '';
    beforeAll(async () => {
      const severities = ['critical', 'high', 'medium', 'low', 'info'] as const;
      const denied = severities.map((severity) => alertOf({ errorCode: 'AccessDenied' }, { severity }));
      ({ url } = await aReportPage([...denied, ...some, ...some], {
        room: { alerts: 2, characters: 1e6 },
        summary: { problems: ['b.json: is broken'], notes: ['left out: 1 file'] },
      }));
    });

    it.each(looks)('$colorScheme, $width pixels wide', async (look) => {
      await using opened = await openReportPage(browser, url, { ...look, bypassCSP: true });
      const { page } = opened;
      await page.getByText('As a table').click();
      expect(await violations(page)).toEqual([]);
      await page.locator('#tops button').first().click();
      await opener(page, /./).click();
      expect(await violations(page)).toEqual([]);
    });

    it('while a record is loading', async () => {
      await using served = await servePage((await aReportPage(some)).html);
      await using opened = await openReportPage(browser, served.url, {
        bypassCSP: true,
        waitUntil: 'commit',
      });
      await opener(opened.page, /StopLogging/).press('Enter');
      await opened.page.getByRole('dialog').getByText('Loading').waitFor();
      expect(await violations(opened.page)).toEqual([]);
    });

    it('without any alert', async () => {
      const { url } = await aReportPage([]);
      await using opened = await openReportPage(browser, url, { bypassCSP: true });
      expect(await violations(opened.page)).toEqual([]);
    });
  });
});

/** Characters that show nothing, or that change how others look. */
const hidden = /[\p{Zl}\p{Zp}\u200b\u202a-\u202e\u2066-\u2069\ufeff]|(?![\n\t\u00a0])\p{Cc}/u;

/** Two alerts with a text wherever a record, a rule or a file can have one. */
const hostileAlerts = (text: string) => {
  const at = hostileTexts.findIndex(([, known]) => known === text);
  const fields = [
    'eventName',
    'sourceIPAddress',
    'awsRegion',
    'errorCode',
    'recipientAccountId',
    'userAgent',
  ];
  const record = aRecord({
    ...Object.fromEntries(fields.map((field) => [field, text])),
    userIdentity: { type: 'IAMUser', arn: text, userName: text },
    requestParameters: { [text]: text, list: [text] },
  });
  const rule = { name: text, description: text, severity: 'high', runbookUrl: text } as const;
  return [
    anAlert({ record: { ...record, eventID: `first-${at}-${text}` }, rule, output: text, logFile: text }),
    anAlert({
      record: { ...record, eventID: `second-${at}-${text}`, eventTime: text },
      rule,
      output: { [text]: text },
    }),
  ];
};
