import { createHash } from 'node:crypto';
import { type FileHandle, open, rename, stat, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { BurstAlert, MatchAlert } from '../../alerts/alert.ts';
import type { Display } from '../../alerts/display.ts';
import { reasonOf, TattletailError } from '../../errors.ts';
import type { Severity } from '../../rules/severity.ts';
import { detailFor, rowFor } from './alert-line.ts';
import { type PageAssets, pageAssets } from './assets.ts';
import type { Block, BlockClass, Summary } from './data.ts';

/** A page with alerts, which are held compressed as they come, and written at the end. It is there when it is complete. */
export interface ReportPage {
  add(alert: MatchAlert | BurstAlert, display: Display): void;
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
  const around = partsOf(await pageAssets());
  const part = `${path}.part`;
  const file = await opened(path, part);
  const taken = new Map<Severity | '', { alerts: number; characters: number; missing: number }>();
  const rows = createBlocks('rows', rowsSize);
  const details = createBlocks('details', detailsSize);
  return {
    add: (alert, display) => {
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
      rows.add(JSON.stringify(row));
      details.add(detail);
    },
    end: async (summary) => {
      const missing = [...taken]
        .filter(([, ofSeverity]) => ofSeverity.missing > 0)
        .map(([severity, { missing: count }]) => ({ severity, count }));
      const [beforeRows, beforeSummary, beforeDetails, atEnd] = around;
      const about = inPage({ ...summary, missing } satisfies Summary);
      try {
        const pieces = [
          ...[beforeRows, ...rows.end(), beforeSummary, about],
          ...[beforeDetails, ...details.end(), atEnd],
        ];
        await writeFile(file, pieces).finally(() => file.close());
        await rename(part, path);
      } catch (error) {
        throw cannotWrite(path, error);
      }
    },
  };
};

const enough: Room = { alerts: 20_000, characters: 32 * 2 ** 20 };

/** As elements. Each ends as soon as it has enough. */
const createBlocks = (name: BlockClass, enoughCharacters: number) => {
  const elements: string[] = [];
  let items: string[] = [];
  let size = 0;
  const end = (): readonly string[] => {
    if (items.length > 0)
      elements.push(`<script type="application/json" class="${name}">${blockOf(items)}</script>\n`);
    items = [];
    size = 0;
    return elements;
  };
  return {
    add: (item: string): void => {
      items.push(item);
      size += item.length;
      if (size >= enoughCharacters) end();
    },
    end,
  };
};

const blockOf = (items: readonly string[]): Block =>
  `${items.length} ${gzipSync(`[${items.join(',')}]`).toString('base64')}`;

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

/** The page around its rows, summary and details. Only its own script and style run: those with these hashes. */
const partsOf = ({ html, script, style }: PageAssets): readonly [string, string, string, string] => {
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
  const [first = '', second = '', third = '', fourth = ''] = filled.split(/\{\{(?:rows|summary|details)\}\}/);
  return [first, second, third, fourth];
};

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;
