import type { Alert } from '../../alerts/alert.ts';
import { outcomeOfAlert } from '../../alerts/burst-outcome.ts';
import { countsAs, type Severity, severityOf } from '../../alerts/severity.ts';
import { accountIn, recordedWhoIn } from '../../alerts/who.ts';
import { nonEmptyString } from '../../json.ts';

/** What the messages of a thread have in common, and what of one of them may be news there. */
export interface Topic {
  readonly key: string;
  readonly severity: Severity;
  readonly succeeded: boolean;
  /** Where the call came from; undefined for a burst, whose calls came from anywhere. */
  readonly address: string | undefined;
}

/**
 * Rule, caller, account and channel; of a burst, what its events have in common instead of the caller. Another session of a
 * role is another caller: somebody else must not hide in a thread. Undefined where an alert belongs into no thread: roundups
 * and rule failures are about many callers, and some records name none.
 */
export const topicOf = (alert: Alert, channel: string): Topic | undefined => {
  if (alert.kind !== 'match' && alert.kind !== 'burst') return undefined;
  const common = alert.kind === 'match' ? recordedWhoIn(alert.record) : alert.burst.key;
  if (common === undefined || common === null) return undefined;
  return {
    key: JSON.stringify([alert.rule.id, alert.kind, common, accountIn(alert.record) ?? null, channel]),
    severity: countsAs(severityOf(alert)),
    address: alert.kind === 'match' ? nonEmptyString(alert.record.sourceIPAddress)?.slice(0, 100) : undefined,
    succeeded: outcomeOfAlert(alert)?.kind === 'succeeded',
  };
};
