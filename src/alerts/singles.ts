import { bySeverity } from '../rules/severity.ts';
import type { BurstAlert, MatchAlert, Roundup, RoundupEntry } from './alert.ts';
import type { Held } from './held.ts';
import { entryOf, entryOfBurst, withSentence } from './roundup.ts';
import { roundupsOfSeveral } from './several-rules.ts';
import { severityOf } from './severity.ts';

/**
 * Takes what is more than `max` alone for any of its destinations, the least severe first. Of one rule, it goes into the
 * roundup of that rule: one match stays alone if it would be a roundup by itself, as that would be as many messages. Of
 * several rules with the same destinations, it becomes one roundup with what else their roundups would have.
 */
export const createSingles = (max: number): ((byRoutedRule: Held['byRoutedRule']) => readonly Roundup[]) => {
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
    const byDestinations = Map.groupBy(over, ({ routed }) => JSON.stringify(routed.destinations.toSorted()));
    return [...byDestinations.values()].flatMap((rest) => {
      const byRule = Map.groupBy(rest, ({ ofRule }) => ofRule);
      for (const [{ alone: single, entries }, ofRule] of byRule) {
        const alerts = ofRule.map(({ alert }) => alert);
        if (byRule.size === 1 && alerts.length + entries.length === 1) single.push(...alerts);
        else entries.unshift(...alerts.map(entryWithSentence));
      }
      if (byRule.size === 1) return [];
      const entries = [...byRule].flatMap(([ofRule, [one]]) =>
        ofRule.entries.splice(0).map((entry) => ({ ...entry, ...(one && { rule: one.routed.rule }) })),
      );
      return roundupsOfSeveral(entries, rest[0]?.routed.destinations ?? []);
    });
  };
};

const entryWithSentence = (alert: MatchAlert | BurstAlert): RoundupEntry =>
  withSentence(alert.kind === 'burst' ? entryOfBurst(alert) : entryOf(alert), alert.record);
