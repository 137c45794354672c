import type { RuleFailure } from '../rules/match.ts';
import type { Rule } from '../rules/rule.ts';
import type { Alert, MatchAlert, RoundupEntry } from './alert.ts';
import { collectFailures } from './failures.ts';
import { entryOf } from './roundup.ts';

/** Decides for one invocation which alerts are sent, and when. */
export interface Arrangement {
  /** Takes the matches and failures in some records of a log file. Gives the alerts to send now. */
  add(batch: ArrangedBatch): readonly Alert[];
  /** Gives the alerts that were held back until every log file was inspected, in the order to send them. */
  end(): readonly Alert[];
}

interface ArrangedBatch {
  readonly alerts: readonly MatchAlert[];
  readonly failures: readonly RuleFailure[];
  readonly logFile: string;
  /** How many records were inspected. */
  readonly records: number;
}

/** Every match is sent at once. Rule failures are left to the report. */
export const oneByOne = (): Arrangement => ({ add: ({ alerts }) => alerts, end: () => [] });

/**
 * Everything is sent at the end: first the matches, rule by rule in the order in which the rules first matched, then
 * roundups of what a rule matched more than `after` times, then rule failures.
 */
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
    end: () => [
      ...[...byRule.values()].flatMap(({ alerts }) => alerts),
      ...[...byRule].flatMap(([rule, held]) => roundups(rule, held)),
      ...ruleFailures.alerts(inspected),
    ],
  };
};

/** What is held back for a rule. */
interface Held {
  readonly keys: Set<string>;
  readonly alerts: MatchAlert[];
  readonly entries: RoundupEntry[];
}

/** Holds each event once: CloudTrail may write it several times into a log file, and into others. */
const hold = (byRule: Map<Rule, Held>, alert: MatchAlert, after: number): void => {
  const held = byRule.get(alert.rule) ?? { keys: new Set(), alerts: [], entries: [] };
  byRule.set(alert.rule, held);
  const entry = entryOf(alert);
  if (held.keys.has(entry.key)) return;
  held.keys.add(entry.key);
  if (held.alerts.length < after) held.alerts.push(alert);
  else held.entries.push(entry);
};

/** Each event of a roundup has its own claim in the ledger; this many are claimed well within a lease. */
const maxEntries = 1000;

const roundups = (rule: Rule, { alerts, entries }: Held): readonly Alert[] =>
  Array.from({ length: Math.ceil(entries.length / maxEntries) }, (_, index) => ({
    kind: 'roundup',
    rule,
    isRest: alerts.length > 0 || index > 0,
    entries: entries.slice(index * maxEntries, (index + 1) * maxEntries),
  }));
