import type { OperationalProblem } from '../alerts/alert.ts';
import { operationalAlert } from '../alerts/operational.ts';
import type { OperationsConfig } from '../config/operations-table.ts';
import { type Delivery, type DestinationsOf, deliver, type NoteDelivery } from '../delivery/deliver.ts';
import { dropOldest } from '../drop-oldest.ts';
import type { Invocation } from '../invocation.ts';

/** Delivers problems to the destinations of `[operations]`. Never throws. */
export type AlertOperators = (
  problems: readonly OperationalProblem[],
  invocation: Pick<Invocation, 'deliverSignal' | 'today'>,
) => Promise<readonly Delivery[]>;

/**
 * Each problem once a day for each destination, but never to the destination that it is about. The ledger knows what other
 * processes have delivered. This one remembers it too: the problem may be the ledger.
 */
export const createOperators = (
  { destinations }: Pick<OperationsConfig, 'destinations'>,
  connect: () => DestinationsOf,
  note?: NoteDelivery,
): AlertOperators => {
  const delivered = new Map<string, true>();
  let connected: DestinationsOf | undefined;

  return async (problems, { deliverSignal, today }) => {
    const all = problems.map(async (problem) => {
      const keyOf = (id: string): string => JSON.stringify([today, problem.subject, id]);
      const ids = destinations.filter((id) => id !== problem.destination && !delivered.has(keyOf(id)));
      if (ids.length === 0) return [];
      connected ??= connect();
      const deliveries = await deliver(
        [operationalAlert(problem, ids, today)],
        connected,
        deliverSignal,
        note,
      );
      for (const { status, destination } of deliveries)
        if (status !== 'failed') delivered.set(keyOf(destination.id), true);
      dropOldest(delivered, maxRemembered);
      return deliveries;
    });
    return (await Promise.all(all)).flat();
  };
};

const maxRemembered = 10_000;
