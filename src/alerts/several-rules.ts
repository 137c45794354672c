import type { Rule } from '../rules/rule.ts';
import { bySeverity } from '../rules/severity.ts';
import type { Roundup, RoundupEntry } from './alert.ts';
import { partsOf } from './parts.ts';

/** What several rules matched that go to the same destinations, each entry with its rule: the most severe first. */
export const roundupsOfSeveral = (
  entries: readonly RoundupEntry[],
  destinations: readonly string[],
): readonly Roundup[] =>
  partsOf(bySeverity(entries, ({ severity }) => severity)).flatMap((part): readonly Roundup[] => {
    const rules = [...new Set(part.flatMap(({ rule }) => rule ?? []))];
    const [first, ...others] = rules;
    if (first === undefined) return [];
    const rule = others.length === 0 ? first : standingFor(first, rules, destinations);
    return [{ kind: 'roundup', rule, destinations, isRest: true, entries: part }];
  });

/** A rule for what destinations show of the rule of an alert. The claims of events are those of their own rules. */
const standingFor = (first: Rule, rules: readonly Rule[], destinations: readonly string[]): Rule => ({
  ...{ matchProgram: first.matchProgram, jqMatch: first.jqMatch, definitions: first.definitions },
  ...{ place: first.place, onError: first.onError, outcome: 'any' },
  id: 'several-rules',
  name: `${rules.length} rules`,
  description:
    'More matched than is sent one by one. These are the matches that are left, the most severe rules first.',
  destinations,
  tags: union(rules, ({ tags }) => tags),
  attack: union(rules, ({ attack }) => attack),
  references: [],
});

const union = (rules: readonly Rule[], of: (rule: Rule) => readonly string[]): readonly string[] => [
  ...new Set(rules.flatMap(of)),
];
