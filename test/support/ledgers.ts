import { once } from 'node:events';
import type { Claim } from '../../src/delivery/ledger/claim.ts';
import type { Ledger } from '../../src/delivery/ledger/ledger.ts';
import { memoryLedger } from '../../src/delivery/ledger/memory.ts';
import { LedgerError } from '../../src/errors.ts';

type Operation = Exclude<keyof Ledger, 'now' | 'ready'>;

/**
 * How a ledger can fail. `down`: not done. `lost`: done, but its answer was lost, and the client's retry finds its own
 * write there already. `lost for good`: done, and no retry is answered either.
 */
type LedgerFault = 'down' | 'lost' | 'lost for good' | 'hang';

export interface HostileLedger extends Ledger {
  /** Decides about each operation from now on. */
  readonly plan: (plan: (operation: Operation, claim: Claim | undefined) => LedgerFault | undefined) => void;
  /** Puts a claim there as another invocation would have left it. */
  readonly put: (key: string, claim: Claim | string) => Promise<void>;
  /** What is there now, by key. */
  readonly claims: () => Promise<Readonly<Record<string, Claim>>>;
}

/** A ledger in memory that fails when a test says so. */
export const hostileLedger = (): HostileLedger => {
  const memory = memoryLedger();
  const keys = new Set<string>();
  const never = new AbortController().signal;
  let faultOf: Parameters<HostileLedger['plan']>[0] = () => undefined;

  const perform = async <Reply>(
    operation: Operation,
    text: string | undefined,
    signal: AbortSignal,
    apply: () => Promise<Reply>,
  ): Promise<Reply | undefined> => {
    signal.throwIfAborted();
    // Written by claimEvent, or by `put`.
    switch (faultOf(operation, text === undefined ? undefined : (JSON.parse(text) as Claim))) {
      case undefined:
        return apply();
      case 'lost':
        await apply();
        return undefined;
      case 'lost for good':
        await apply();
        throw new LedgerError('ledger', new Error('the answer is lost'));
      case 'down':
        throw new LedgerError('ledger', new Error('it is down'));
      case 'hang':
        await once(signal, 'abort');
        throw signal.reason;
    }
  };

  return {
    ready: memory.ready,
    now: memory.now,
    create: (key, text, signal) => {
      keys.add(key);
      return perform('create', text, signal, () => memory.create(key, text, signal));
    },
    read: (key, signal) => perform('read', undefined, signal, () => memory.read(key, signal)),
    replace: (key, text, version, signal) =>
      perform('replace', text, signal, () => memory.replace(key, text, version, signal)),
    plan: (plan) => {
      faultOf = plan;
    },
    put: async (key, claim) => {
      keys.add(key);
      const text = typeof claim === 'string' ? claim : JSON.stringify(claim);
      const found = await memory.read(key, never);
      if (found === undefined) await memory.create(key, text, never);
      else await memory.replace(key, text, found.version, never);
    },
    claims: async () => {
      const entries = await Promise.all(
        [...keys].map(async (key) => [key, await memory.read(key, never)] as const),
      );
      return Object.fromEntries(
        entries.flatMap(([key, found]) => (found === undefined ? [] : [[key, JSON.parse(found.text)]])),
      );
    },
  };
};
