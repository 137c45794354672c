import { eventIdOf } from './alerts/facts.ts';
import type { Log } from './log.ts';
import { failuresOf, type Report, totalsOf } from './report.ts';
import { withoutValues } from './rules/without-values.ts';

/** What is not in a Report, since it never became a log file. */
interface Besides {
  readonly malformed: readonly string[];
  readonly skipped: number;
  readonly ms: number;
}

/** Errors and warnings one by one, then one line for the whole invocation, whose numbers are metrics too. */
export const logReport = (log: Log, report: Report, { malformed, skipped, ms }: Besides): void => {
  for (const failure of [...malformed, ...failuresOf(report)]) log.error(failure);
  logRuleFailures(log, report);
  const totals = { ...totalsOf(report), malformed: malformed.length, skipped };
  for (const [name, value] of Object.entries(totals)) log.count(name, value);
  log.info('Inspected', { ...totals, ms });
};

const logRuleFailures = (log: Log, { logFiles }: Report): void => {
  for (const { uri, ruleFailures } of logFiles) {
    for (const { first, times } of ruleFailures) {
      const { rule, record, message } = first;
      log.warn('A rule failed', {
        rule: rule.name,
        logFile: uri,
        eventId: eventIdOf(record),
        times,
        error: withoutValues(message),
      });
    }
  }
};
