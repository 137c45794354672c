import type { ProgramCause } from '../rules/failure-cause.ts';
import type { RuleFailure } from '../rules/match.ts';
import type { CloudTrailRecord } from '../trail/record.ts';
import type { Alert, FailureAlert, FailureCause, FailureEntry } from './alert.ts';
import { contentOf, dayOf, undated } from './event-key.ts';
import { factsOf } from './facts.ts';
import { failureKey } from './failures.ts';
import { outcomeOf } from './outcome.ts';
import { partsOf } from './parts.ts';
import { identityIn, recordedWhoIn } from './who.ts';

/** Finds out why rules failed. */
export interface Causes {
  /** Undefined where only the message is known. */
  causeOf(failure: RuleFailure): ProgramCause | undefined;
  /** The place in the config: `tattletail.toml, line 12`. */
  placeOf(failure: RuleFailure, cause: ProgramCause): string;
}

/**
 * The same alerts, in which failures have their causes. Those that are certainly a mistake in the rule are reported once
 * a day, and those that have the same cause together:
 *
 * - A field that AWS alone writes is missing, or of another type than the rule expects. Nobody can make a call that
 *   hides another one behind it, if it changed nothing. Of calls that changed something, each kind of call by each
 *   identity is reported, since the rule may be there to find them.
 * - The caller may have chosen the value, such as a parameter: only the same request by the same caller that ends the
 *   same way is reported once a day.
 *
 * Whatever else may be the work of an attacker, and is reported as before: what the real jq had to evaluate, so whatever
 * ran into one of its limits, what depends on the text of a value, and what a rule raises itself.
 */
export const withCauses = (alerts: readonly Alert[], causes: Causes): readonly Alert[] => {
  const byRule = Map.groupBy(alerts.filter(isFailure), ({ rule }) => rule);
  const firsts = new Set([...byRule.values()].map(([first]) => first));
  return alerts.flatMap((alert): readonly Alert[] => {
    if (!isFailure(alert)) return [alert];
    if (!firsts.has(alert)) return [];
    const entries = (byRule.get(alert.rule) ?? []).flatMap((one) => one.entries);
    return partsOf(explained(entries, causes)).map((part) => ({ ...alert, entries: part }));
  });
};

const isFailure = (alert: Alert): alert is FailureAlert => alert.kind === 'failure';

const explained = (entries: readonly FailureEntry[], causes: Causes): readonly FailureEntry[] => {
  const byKey = new Map<string, FailureEntry>();
  const shown = new Set<string>();
  for (const entry of entries) {
    const cause = causes.causeOf(entry.first);
    const next = cause === undefined ? entry : asMistake(entry, cause);
    const known = byKey.get(next.key);
    if (known !== undefined) byKey.set(next.key, together(known, next));
    else if (cause === undefined || shown.size >= maxShown || shown.has(failureIn(cause)))
      byKey.set(next.key, next);
    else byKey.set(next.key, { ...next, cause: causeText(entry.first, cause, causes) });
    if (cause !== undefined) shown.add(failureIn(cause));
  }
  return [...byKey.values()];
};

/** A fix takes many evaluations to find. */
const maxShown = 3;

const together = (known: FailureEntry, next: FailureEntry): FailureEntry => ({
  ...known,
  times: known.times + next.times,
  isOneRequest: false,
  logFiles: [...new Set([...known.logFiles, ...next.logFiles])],
});

const asMistake = (entry: FailureEntry, cause: ProgramCause): FailureEntry => {
  const { first, isOnceADay, isOneRequest } = entry;
  const { record, rule } = first;
  if (!cause.isOfType || cause.values.length === 0) return entry;
  const isOfAws = cause.values.every(({ field }) => field !== undefined && writtenByAws.has(field));
  if (!isOfAws && (isOnceADay || !isOneRequest)) return entry;
  const alike = isOfAws ? changeIn(record) : requestIn(record);
  const day = dayOf(record);
  return {
    ...entry,
    key: failureKey([day === undated ? entry.logFile : day, failureIn(cause), alike]),
    content: () => '',
    isOnceADay: true,
    mistake: failureKey([rule.id, failureIn(cause), alike]),
  };
};

const failureIn = ({ piece, values }: ProgramCause): string =>
  JSON.stringify([piece, values.map(({ path, type }) => [path, type])]);

/**
 * The fields of which no caller chooses the type, or whether they are there (CloudTrail User Guide, "CloudTrail record
 * contents"). Of `userIdentity`, a caller chooses only what some texts say.
 */
const writtenByAws: ReadonlySet<string> = new Set([
  ...['eventVersion', 'userIdentity', 'eventTime', 'eventSource', 'eventName', 'awsRegion'],
  ...['sourceIPAddress', 'errorCode', 'errorMessage', 'requestID', 'eventID', 'eventType', 'apiVersion'],
  ...['managementEvent', 'readOnly', 'recipientAccountId', 'sharedEventID', 'vpcEndpointId'],
  ...['vpcEndpointAccountId', 'eventCategory', 'sessionCredentialFromConsole', 'tlsDetails'],
]);

/** Null for a call that changed nothing. CloudTrail says so in `readOnly`, which sign-ins do not have. */
const changeIn = (record: CloudTrailRecord): readonly unknown[] | null => {
  const outcome = outcomeOf(record)?.kind;
  const changedNothing = record.readOnly === true || outcome === 'denied' || outcome === 'failed';
  if (changedNothing) return null;
  return [factsOf(record).what ?? null, identityIn(record) ?? recordedWhoIn(record) ?? null];
};

const requestIn = (record: CloudTrailRecord): readonly unknown[] => {
  const { what = null, error = null } = factsOf(record);
  const { requestParameters = null } = record;
  return [what, recordedWhoIn(record) ?? null, error, contentOf({ requestParameters })];
};

const causeText = (failure: RuleFailure, cause: ProgramCause, causes: Causes): FailureCause => {
  const fix = cause.fix();
  const text = fix && `write ${fix.instead} instead of ${fix.of}`;
  return {
    values: cause.values.map(({ path, is }) => `${path} ${is}`),
    program: `${cause.piece} (${causes.placeOf(failure, cause)})`,
    fix: text !== undefined && text.length > maxFix ? undefined : text,
  };
};

/** Messages cut long texts, and half a program does not compile. */
const maxFix = 250;
