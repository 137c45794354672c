import type { Log } from '../log.ts';
import { withoutValues } from '../rules/without-values.ts';
import { eventIdOf } from '../trail/record.ts';
import { failuresOf, type Report, totalsOf } from './report.ts';

/** What an invocation came to besides its Report. */
interface Unreported {
  readonly malformed: readonly string[];
  readonly skipped: number;
  readonly ms: number;
}

/** Logs each failure, then one line for the whole invocation. The numbers of that line are metrics too. */
export const logReport = (log: Log, report: Report, { malformed, skipped, ms }: Unreported): void => {
  for (const failure of [...malformed, ...failuresOf(report)]) log.error(failure);
  for (const { source, skipped: found } of report.logFiles)
    for (const { what } of found) log.info('Skipped', { logFile: source.uri, what });
  logRules(log, report);
  const totals = totalsOf(report);
  const all = { ...totals, malformed: malformed.length, skipped: totals.skipped + skipped };
  for (const [name, value] of Object.entries(all)) log.count(name, value);
  log.info('Inspected', { ...all, ms });
};

const logRules = (log: Log, { logFiles }: Report): void => {
  for (const {
    source: { uri: logFile },
    ruleMatches,
    ruleFailures,
  } of logFiles) {
    for (const { first, times } of ruleMatches) {
      log.info('A rule matched', { rule: first.rule.name, logFile, eventId: first.eventId, times });
    }
    for (const { first, times } of ruleFailures) {
      log.warn('A rule failed', {
        rule: first.rule.name,
        logFile,
        eventId: eventIdOf(first.record),
        times,
        error: withoutValues(first.message),
      });
    }
  }
};
