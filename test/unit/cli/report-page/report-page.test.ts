import { existsSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { asRecorded } from '../../../../src/alerts/display.ts';
import { createReportPage } from '../../../../src/cli/report-page/report-page.ts';
import { anAlert, aRecord } from '../../../support/builders.ts';
import { aReportPage, dataIn } from '../../../support/report-pages.ts';

const folder = mkdtempSync(join(tmpdir(), 'tattletail-page-'));
const low = anAlert({ rule: { severity: 'low' } });

it('holds each alert in the order in which they came', async () => {
  const alerts = ['a', 'b', 'c'].map((eventID) => anAlert({ record: aRecord({ eventID }) }));
  const { rows, details } = dataIn((await aReportPage(alerts)).html);
  expect(rows.map(({ eventId }) => eventId)).toEqual(['a', 'b', 'c']);
  expect(details.map(({ record }) => 'text' in record && JSON.parse(record.text))).toEqual(
    alerts.map(({ record }) => record),
  );
});

it('has room for each severity, and counts what else there is', async () => {
  const critical = anAlert({ rule: { severity: 'critical' } });
  const { html } = await aReportPage([...Array(5).fill(low), critical, anAlert()], {
    room: { alerts: 2, characters: 1_000_000 },
  });
  const { rows, summary } = dataIn(html);
  expect(rows.map(({ severity }) => severity)).toEqual(['low', 'low', 'critical', '']);
  expect(summary.missing).toEqual([{ severity: 'low', count: 3 }]);
});

it('says where the records are that it has no room for', async () => {
  const { html } = await aReportPage([low, low], { room: { alerts: 10, characters: 1 } });
  expect(dataIn(html).details.map(({ record }) => record)).toEqual([
    { text: expect.stringContaining('CreateAccessKey') },
    { missing: 'The page has no room for more records' },
  ]);
});

it('leaves out a record that is larger than CloudTrail writes', async () => {
  const { html } = await aReportPage([anAlert({ record: aRecord({ x: 'x'.repeat(400_000) }) })]);
  expect(html.length).toBeLessThan(100_000);
  expect(dataIn(html).details[0]?.record).toEqual({
    missing: expect.stringMatching(/^The record is too large for this page: 400\d{3} characters$/),
  });
});

it('is there only when it is complete', async () => {
  const path = join(folder, 'alerts.html');
  const page = await createReportPage(path);
  page.add(anAlert(), asRecorded);
  expect(existsSync(path)).toBe(false);
  await page.end({ about: '', inspected: '', problems: [], notes: [] });
  expect(existsSync(path)).toBe(true);
  expect(existsSync(`${path}.part`)).toBe(false);
});

it.each([
  ['a folder', folder, /: is a folder, so no report can be written there$/],
  [
    'a folder that is not there',
    join(folder, 'nosuch/alerts.html'),
    /: the report cannot be written: no such file/,
  ],
])('is refused at once where there can be none: %s', async (_, path, message) => {
  await expect(createReportPage(path)).rejects.toThrow(message);
});

it.runIf(existsSync('/dev/full'))('says so at the end when the disk is full', async () => {
  const path = join(folder, 'full.html');
  symlinkSync('/dev/full', `${path}.part`);
  const page = await createReportPage(path);
  page.add(anAlert(), asRecorded);
  await expect(page.end({ about: '', inspected: '', problems: [], notes: [] })).rejects.toThrow(
    `${path}: the report cannot be written: no space left on device`,
  );
});

it('lets run only its own script and style, and lets no request out', async () => {
  const { html } = await aReportPage([]);
  const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    expect.stringMatching(/^script-src 'sha256-[\w+/]{43}='$/),
    expect.stringMatching(/^style-src 'sha256-[\w+/]{43}='$/),
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]);
  expect(html).not.toMatch(/https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
  expect(html).not.toContain('{{');
});
