import type { Block, Detail, Row, Summary } from '../data.ts';

/** A row, and what is read only when it is opened. */
export interface Alert extends Row {
  /** Milliseconds since 1970; NaN where the record has no time. */
  readonly at: number;
  /** Everything that a search looks at. */
  readonly searched: () => string;
  readonly detail: () => Promise<Detail>;
}

/**
 * Of the blocks that the command line has written: it is the only one that writes such pages. Those of details are asked
 * for when the first alert is opened.
 */
export const alertsIn = async (
  rows: readonly Block[],
  details: () => Promise<readonly Block[]>,
): Promise<readonly Alert[]> => {
  const all = await Promise.all(rows.map(itemsIn<Row>));
  return all.flat().map((row, at) => alertOf(row, async () => detailAt(at, await details())));
};

export const summaryIn = (text: string): Summary => JSON.parse(text) as Summary; // as for the blocks

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

const detailAt = async (at: number, blocks: readonly Block[]): Promise<Detail> => {
  let before = 0;
  for (const block of blocks) {
    const count = Number.parseInt(block, 10);
    const detail = at < before + count ? (await itemsIn<Detail>(block))[at - before] : undefined;
    if (detail !== undefined) return detail;
    before += count;
  }
  throw new Error('it is not in the page');
};

/** Of the kind that the class of the block says. The body of a response is read sooner than the stream of a blob. */
const itemsIn = async <Item>(block: Block): Promise<readonly Item[]> => {
  const compressed = bytesOf(block.slice(block.indexOf(' ') + 1));
  const inflated = new Response(compressed).body?.pipeThrough(new DecompressionStream('gzip'));
  return (await new Response(inflated).json()) as readonly Item[]; // as the command line has written them
};

/** Much faster than `Uint8Array.from`, which iterates over a string. */
const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
};
