import { type Detail, type Row, type Summary, separator } from '../data.ts';

/** A row, and what is read only when it is opened. */
export interface Alert extends Row {
  /** Milliseconds since 1970; NaN where the record has no time. */
  readonly at: number;
  /** Everything that a search looks at. */
  readonly searched: string;
  readonly detail: () => Detail;
}

/** The lines that the command line has written: it is the only one that writes such pages. */
export const alertsIn = (text: string): readonly Alert[] => {
  const alerts: Alert[] = [];
  let begin = text.indexOf('{');
  while (begin !== -1 && begin < text.length) {
    const end = text.indexOf('\n', begin);
    const between = text.indexOf(separator, begin);
    const row = JSON.parse(text.slice(begin, between)) as Row;
    alerts.push({
      ...row,
      at: Date.parse(row.time),
      searched: Object.values(row).join('\n').toLowerCase(),
      detail: () => JSON.parse(text.slice(between + 1, end)) as Detail,
    });
    begin = end + 1;
  }
  return alerts;
};

export const summaryIn = (text: string): Summary => JSON.parse(text) as Summary; // as for the lines
