import { sha256 } from '../../alerts/event-key.ts';
import type { Notes } from '../../destinations/notes.ts';
import type { Ledger } from './ledger.ts';

/** The notes of a destination, beside the claims in a ledger: under `threads/` and a hash. */
export const notesIn = (ledger: Ledger, destinationId: string): Notes => {
  const keyOf = (key: string): string => `threads/${sha256(JSON.stringify([1, destinationId, key]))}`;
  return {
    now: ledger.now,
    create: async (key, text, signal) => {
      const limit = soon(signal);
      await ledger.ready(limit);
      return ledger.create(keyOf(key), text, limit);
    },
    read: (key, signal) => ledger.read(keyOf(key), soon(signal)),
    replace: (key, text, version, signal) => ledger.replace(keyOf(key), text, version, soon(signal)),
  };
};

/** An alert does not wait long for a note: it can be sent without. */
const soon = (signal: AbortSignal): AbortSignal => AbortSignal.any([signal, AbortSignal.timeout(noteMs)]);

const noteMs = 2_000;
