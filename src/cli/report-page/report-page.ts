import { createHash } from 'node:crypto';
import { type FileHandle, open, rename, stat } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import pLimit from 'p-limit';
import type { BurstAlert, MatchAlert } from '../../alerts/alert.ts';
import type { Display } from '../../alerts/display.ts';
import { reasonOf, TattletailError } from '../../errors.ts';
import type { Severity } from '../../rules/severity.ts';
import { detailFor, rowFor } from './alert-line.ts';
import { type PageAssets, pageAssets } from './assets.ts';
import { detailsMark, rowsMark, type Summary } from './data.ts';

/** A page with alerts, which is written as they come, and is there when it is complete. */
export interface ReportPage {
  add(alert: MatchAlert | BurstAlert, display: Display): Promise<void>;
  /** Throws TattletailError if the page could not be written. */
  end(summary: Omit<Summary, 'missing'>): Promise<void>;
}

/** How much of a severity is in a page, so that no storm of harmless alerts keeps the others out. */
export interface Room {
  readonly alerts: number;
  /** Of everything that is shown when alerts are opened, most of which are records. */
  readonly characters: number;
}

/** Throws TattletailError if there can be no such file. */
export const createReportPage = async (path: string, room: Room = enough): Promise<ReportPage> => {
  const [beforeAlerts, betweenData, atEnd] = partsOf(await pageAssets());
  const part = `${path}.part`;
  const file = await opened(path, part);
  const taken = new Map<Severity | '', { alerts: number; characters: number; missing: number }>();
  const inTurn = pLimit(1);
  let failure: unknown;
  const write = (text: string): Promise<void> =>
    inTurn(async () => {
      if (failure !== undefined) return;
      try {
        await file.appendFile(text);
      } catch (error) {
        failure = error;
      }
    });
  const rows = createBlocks(rowsSize, (block) => `${rowsMark}${block}\n`);
  const details = createBlocks(detailsSize, (block, count) => `${detailsMark}${count} ${block}\n`);
  await write(beforeAlerts);
  return {
    add: async (alert, display) => {
      const row = rowFor(alert, display);
      const ofSeverity = taken.get(row.severity) ?? { alerts: 0, characters: 0, missing: 0 };
      taken.set(row.severity, ofSeverity);
      if (ofSeverity.alerts >= room.alerts) {
        ofSeverity.missing += 1;
        return;
      }
      const detail = JSON.stringify(detailFor(alert, display, ofSeverity.characters < room.characters));
      ofSeverity.alerts += 1;
      ofSeverity.characters += detail.length;
      await write(rows.add(JSON.stringify(row)) + details.add(detail));
    },
    end: async (summary) => {
      const missing = [...taken]
        .filter(([, ofSeverity]) => ofSeverity.missing > 0)
        .map(([severity, { missing: count }]) => ({ severity, count }));
      await write(rows.end() + details.end());
      await write(`${betweenData}${inPage({ ...summary, missing } satisfies Summary)}${atEnd}`);
      await file.close();
      if (failure !== undefined) throw cannotWrite(path, failure);
      await rename(part, path);
    },
  };
};

const enough: Room = { alerts: 20_000, characters: 32 * 2 ** 20 };

/** Gives each block as `shown` says, as soon as there is enough for one. */
const createBlocks = (enoughCharacters: number, shown: (block: string, count: number) => string) => {
  let lines: string[] = [];
  let size = 0;
  const end = (): string => {
    if (lines.length === 0) return '';
    const block = shown(gzipSync(lines.join('\n')).toString('base64'), lines.length);
    lines = [];
    size = 0;
    return block;
  };
  return {
    add: (line: string): string => {
      lines.push(line);
      size += line.length;
      return size < enoughCharacters ? '' : end();
    },
    end,
  };
};

const rowsSize = 2_000_000;
/** Small enough to be read while somebody waits. */
const detailsSize = 200_000;

const opened = async (path: string, part: string): Promise<FileHandle> => {
  const known = await stat(path).catch(() => undefined);
  if (known?.isDirectory() === true)
    throw new TattletailError(`${path}: is a folder, so no report can be written there`);
  try {
    return await open(part, 'w');
  } catch (error) {
    throw cannotWrite(path, error);
  }
};

const cannotWrite = (path: string, error: unknown): TattletailError =>
  new TattletailError(`${path}: the report cannot be written: ${reasonOf(error)}`, { cause: error });

/** JSON in which nothing can end the script that holds it. */
const inPage = (value: unknown): string => JSON.stringify(value).replaceAll('<', String.raw`\u003c`);

/** The page around its two data blocks. Only its own script and style run: those with these hashes. */
const partsOf = ({ html, script, style }: PageAssets): readonly [string, string, string] => {
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
  const filled = ['policy', 'style', 'script'].reduce(
    (text, name, at) => text.split(`{{${name}}}`).join([policy, style, script][at]),
    html,
  );
  const [first = '', second = '', third = ''] = filled.split(/\{\{(?:alerts|summary)\}\}/);
  return [first, second, third];
};

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;
