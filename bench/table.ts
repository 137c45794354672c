import type { Timing } from './measure.ts';

type Cell = string | number;

export const heading = (text: string, ...columns: readonly string[]): void => {
  console.log(`\n${text}\n`);
  row(...columns);
  row(...columns.map(() => '---'));
};

export const row = (...cells: readonly Cell[]): void => console.log(`| ${cells.join(' | ')} |`);

export const milliseconds = (ms: number): string => `${ms < 10 ? ms.toFixed(2) : Math.round(ms)} ms`;

export const beside = ({ ms, ratio }: Timing): string => `${milliseconds(ms)}, × ${ratio.toFixed(2)}`;
