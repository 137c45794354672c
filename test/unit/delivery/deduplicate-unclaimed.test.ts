import { expect, it } from 'vitest';
import { withDeduplication } from '../../../src/delivery/deduplicate.ts';
import type { Ledger } from '../../../src/delivery/ledger/ledger.ts';
import { memoryLedger } from '../../../src/delivery/ledger/memory.ts';
import type { Send } from '../../../src/destinations/destination.ts';
import { DeliveryError, LedgerError } from '../../../src/errors.ts';
import { anAlert, neverAborted } from '../../support/builders.ts';

/** A ledger that leaves this many requests unanswered, and invocations that deliver the same alert one after the other. */
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
    ready: memory.ready,
    now: memory.now,
    create: (...call) => perhaps(() => memory.create(...call)),
    read: (...call) => perhaps(() => memory.read(...call)),
    replace: (...call) => perhaps(() => memory.replace(...call)),
  };
  const notes: (string | undefined)[] = [];
  const warnings: string[] = [];
  const invoke = (outcome: 'accepted' | 'refused' | 'unknown' = 'accepted'): Promise<string> => {
    const send: Send = async (_alert, { note }) => {
      notes.push(note?.replace(/ [0-9a-f]{8}$/, ' …'));
      if (outcome !== 'accepted') throw new DeliveryError(outcome, { outcome, retryable: false });
    };
    const deliver = withDeduplication('S', send, {
      ledger,
      onLedgerError: 'send',
      warn: (message) => warnings.push(message),
    });
    return deliver(anAlert(), neverAborted).catch(({ message }: Error) => message);
  };
  return { invoke, notes, warnings };
};

const unclaimed = 'possible duplicate: the ledger was unavailable';

it.each([false, true])(
  'an alert that was accepted without a claim is not sent again (was the claim written: %s)',
  async (applied) => {
    const { invoke, notes, warnings } = start(1, { applied });
    expect([await invoke(), await invoke()]).toEqual(['delivered', 'deduplicated']);
    expect(notes).toEqual([unclaimed]);
    expect(warnings).toEqual(['Sent as a possible duplicate: s3://state: no answer']);
  },
);

it('an alert that may have arrived without a claim is sent again as a possible duplicate', async () => {
  const { invoke, notes } = start(1);
  expect([await invoke('unknown'), await invoke()]).toEqual(['unknown', 'delivered']);
  expect(notes).toEqual([unclaimed, 'possible duplicate of alert …']);
});

it('an alert that was refused without a claim is sent again without a note', async () => {
  const { invoke, notes } = start(1);
  expect([await invoke('refused'), await invoke()]).toEqual(['refused', 'delivered']);
  expect(notes).toEqual([unclaimed, undefined]);
});

it('an alert that was sent twice without the ledger has the note twice', async () => {
  const { invoke, notes } = start(3);
  expect([await invoke(), await invoke(), await invoke()]).toEqual([
    'delivered',
    'delivered',
    'deduplicated',
  ]);
  expect(notes).toEqual([unclaimed, unclaimed]);
});
