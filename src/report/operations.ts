import type { OperationalProblem } from '../alerts/alert.ts';
import type { Delivery } from '../delivery/deliver.ts';
import { describeFailed } from '../delivery/describe-failed.ts';
import type { Log } from '../log.ts';

/** Logs each problem, and each alert about one that was not delivered. It does not make the invocation fail. */
export const logProblems = (
  log: Log,
  problems: readonly OperationalProblem[],
  deliveries: readonly Delivery[],
): void => {
  for (const { subject, title, sentence } of problems)
    log.warn('Operational problem', { subject, title, sentence });
  if (problems.length > 0) log.count('operational', problems.length);
  for (const delivery of deliveries) if (delivery.status === 'failed') log.error(describeFailed(delivery));
};
