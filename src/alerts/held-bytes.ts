import { type JsonValue, withinDepth } from '../json.ts';
import type { SummedEvent } from './summary.ts';

/** About how much memory a record takes: its JSON, several times over for objects and keys. */
export const bytesOf = (record: JsonValue): number => 3 * JSON.stringify(withinDepth(record)).length;

/** The same of the facts that a roundup keeps. */
export const bytesOfFacts = (facts: SummedEvent): number =>
  overhead +
  Object.values(facts).reduce((sum, fact) => sum + (typeof fact === 'string' ? fact.length : 0), 0);

const overhead = 500;
