import { oneLine } from '../alerts/printable.ts';

/** Rows in columns, each as wide as its widest text, with the titles above them. */
export const textTable = (titles: readonly string[], rows: readonly (readonly string[])[]): string => {
  const all = [titles, ...rows.map((row) => row.map(oneLine))];
  const widths = titles.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
};
