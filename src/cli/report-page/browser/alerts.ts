import { type Detail, detailsMark, type Row, rowsMark, type Summary } from '../data.ts';

/** A row, and what is read only when it is opened. */
export interface Alert extends Row {
  /** Milliseconds since 1970; NaN where the record has no time. */
  readonly at: number;
  /** Everything that a search looks at. */
  readonly searched: () => string;
  readonly detail: () => Promise<Detail>;
}

/** The lines that the command line has written: it is the only one that writes such pages. */
export const alertsIn = async (text: string): Promise<readonly Alert[]> => {
  const lines = text.split('\n');
  const detailOf = lines.flatMap((line) => (line.startsWith(detailsMark) ? detailsIn(line) : []));
  const blocks = lines.filter((line) => line.startsWith(rowsMark));
  const rows = await Promise.all(blocks.map((block) => linesIn(block.slice(rowsMark.length))));
  return rows.flat().map((line, at) => alertOf(JSON.parse(line) as Row, detailOf[at] ?? missing));
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

/** One for each detail of a block. */
const detailsIn = (line: string): readonly Alert['detail'][] => {
  const [count, block = ''] = line.slice(detailsMark.length).split(' ');
  return Array.from({ length: Number(count) }, (_, at) => async () => {
    const details = await linesIn(block);
    return JSON.parse(details[at] ?? '') as Detail;
  });
};

const missing = (): Promise<never> => Promise.reject(new Error('the page does not have this alert'));

const linesIn = async (block: string): Promise<readonly string[]> => {
  const inflated = new Blob([bytesOf(block)]).stream().pipeThrough(new DecompressionStream('gzip'));
  return (await new Response(inflated).text()).split('\n');
};

/** Much faster than `Uint8Array.from`, which iterates over a string. */
const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
};
