import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { BurstAlert, MatchAlert } from '../../src/alerts/alert.ts';
import { asRecorded } from '../../src/alerts/display.ts';
import type { BlockClass, Detail, Row, Summary } from '../../src/cli/report-page/data.ts';
import { createReportPage, type Room } from '../../src/cli/report-page/report-page.ts';

interface PageOf {
  readonly summary?: Partial<Summary>;
  readonly room?: Room;
}

/** Writes a page with these alerts. */
export const aReportPage = async (
  alerts: readonly (MatchAlert | BurstAlert)[],
  { summary, room }: PageOf = {},
): Promise<{ readonly path: string; readonly url: string; readonly html: string }> => {
  const path = join(await mkdtemp(join(tmpdir(), 'tattletail-page-')), 'alerts.html');
  const page = await createReportPage(path, room);
  for (const alert of alerts) page.add(alert, asRecorded);
  await page.end({
    about: 'Rules of a test',
    inspected: 'Inspected 1 log file.',
    problems: [],
    notes: [],
    ...summary,
  });
  return { path, url: pathToFileURL(path).href, html: await readFile(path, 'utf8') };
};

/** What the data blocks of a page hold. */
export const dataIn = (
  html: string,
): { rows: readonly Row[]; details: readonly Detail[]; summary: Summary } => {
  const [, summary = ''] = /id="summary">(.*?)<\/script>/s.exec(html) ?? [];
  return {
    rows: itemsIn(html, 'rows') as Row[],
    details: itemsIn(html, 'details') as Detail[],
    summary: JSON.parse(summary),
  };
};

const itemsIn = (html: string, name: BlockClass): unknown[] =>
  [...html.matchAll(new RegExp(`class="${name}">\\d+ (.*?)</script>`, 'g'))].flatMap(([, block = '']) =>
    JSON.parse(gunzipSync(Buffer.from(block, 'base64')).toString()),
  );
