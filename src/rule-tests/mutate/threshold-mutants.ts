import type { Rule } from '../../rules/rule.ts';
import type { Threshold } from '../../rules/threshold.ts';

/** A rule with one change of its threshold. */
export interface ThresholdMutant {
  readonly of: 'threshold';
  readonly rule: Rule;
  readonly words: string;
  /** What would be a test that sees it. */
  readonly test: string;
}

/** None of a large count, whose tests would be long, is changed by one. */
export const thresholdMutants = (rule: Rule): readonly ThresholdMutant[] => {
  const { threshold } = rule;
  if (threshold === undefined) return [];
  return [...ofCount(threshold), ...ofKey(threshold), ...ofDistinct(threshold)].map(
    ({ to, ...mutant }): ThresholdMutant => ({
      ...mutant,
      of: 'threshold',
      rule: { ...rule, threshold: to },
    }),
  );
};

interface Change {
  readonly to: Threshold;
  readonly words: string;
  readonly test: string;
}

const ofCount = (threshold: Threshold): readonly Change[] => {
  const { count, distinct } = threshold;
  if (count > maxCount) return [];
  const what = (times: number): string =>
    distinct === undefined
      ? `the same key ${times === 1 ? 'once' : `${times} times`}`
      : `${times} different ${times === 1 ? 'value' : 'values'} with the same key`;
  const change = (to: number, test: string): Change => ({
    to: { ...threshold, count: to },
    words: `count = ${count} → ${to}`,
    test,
  });
  return [
    change(count - 1, `one that expects no match of ${what(count - 1)}`),
    change(count + 1, `one that expects a match of ${what(count)}`),
  ];
};

const maxCount = 10;

const ofKey = (threshold: Threshold): readonly Change[] => [
  {
    to: { ...threshold, key: { ...threshold.key, definitions: '', jq: 'true' } },
    words: `the same key for all, not ${threshold.key.jq}`,
    test: 'one that expects no match of enough records, but too few with each key',
  },
];

const ofDistinct = (threshold: Threshold): readonly Change[] =>
  threshold.distinct === undefined
    ? []
    : [
        {
          to: { ...threshold, distinct: undefined },
          words: `without: distinct = ${threshold.distinct.jq}`,
          test: 'one that expects no match of enough records with the same key, but too few different values',
        },
      ];
