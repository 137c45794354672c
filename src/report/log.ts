import { describeFallback } from '../delivery/describe-failed.ts';
import type { Log } from '../log.ts';
import { loggedMessageOf } from '../rules/failure-message.ts';
import { programOf } from '../rules/program-of.ts';
import { withoutValues } from '../rules/without-values.ts';
import { loggedEventIdOf } from '../trail/record.ts';
import { timesForOtherReasons } from './failed-rule.ts';
import { failuresOf, type Named, type Report, totalsOf } from './report.ts';

/** What an invocation came to besides its Report. */
interface Unreported {
  /** How many parts of messages are malformed, and why the first are. */
  readonly malformed: { readonly count: number; readonly reasons: readonly string[] };
  /** How many objects and messages are skipped, by what they are. */
  readonly skipped: ReadonlyMap<string, number>;
  /** What inspected: the version and the config. */
  readonly by: Readonly<Record<string, string>>;
  readonly ms: number;
}

/**
 * Logs each failure, then one line for the whole invocation. The numbers of that line are metrics too, but for those by
 * which all records are accounted for.
 */
export const logReport = (
  log: Log,
  report: Report<Named>,
  { malformed, skipped, by, ms }: Unreported,
): void => {
  for (const failure of [...malformed.reasons, ...failuresOf(report)]) log.error(failure);
  for (const [what, times] of skipped) log.info('Skipped', { what, times });
  for (const { source, skipped: found } of report.logFiles)
    for (const { what, times } of found)
      log.info('Skipped', { logFile: source.uri, what, ...(times > 1 && { times }) });
  for (const fallback of report.deliveries.fallbacks) log.warn(describeFallback(fallback));
  logRules(log, report);
  logIgnores(log, report);
  const totals = totalsOf(report);
  const skippedMessages = [...skipped.values()].reduce((sum, times) => sum + times, 0);
  const all = { ...totals, malformed: malformed.count, skipped: totals.skipped + skippedMessages };
  const { inspected, failed, ...counted } = all;
  for (const [name, value] of Object.entries(counted)) log.count(name, value);
  log.info('Inspected', { ...all, ms, ...by });
  const { records, own } = totals;
  if (records !== inspected + own + failed) log.error('Not every record is accounted for', { ...totals });
};

const logRules = (log: Log, { logFiles }: Report<Named>): void => {
  for (const {
    source: { uri: logFile },
    ruleMatches,
    ruleFailures,
  } of logFiles) {
    for (const { first, times } of ruleMatches) {
      log.info('A rule matched', { rule: first.rule.name, logFile, eventId: first.eventId, times });
    }
    for (const failed of ruleFailures) {
      const rule = failed.rule.name;
      for (const { first, times } of failed.reasons) {
        const eventId = loggedEventIdOf(first.record);
        log.warn('A rule failed', { rule, logFile, eventId, times, error: loggedMessageOf(first) });
      }
      const times = timesForOtherReasons(failed);
      if (times > 0) log.warn('A rule failed', { rule, logFile, times, error: 'other reasons' });
    }
  }
};

const logIgnores = (log: Log, { logFiles }: Report<Named>): void => {
  for (const {
    source: { uri: logFile },
    ignoreEffects,
  } of logFiles) {
    for (const { first, times } of ignoreEffects) {
      const { ignore, eventId } = first;
      const fields = { ignore: ignore.name, logFile, eventId, times };
      switch (first.kind) {
        case 'ignored':
          log.info('Matches were ignored', fields);
          break;
        case 'expired':
          log.warn('An ignore has expired, so matches were not ignored', {
            ...fields,
            expires: ignore.expires,
          });
          break;
        case 'failed':
          log.warn('An ignore failed, so matches were not ignored', {
            ...fields,
            error: withoutValues(first.message, programOf(ignore)),
          });
      }
    }
  }
};
