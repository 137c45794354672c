import type { RuleFailure } from '../rules/match.ts';
import type { Rule } from '../rules/rule.ts';
import { withoutValues } from '../rules/without-values.ts';
import { eventRefOf, type FailureAlert } from './alert.ts';
import { undated } from './event-key.ts';

/** The rule failures of one invocation. */
interface Failures {
  add(failures: readonly RuleFailure[], logFile: string): void;
  /** At most one alert for each rule with `on_error = "alert"`; `records` is how many were inspected. */
  alerts(records: number): readonly FailureAlert[];
}

/** Counts similar failures instead of keeping them: there may be one for every record. */
export const collectFailures = (): Failures => {
  const groups = new Map<Rule, Map<string, Group>>();
  return {
    add: (failures, logFile) => {
      for (const failure of failures) {
        const ofRule = groups.get(failure.rule) ?? new Map<string, Group>();
        groups.set(failure.rule, ofRule);
        const kind = withoutValues(failure.message, failure.rule.jqMatch);
        const group = ofRule.get(kind) ?? { first: failure, logFiles: new Set([logFile]), times: 0 };
        group.logFiles.add(logFile);
        ofRule.set(kind, { ...group, times: group.times + 1 });
      }
    },
    alerts: (records) =>
      [...groups]
        .filter(([rule]) => rule.onError === 'alert')
        .flatMap(([, ofRule]) => alertsFor([...ofRule.values()], records)),
  };
};

interface Group {
  readonly first: RuleFailure;
  /** The log file of the first failure comes first. */
  readonly logFiles: Set<string>;
  readonly times: number;
}

/**
 * A failure on few records may be caused by an attacker, so every invocation sends an alert. A failure on most records is
 * a mistake in the rule, like a field that is mostly missing: one alert a day. Running out of time is no mistake in the
 * rule, however many records are left.
 */
const alertsFor = (groups: readonly Group[], records: number): readonly FailureAlert[] => {
  const rare = groups.filter(
    ({ first: { kind }, times }) => kind === 'out of time' || (kind === 'error' && times * 2 < records),
  );
  // A rule is mostly given up because of other failures, which are few.
  const givenUp = groups.filter(({ first }) => first.kind === 'given up');
  const chosen = rare.length > 0 ? [...rare, ...givenUp] : groups;
  const [one] = chosen;
  if (one === undefined) return [];
  const { first } = one;
  const times = chosen.reduce((sum, group) => sum + group.times, 0);
  const logFiles = [...new Set(chosen.flatMap((group) => [...group.logFiles]))];
  const [logFile = ''] = logFiles;
  const event = eventRefOf(first.record, logFile);
  // A repeated invocation may read what could not be read before, and so find more failures than the alert counted.
  const key =
    rare.length > 0
      ? `${event.key}:${times}:${first.message}`
      : `${event.day === undated ? logFile : event.day}:${withoutValues(first.message, first.rule.jqMatch)}`;
  return [
    {
      kind: 'failure',
      rule: first.rule,
      first,
      times,
      event: { ...event, key: `failure:${key}` },
      logFiles,
    },
  ];
};
