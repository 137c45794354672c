import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { BurstAlert, MatchAlert } from '../../src/alerts/alert.ts';
import { asRecorded } from '../../src/alerts/display.ts';
import {
  type Detail,
  detailsMark,
  type Row,
  rowsMark,
  type Summary,
} from '../../src/cli/report-page/data.ts';
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
  await Promise.all(alerts.map((alert) => page.add(alert, asRecorded)));
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
  const [, lines = ''] = /id="alert-lines">\n(.*?)<\/script>/s.exec(html) ?? [];
  const [, summary = ''] = /id="summary">(.*?)<\/script>/s.exec(html) ?? [];
  return {
    rows: jsonIn(lines, rowsMark) as Row[],
    details: jsonIn(lines, detailsMark) as Detail[],
    summary: JSON.parse(summary),
  };
};

/** In the blocks with this mark, which are all base64 of gzip after the last space, if any. */
const jsonIn = (lines: string, mark: string): unknown[] =>
  lines
    .split('\n')
    .filter((line) => line.startsWith(mark))
    .map((line) => line.slice(mark.length).split(' ').at(-1) ?? '')
    .flatMap((block) => gunzipSync(Buffer.from(block, 'base64')).toString().split('\n'))
    .map((line) => JSON.parse(line));
