import { dropOldest } from '../../drop-oldest.ts';
import type { Ledger } from './ledger.ts';

/**
 * The ledger of a process that has no other: it lasts as long as the process and does not see what others deliver.
 * Beyond `capacity` claims, the oldest are dropped.
 */
export const memoryLedger = (capacity = 50_000): Ledger => {
  const entries = new Map<string, { readonly text: string; readonly version: string }>();
  let writes = 0;
  const write = (key: string, text: string): string => {
    writes += 1;
    entries.delete(key);
    entries.set(key, { text, version: String(writes) });
    dropOldest(entries, capacity);
    return String(writes);
  };
  return {
    ready: async () => undefined,
    now: () => Date.now(),
    create: async (key, text) => (entries.has(key) ? undefined : write(key, text)),
    read: async (key) => entries.get(key),
    replace: async (key, text, version) =>
      entries.get(key)?.version === version ? write(key, text) : undefined,
  };
};
