import { type JsonValue, withinDepth } from '../json.ts';
import type { SummedEvent } from './summary.ts';

/** About how much memory a record takes: its JSON, several times over for objects and keys. */
export const bytesOf = (record: JsonValue): number => overhead + 3 * textOf(record).length;

const textOf = (record: JsonValue): string => {
  try {
    return JSON.stringify(record);
  } catch {
    // It nests too deep.
    return JSON.stringify(withinDepth(record));
  }
};

/** The same of the facts that a roundup keeps. */
export const bytesOfFacts = (facts: SummedEvent): number =>
  overhead +
  Object.values(facts).reduce((sum, fact) => sum + (typeof fact === 'string' ? fact.length : 0), 0);

const overhead = 500;
