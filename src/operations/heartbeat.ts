import pLimit from 'p-limit';
import type { Ledger } from '../delivery/ledger/ledger.ts';
import { LedgerError } from '../errors.ts';
import type { JsonValue } from '../json.ts';
import { compare, type Heartbeat, type Rhythms, rhythmsSchema } from './rhythm.ts';
import { newestOf, seenOn } from './seen.ts';

/** What accounts and regions used to write, as one object. */
const key = 'heartbeat';

export interface HeartbeatTools {
  readonly ledger: Ledger;
  /** The keys in the ledger that begin with a text. */
  readonly list: (prefix: string, signal: AbortSignal) => Promise<readonly string[]>;
  readonly now: () => number;
}

/**
 * Reads what all processes saw today and yesterday, and compares. `deliver` is called before what was found is written,
 * so that it is found again if the process ends before. Throws LedgerError, and what `list` throws.
 */
export const beat = async (
  { ledger, list, now }: HeartbeatTools,
  silentAfterMs: number,
  deliver: (found: Heartbeat) => Promise<void>,
  signal: AbortSignal,
): Promise<Heartbeat> => {
  const at = now();
  const keys = [...(await list(seenOn(at - 86_400_000), signal)), ...(await list(seenOn(at), signal))];
  const limit = pLimit(16);
  const texts = await Promise.all(
    keys.map((one) => limit(async () => (await ledger.read(one, signal))?.text ?? '')),
  );
  const before = await ledger.read(key, signal);
  const found = compare(rhythmsIn(before?.text), newestOf(texts), { now: at, silentAfterMs });
  await deliver(found);
  const text = JSON.stringify(found.rhythms);
  // Where another heartbeat was faster, it found the same.
  if (before === undefined) await ledger.create(key, text, signal);
  else await ledger.replace(key, text, before.version, signal);
  return found;
};

const rhythmsIn = (text: string | undefined): Rhythms => {
  if (text === undefined) return {};
  try {
    const value: JsonValue = JSON.parse(text);
    return rhythmsSchema.parse(value);
  } catch (error) {
    throw new LedgerError(key, error);
  }
};
