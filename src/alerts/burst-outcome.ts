import { type Alert, type BurstAlert, recordOf } from './alert.ts';
import { type Outcome, outcomeOf } from './outcome.ts';

/** Of a burst, `succeeded` if only one of its calls did: whoever is denied first must not hide what follows. */
export const outcomeOfAlert = (alert: Alert): Outcome | undefined => {
  if (alert.kind === 'burst' && alert.outcomes.has('succeeded')) return { kind: 'succeeded' };
  const record = recordOf(alert);
  return record && outcomeOf(record);
};

/** `1 succeeded, 11 denied`; undefined if all came to the same. */
export const mixedOutcomes = ({ outcomes }: BurstAlert): string | undefined => {
  const counts = order.flatMap((kind) => {
    const count = outcomes.get(kind);
    return count === undefined ? [] : [`${count} ${kind}`];
  });
  return counts.length > 1 ? counts.join(', ') : undefined;
};

const order: readonly Outcome['kind'][] = ['succeeded', 'attempted', 'failed', 'denied'];
