import { type JsonValue, withinDepth } from '../json.ts';
import type { BurstAlert, RoundupEntry } from './alert.ts';

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

/** The same of a burst. */
export const bytesOfBurst = ({ record, burst: { eventIDs } }: BurstAlert): number =>
  bytesOf(record) + eventIDs.reduce((sum, id) => sum + id.length, 0);

/** The same of what a roundup keeps. */
export const bytesOfEntry = ({
  key,
  logFile,
  eventId,
  when,
  who,
  what,
  account,
  from,
  outcome,
  target,
  sentence,
  otherEventIds = [],
}: RoundupEntry): number =>
  [key, logFile, eventId, when, who, what, account, from, outcome, target, sentence, ...otherEventIds].reduce(
    (sum, text) => sum + (text?.length ?? 0),
    overhead + hashLength,
  );

const overhead = 500;

/** In hexadecimal digits. */
const hashLength = 64;
