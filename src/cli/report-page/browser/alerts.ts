import { blockMark, type Detail, type Row, type Summary } from '../data.ts';

/** A row, and what is read only when it is opened. */
export interface Alert extends Row {
  /** Milliseconds since 1970; NaN where the record has no time. */
  readonly at: number;
  /** Everything that a search looks at. */
  readonly searched: () => string;
  readonly detail: () => Promise<Detail>;
}

/** The lines that the command line has written: it is the only one that writes such pages. */
export const alertsIn = (text: string): readonly Alert[] => {
  const alerts: Alert[] = [];
  let rows: Row[] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('{')) rows.push(JSON.parse(line) as Row);
    if (!line.startsWith(blockMark)) continue;
    alerts.push(...rows.map((row, at) => alertOf(row, () => detailAt(at, line.slice(blockMark.length)))));
    rows = [];
  }
  return alerts;
};

export const summaryIn = (text: string): Summary => JSON.parse(text) as Summary; // as for the lines

const alertOf = (row: Row, detail: Alert['detail']): Alert => {
  let searched: string | undefined;
  return {
    ...row,
    at: Date.parse(row.time),
    searched: () => {
      searched ??= Object.values(row).join('\n').toLowerCase();
      return searched;
    },
    detail,
  };
};

const detailAt = async (index: number, block: string): Promise<Detail> => {
  const bytes = Uint8Array.from(atob(block), (character) => character.charCodeAt(0));
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  const lines = (await new Response(inflated).text()).split('\n');
  return JSON.parse(lines[index] ?? '') as Detail;
};
