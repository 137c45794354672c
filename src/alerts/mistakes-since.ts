import { dropOldest } from '../drop-oldest.ts';
import type { Alert, FailureEntry } from './alert.ts';
import { dayOf, undated } from './event-key.ts';

/** Counts how often a mistake is made while nobody is alerted about it. */
export interface MistakesSince {
  /** The same alert: what is reported again after a day says how many there were since. */
  withSince(alert: Alert): Alert;
  /** Takes how deliveries ended. What failed is delivered again, and counted then. */
  add(deliveries: readonly Ended[]): void;
}

type Ended =
  | { readonly status: 'delivered' | 'deduplicated'; readonly alert: Alert }
  | { readonly status: 'failed' | 'fallback' };

export const countMistakes = (capacity = 1000): MistakesSince => {
  const counts = new Map<string, { readonly day: string; readonly times: number }>();
  return {
    withSince: (alert) =>
      alert.kind === 'failure'
        ? { ...alert, entries: alert.entries.map((entry) => ({ ...entry, ...sinceOf(entry) })) }
        : alert,
    add: (deliveries) => {
      if (deliveries.some(({ status }) => status === 'failed')) return;
      const statusOf = new Map<Alert, Ended['status']>();
      for (const one of deliveries)
        if ('alert' in one && statusOf.get(one.alert) !== 'delivered') statusOf.set(one.alert, one.status);
      for (const [alert, status] of statusOf)
        if (alert.kind === 'failure') for (const entry of alert.entries) count(entry, status);
    },
  };

  function count({ mistake, first, times }: FailureEntry, status: Ended['status']): void {
    if (mistake === undefined) return;
    const day = dayOf(first.record);
    const known = counts.get(mistake);
    const isFirst = known === undefined || isAfter(day, known.day);
    counts.delete(mistake);
    counts.set(
      mistake,
      isFirst
        ? { day, times: status === 'delivered' ? 0 : times }
        : { day: known.day, times: known.times + times },
    );
    dropOldest(counts, capacity);
  }

  function sinceOf({ mistake = '', first }: FailureEntry): Pick<FailureEntry, 'since'> {
    const known = counts.get(mistake);
    return known !== undefined && known.times > 0 && isAfter(dayOf(first.record), known.day)
      ? { since: known.times }
      : {};
  }
};

const isAfter = (day: string, other: string): boolean => day !== undated && other !== undated && day > other;
