import { hasSurrogateEscape, type JsonValue, wellFormed } from '../json.ts';

/** A record as the one line of JSON that a real jq reads, with its position in what the engine was given. */
export interface RecordLine {
  readonly record: number;
  readonly value: JsonValue;
  readonly text: string;
}

/** Writes records as lines, in batches that a jq can hold in memory; tells which records cannot be written. */
export const linesOf = (
  records: readonly JsonValue[],
): { readonly batches: readonly (readonly RecordLine[])[]; readonly tooDeep: readonly number[] } => {
  const batches: RecordLine[][] = [];
  const tooDeep: number[] = [];
  let room = 0;
  for (const [record, value] of records.entries()) {
    const text = lineOf(value);
    if (text === undefined) {
      tooDeep.push(record);
      continue;
    }
    room -= text.length;
    if (room < 0) {
      batches.push([]);
      room = batchSize - text.length;
    }
    batches.at(-1)?.push({ record, value, text });
  }
  return { batches, tooDeep };
};

/** Characters. jq-wasm has 256 MB of memory and needs about 6 bytes for each byte of input. */
const batchSize = 4 * 1024 * 1024;

/** Undefined when the value nests too deep for JSON.stringify: some thousands of levels; CloudTrail's have about 11. */
const lineOf = (value: JsonValue): string | undefined => {
  try {
    const text = JSON.stringify(value);
    // jq refuses a whole input for one lone surrogate, which JSON.stringify writes as its escape.
    return hasSurrogateEscape(text) ? JSON.stringify(wellFormed(value)) : text;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};
