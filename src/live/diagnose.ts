import { PermissionError } from '../aws/live/permission.ts';
import { awsProblem } from '../aws/problem.ts';
import { messageOf } from '../errors.ts';
import { withoutSecrets } from '../redact.ts';
import type { LiveCalls } from './calls.ts';
import { anError, type LiveCheck, type LiveFinding, unchecked } from './check.ts';
import { config } from './checks/config.ts';
import { functionSettings } from './checks/function-settings.ts';
import { ledgerStore } from './checks/ledger-store.ts';
import { mail } from './checks/mail.ts';
import { role } from './checks/role.ts';
import { secrets } from './checks/secrets.ts';
import { topics } from './checks/topics.ts';
import { trail } from './checks/trail.ts';
import { trigger } from './checks/trigger.ts';
import type { Subject } from './subject.ts';

/** One line for each check, one file each. */
const checks: readonly LiveCheck[] = [
  trail,
  trigger,
  functionSettings,
  config,
  role,
  ledgerStore,
  mail,
  topics,
  secrets,
];

export interface LiveResult {
  readonly check: string;
  readonly findings: readonly LiveFinding[];
}

/** What every check finds. One that may not look stops no other. */
export const diagnoseLive = (subject: Subject, calls: LiveCalls): Promise<readonly LiveResult[]> =>
  Promise.all(
    checks
      .filter(({ needsConfig = false }) => subject.config.problem === undefined || !needsConfig)
      .map(async ({ name, look }) => ({
        check: name,
        findings: await look(subject, calls).catch((error: unknown) => [asFinding(error)]),
      })),
  );

const asFinding = (error: unknown): LiveFinding => {
  if (error instanceof PermissionError)
    return unchecked(withoutSecrets(messageOf(error)), `allow yourself ${error.permission}`);
  const { reason, advice = 'run it again, and look whether the service has problems' } = awsProblem(error);
  return anError(`AWS did not answer what was asked: ${withoutSecrets(reason)}`, advice);
};
