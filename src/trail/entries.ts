import { messageOf } from '../errors.ts';
import type { JsonValue } from '../json.ts';
import { createJsonCursor } from './json-cursor.ts';
import { parseBytes } from './parse-bytes.ts';
import { scanLists } from './scan-lists.ts';

/** An entry of a list, or why it is not JSON. */
export type Entry = JsonValue | SyntaxError;

/** Parses entries with commas between them. A broken one does not stop the others. */
export const parseEntries = async (piece: Uint8Array): Promise<readonly Entry[]> => {
  const array = Buffer.concat([Buffer.from('['), piece, Buffer.from(']')]);
  try {
    return parseBytes(array) as readonly JsonValue[]; // it has brackets
  } catch {
    const entries: Entry[] = [];
    for await (const entry of scanLists(createJsonCursor([array]), 0))
      if (entry.kind === 'entries') entries.push(parseEntry(entry.bytes));
    return entries;
  }
};

const parseEntry = (bytes: Uint8Array): Entry => {
  try {
    // Its lines count from where it begins, not from the comma before it.
    return parseBytes(bytes.subarray(bytes.findIndex((byte) => byte > 0x20)));
  } catch (error) {
    // V8 quotes the text, and records must not get into the log.
    return new SyntaxError(
      messageOf(error)
        .replace(/, (\.{3})?".*"(\.{3})? is not valid JSON$/s, '')
        .replace(/ in JSON at position \d+ \((line \d+ column \d+)\)$/, ' ($1 of the entry)'),
    );
  }
};
