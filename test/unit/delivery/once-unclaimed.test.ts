import { expect, it } from 'vitest';
import { type Ledger, memoryLedger } from '../../../src/delivery/ledger/ledger.ts';
import { once } from '../../../src/delivery/once.ts';
import type { Send } from '../../../src/destinations/destination.ts';
import { DeliveryError, LedgerError } from '../../../src/errors.ts';
import { anAlert, neverAborted } from '../../support/builders.ts';

/** A ledger that does not answer so many requests, and an invocation after the other that tells the same alert. */
const start = (unanswered: number, { applied = false } = {}) => {
  const memory = memoryLedger();
  let left = unanswered;
  const perhaps = async <T>(ask: () => Promise<T>): Promise<T> => {
    if (left === 0) return ask();
    left -= 1;
    if (applied) await ask();
    throw new LedgerError('s3://state', 'no answer');
  };
  const ledger: Ledger = {
    create: (...call) => perhaps(() => memory.create(...call)),
    read: (...call) => perhaps(() => memory.read(...call)),
    replace: (...call) => perhaps(() => memory.replace(...call)),
  };
  const notes: (string | undefined)[] = [];
  const invoke = (outcome: 'accepted' | 'refused' | 'unknown' = 'accepted'): Promise<string> => {
    const send: Send = async (_alert, { note }) => {
      notes.push(note?.replace(/ [0-9a-f]{8}$/, ' …'));
      if (outcome !== 'accepted') throw new DeliveryError(outcome, { outcome, retryable: false });
    };
    const deliver = once('S', send, { ledger, onLedgerError: 'send' });
    return deliver(anAlert(), neverAborted).catch(({ message }: Error) => message);
  };
  return { invoke, notes };
};

const unasked = 'possible repeat: the ledger could not be asked whether it was told before';

it.each([false, true])(
  'what was told without a claim is not told again (was the claim written: %s)',
  async (applied) => {
    const { invoke, notes } = start(1, { applied });
    expect([await invoke(), await invoke()]).toEqual(['delivered', 'before']);
    expect(notes).toEqual([unasked]);
  },
);

it('what may have been told without a claim is told again as a possible repeat', async () => {
  const { invoke, notes } = start(1);
  expect([await invoke('unknown'), await invoke()]).toEqual(['unknown', 'delivered']);
  expect(notes).toEqual([unasked, 'possible repeat of alert …']);
});

it('what was refused without a claim is told as if nothing had been', async () => {
  const { invoke, notes } = start(1);
  expect([await invoke('refused'), await invoke()]).toEqual(['refused', 'delivered']);
  expect(notes).toEqual([unasked, undefined]);
});

it('what was told twice without the ledger says so twice', async () => {
  const { invoke, notes } = start(3);
  expect([await invoke(), await invoke(), await invoke()]).toEqual(['delivered', 'delivered', 'before']);
  expect(notes).toEqual([unasked, unasked]);
});
