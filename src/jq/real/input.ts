import { hasSurrogateEscape, type JsonValue, wellFormed } from '../../json.ts';

/** A record as the one line of JSON that a real jq reads, with its position in what the engine was given. */
export interface RecordLine {
  readonly record: number;
  readonly value: JsonValue;
  readonly text: string;
}

/** Writes records as lines, in batches that a jq can hold in memory. Tells which records nest too deep for it. */
export const linesOf = (
  records: readonly JsonValue[],
  maxDepth: number,
): { readonly batches: readonly (readonly RecordLine[])[]; readonly tooDeep: readonly number[] } => {
  const batches: RecordLine[][] = [];
  const tooDeep: number[] = [];
  let room = 0;
  for (const [record, value] of records.entries()) {
    if (isDeeper(value, maxDepth)) {
      tooDeep.push(record);
      continue;
    }
    const text = lineOf(value);
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

/** jq refuses a whole input for one lone surrogate, which JSON.stringify writes as its escape. */
const lineOf = (value: JsonValue): string => {
  const text = JSON.stringify(value);
  return hasSurrogateEscape(text) ? JSON.stringify(wellFormed(value)) : text;
};

const isDeeper = (value: JsonValue, levels: number): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((item) => isDeeper(item, levels - 1));
};
