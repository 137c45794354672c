import type { RuleFailure } from '../rules/match.ts';
import type { Rule } from '../rules/rule.ts';
import { withoutValues } from '../rules/without-values.ts';
import { eventRefOf, type FailureAlert } from './alert.ts';
import { undated } from './event-key.ts';

/** The failures of rules in one invocation. */
interface Failures {
  add(failures: readonly RuleFailure[], logFile: string): void;
  /** At most one alert for each rule that asks for them; `records` is how many were inspected. */
  alerts(records: number): readonly FailureAlert[];
}

/** Failures that are alike are counted, not kept: there may be one for every record. */
export const collectFailures = (): Failures => {
  const groups = new Map<Rule, Map<string, Group>>();
  return {
    add: (failures, logFile) => {
      for (const failure of failures) {
        const ofRule = groups.get(failure.rule) ?? new Map<string, Group>();
        groups.set(failure.rule, ofRule);
        const kind = withoutValues(failure.message);
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
  /** That of the first failure comes first. */
  readonly logFiles: Set<string>;
  readonly times: number;
}

/**
 * A failure that few records cause may be somebody's doing, so each invocation tells it. One that most of them
 * cause is a mistake in the rule, like a field that is mostly missing: it is told once a day. Time runs out by no mistake
 * in this rule.
 */
const alertsFor = (groups: readonly Group[], records: number): readonly FailureAlert[] => {
  const rare = groups.filter(
    ({ first: { kind }, times }) => kind === 'out of time' || (kind === 'error' && times * 2 < records),
  );
  // That a rule was given up mostly follows from other failures of it, which are few.
  const givenUp = groups.filter(({ first }) => first.kind === 'given up');
  const told = rare.length > 0 ? [...rare, ...givenUp] : groups;
  const [one] = told;
  if (one === undefined) return [];
  const { first } = one;
  const times = told.reduce((sum, group) => sum + group.times, 0);
  const logFiles = [...new Set(told.flatMap((group) => [...group.logFiles]))];
  const [logFile = ''] = logFiles;
  const event = eventRefOf(first.record, logFile);
  // When an invocation comes again, it may read what it could not read before: more failures than were told.
  const key =
    rare.length > 0
      ? `${event.key}:${times}:${first.message}`
      : `${event.day === undated ? logFile : event.day}:${withoutValues(first.message)}`;
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
