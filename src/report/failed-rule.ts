import { loggedMessageOf, messageOfFailure } from '../rules/failure-message.ts';
import type { RuleFailure } from '../rules/match.ts';
import type { Rule } from '../rules/rule.ts';
import { mergeAlike, once, type Repeated, timesOf } from './repeated.ts';

/** How often a rule failed in one way, and why. */
export interface FailedRule {
  readonly rule: Rule;
  readonly kind: RuleFailure['kind'];
  readonly times: number;
  /** The first few failures that differ in more than the values of their records, each with how often it came. */
  readonly reasons: readonly Repeated<RuleFailure>[];
}

export const failedOnce = (failure: RuleFailure): FailedRule => ({
  rule: failure.rule,
  kind: failure.kind,
  times: 1,
  reasons: [once(failure)],
});

/** One entry for each rule and kind of failure. */
export const mergeFailures = (all: readonly FailedRule[]): readonly FailedRule[] => {
  if (all.length <= 1) return all;
  const byRule = [...Map.groupBy(all, ({ rule }) => rule).values()];
  const alike = byRule.flatMap((ofRule) => [...Map.groupBy(ofRule, ({ kind }) => kind).values()]);
  return alike.flatMap((group) =>
    group.slice(0, 1).map(({ rule, kind }) => ({
      rule,
      kind,
      times: timesOf(group),
      reasons: mergeReasons(group.flatMap(({ reasons }) => reasons)),
    })),
  );
};

/** How many of its failures have other reasons than those that are kept. */
export const timesForOtherReasons = ({ times, reasons }: FailedRule): number => times - timesOf(reasons);

/** Most failures of a rule have the same message, so few messages are searched for values. */
const mergeReasons = (all: readonly Repeated<RuleFailure>[]): readonly Repeated<RuleFailure>[] => {
  const byMessage = mergeAlike(all, messageOfFailure);
  const byReason = mergeAlike(byMessage, loggedMessageOf);
  return byReason.slice(0, maxReasons);
};

const maxReasons = 3;
