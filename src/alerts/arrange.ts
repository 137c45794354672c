import type { RuleFailure } from '../rules/match.ts';
import type { Rule } from '../rules/rule.ts';
import type { Alert, MatchAlert, RoundupEntry } from './alert.ts';
import { collectFailures } from './failures.ts';
import { entryOf } from './roundup.ts';

/** Decides over one invocation what is told, and when. */
export interface Arrangement {
  /** Takes what became of so many records of a log file, and gives the alerts that need not wait. */
  add(batch: ArrangedBatch): readonly Alert[];
  /** Gives the alerts that have waited, the most important first. */
  end(): readonly Alert[];
}

interface ArrangedBatch {
  readonly alerts: readonly MatchAlert[];
  readonly failures: readonly RuleFailure[];
  readonly logFile: string;
  readonly records: number;
}

/** Every alert at once. Failures of rules are left to the report. */
export const oneByOne = (): Arrangement => ({ add: ({ alerts }) => alerts, end: () => [] });

/** Everything at the end. What a rule has beyond `after` alerts is told in roundups. */
export const withRoundups = (after: number): Arrangement => {
  const byRule = new Map<Rule, Held>();
  const ruleFailures = collectFailures();
  let inspected = 0;
  return {
    add: ({ alerts, failures, logFile, records }) => {
      for (const alert of alerts) hold(byRule, alert, after);
      ruleFailures.add(failures, logFile);
      inspected += records;
      return [];
    },
    end: () =>
      [
        ...[...byRule.values()].flatMap(({ alerts }) => alerts),
        ...[...byRule].flatMap(([rule, held]) => roundups(rule, held)),
        ...ruleFailures.alerts(inspected),
      ].toSorted(byImportance),
  };
};

/** What is held back for a rule. */
interface Held {
  readonly keys: Set<string>;
  readonly alerts: MatchAlert[];
  readonly entries: RoundupEntry[];
}

/** CloudTrail may write an event twice into the same file, and into others. */
const hold = (byRule: Map<Rule, Held>, alert: MatchAlert, after: number): void => {
  const held = byRule.get(alert.rule) ?? { keys: new Set(), alerts: [], entries: [] };
  byRule.set(alert.rule, held);
  const entry = entryOf(alert);
  if (held.keys.has(entry.key)) return;
  held.keys.add(entry.key);
  if (held.alerts.length < after) held.alerts.push(alert);
  else held.entries.push(entry);
};

/** Each event of a roundup has a claim of its own in the ledger; so many are claimed well within a lease. */
const maxEntries = 1000;

const roundups = (rule: Rule, { alerts, entries }: Held): readonly Alert[] =>
  Array.from({ length: Math.ceil(entries.length / maxEntries) }, (_, index) => ({
    kind: 'roundup',
    rule,
    isRest: alerts.length > 0 || index > 0,
    entries: entries.slice(index * maxEntries, (index + 1) * maxEntries),
  }));

/** What goes first when there is not enough time for everything. Rules have no severity yet, so all are alike. */
const byImportance = (_a: Alert, _b: Alert): number => 0;
