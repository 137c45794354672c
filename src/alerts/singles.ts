import { bySeverity } from '../rules/severity.ts';
import type { Held } from './held.ts';
import { entryOf, entryOfBurst, withSentence } from './roundup.ts';
import { severityOf } from './severity.ts';

/**
 * Moves into the roundups what is more than `max` alone for any of its destinations, the least severe first. One match of
 * a rule stays alone if it would be a roundup by itself: that would be as many messages.
 */
export const createSingles = (max: number): ((byRoutedRule: Held['byRoutedRule']) => void) => {
  const sent = new Map<string, number>();
  return (byRoutedRule) => {
    const alone = [...byRoutedRule].flatMap(([routed, ofRule]) =>
      ofRule.alone.splice(0).map((alert) => ({ routed, ofRule, alert })),
    );
    const over: (typeof alone)[number][] = [];
    for (const one of bySeverity(alone, ({ alert }) => severityOf(alert))) {
      const { destinations } = one.routed;
      if (destinations.some((id) => (sent.get(id) ?? 0) >= max)) {
        over.push(one);
      } else {
        one.ofRule.alone.push(one.alert);
        for (const id of destinations) sent.set(id, (sent.get(id) ?? 0) + 1);
      }
    }
    for (const [{ alone: single, entries }, rest] of Map.groupBy(over, ({ ofRule }) => ofRule)) {
      const alerts = rest.map(({ alert }) => alert);
      if (alerts.length + entries.length === 1) single.push(...alerts);
      else
        entries.unshift(
          ...alerts.map((alert) =>
            withSentence(alert.kind === 'burst' ? entryOfBurst(alert) : entryOf(alert), alert.record),
          ),
        );
    }
  };
};
