import type { Log } from './log.ts';
import { failuresOf, type Repeated, type Report, totalsOf } from './report.ts';
import type { Match, RuleFailure } from './rules/match.ts';
import { withoutValues } from './rules/without-values.ts';
import { eventIdOf } from './trail/record.ts';

/** What is known of an invocation besides its Report. */
interface Unreported {
  readonly malformed: readonly string[];
  readonly skipped: number;
  readonly ms: number;
}

/** Errors and warnings one by one, then one line for the whole invocation, whose numbers are metrics too. */
export const logReport = (log: Log, report: Report, { malformed, skipped, ms }: Unreported): void => {
  for (const failure of [...malformed, ...failuresOf(report)]) log.error(failure);
  logRules(log, report);
  const totals = { ...totalsOf(report), malformed: malformed.length, skipped };
  for (const [name, value] of Object.entries(totals)) log.count(name, value);
  log.info('Inspected', { ...totals, ms });
};

const logRules = (log: Log, { logFiles }: Report): void => {
  for (const { uri, ruleMatches, ruleFailures } of logFiles) {
    for (const match of ruleMatches) log.info('A rule matched', fieldsOf(match, uri));
    for (const failure of ruleFailures) {
      log.warn('A rule failed', { ...fieldsOf(failure, uri), error: withoutValues(failure.first.message) });
    }
  }
};

const fieldsOf = ({ first: { rule, record }, times }: Repeated<Match | RuleFailure>, logFile: string) => ({
  rule: rule.name,
  logFile,
  eventId: eventIdOf(record),
  times,
});
