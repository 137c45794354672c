import { accountText, type Display, timeText } from './display.ts';
import { type Fact, presentFacts } from './facts-about.ts';
import type { Counted, Summary } from './summary.ts';

/** What many events have in common, and who and what is among them. */
export const summaryFacts = (summary: Summary, display: Display): readonly Fact[] => {
  const { first, last, who, what, accounts, from, outcomes, targets, rules, example } = summary;
  return presentFacts([
    ['Rule', counted(rules)],
    ['Example', example],
    ['What', counted(what)],
    ['Outcome', counted(outcomes)],
    ['Who', counted(who)],
    ['Target', counted(targets)],
    ['Account', counted(accounts.map(({ name, count }) => ({ name: accountText(name, display), count })))],
    ['From', counted(from)],
    ['First', first && timeText(first, display)],
    ['Last', last && timeText(last, display)],
  ]);
};

const counted = (counts: readonly Counted[]): readonly string[] | undefined =>
  counts.length === 0 ? undefined : counts.map(({ name, count }) => `${name} (${count})`);
