import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MatchAlert } from '../../src/alerts/alert.ts';
import { asRecorded } from '../../src/alerts/display.ts';
import { destinationTypes } from '../../src/destinations/registry.ts';
import { previewPage } from '../../src/preview/page.ts';
import type { Preview } from '../../src/preview/previews.ts';
import { type Recorded, recordingTools } from '../../src/preview/record.ts';
import { anAlert, aRecord, aTag, neverAborted } from '../support/builders.ts';
import { hasChromium, launchChromium } from '../support/chromium.ts';
import { hostileTexts } from '../support/hostile-texts.ts';
import { openPage } from '../support/page-in-chromium.ts';
import { startServices } from '../support/services.ts';

const hostileAlert = (text: string): MatchAlert =>
  anAlert({
    rule: { name: text, description: text, severity: 'high' },
    record: aRecord({
      userIdentity: { type: 'IAMUser', userName: text, arn: text },
      requestParameters: { userName: text },
      eventID: text,
      userAgent: text,
    }),
    output: text,
    logFile: text,
  });

/** What every type of destination would be sent about an alert. */
const previewsOf = async (alert: MatchAlert): Promise<readonly Preview[]> => {
  await using services = await startServices();
  return Promise.all(
    destinationTypes.map(async ({ type, settings }): Promise<Preview> => {
      const { settings: required, optionalSettings } = services.destinationOf(type);
      const sent: Recorded[] = [];
      const tools = recordingTools((recorded) => sent.push(recorded));
      const send = settings
        .parse({ ...required, ...optionalSettings })
        .createSend({ ...tools, display: asRecorded });
      await expect(send(alert, aTag(), neverAborted)).rejects.toThrow();
      const { name } = alert.rule;
      return { rule: name, severity: 'high', title: name, destination: { id: type, type }, sent };
    }),
  );
};

const mailWithScript: Preview = {
  rule: 'R',
  severity: 'high',
  title: 'A mail',
  destination: { id: 'D', type: 'ses' },
  sent: [
    {
      kind: 'aws',
      operation: 'SendEmail',
      input: {
        Content: {
          Simple: {
            Body: {
              Html: {
                Data: '<html lang="en"><title>M</title><h1>In the frame</h1><script>parent.alert(1)</script></html>',
              },
            },
          },
        },
      },
    },
  ],
};

const written = (name: string, alerts: readonly (readonly Preview[])[]): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'tattletail-preview-')), name);
  writeFileSync(path, previewPage(alerts));
  return pathToFileURL(path).href;
};

describe.skipIf(!hasChromium)('the page of preview --html in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  it('shows every message, whatever its record holds, and loads and runs nothing', async () => {
    const alerts = await Promise.all(hostileTexts.map(([, text]) => previewsOf(hostileAlert(text))));
    await using opened = await openPage(browser, written('hostile.html', alerts));
    const { page, wrong } = opened;
    expect(await page.locator('article').count()).toBe(hostileTexts.length * destinationTypes.length);
    expect(await page.locator('script, img, link, [onerror]').count()).toBe(0);
    expect(wrong).toEqual([]);
  });

  it('shows the HTML of a mail in its frame, where no script runs', async () => {
    await using opened = await openPage(browser, written('mail.html', [[mailWithScript]]));
    const { page, wrong } = opened;
    expect(await page.frameLocator('iframe').locator('h1').textContent()).toBe('In the frame');
    expect(wrong).toEqual([expect.stringMatching(/^console: Blocked script execution in 'about:srcdoc'/)]);
  });

  it.each(['light', 'dark'] as const)('can be read and used by everybody: %s', async (colorScheme) => {
    const alerts = [await previewsOf(anAlert({ rule: { severity: 'high' } })), [mailWithScript]];
    const url = written('readable.html', alerts);
    await using opened = await openPage(browser, url, { colorScheme, bypassCSP: true });
    const found =
      await opened.page.evaluate(`${axe.source}; axe.run({ iframes: false }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`);
    expect(found).toEqual([]);
  });
});
