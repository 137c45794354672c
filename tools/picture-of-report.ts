/**
 * Takes the picture of the page of `scan --report` for docs/cli.md: of what the threats pack finds in a part of a day of an
 * ordinary organisation, made by test/support/organisation.
 *
 *   node tools/picture-of-report.ts [fixtures/pictures/scan-report.png]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchChromium } from '../test/support/chromium.ts';
import { dayOf } from '../test/support/organisation/day.ts';

const [picture = 'fixtures/pictures/scan-report.png'] = process.argv.slice(2);

/** Of about 190,000 a day. */
const maxRecords = 40_000;

const folder = mkdtempSync(join(tmpdir(), 'tattletail-picture-'));
let written = 0;
for (const Records of dayOf(1)) {
  if (written > maxRecords) break;
  writeFileSync(join(folder, `${written}.json`), JSON.stringify({ Records }));
  written += Records.length;
}
const report = join(folder, 'alerts.html');
const args = ['src/cli.ts', 'scan', '--config', 'rules/threats.toml', '--report', report, '--quiet', folder];
execFileSync(process.execPath, args, { stdio: 'ignore' });

const browser = await launchChromium();
const page = await browser.newPage({ viewport: { width: 1280, height: 1250 } });
await page.goto(pathToFileURL(report).href);
await page.screenshot({ path: picture });
await browser.close();
