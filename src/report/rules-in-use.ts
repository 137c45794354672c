import type { Log } from '../log.ts';
import type { Rule } from '../rules/rule.ts';

/**
 * Logs a line for each rule, once a day and config. `times` is 0, so that a query that adds it up over these lines and
 * those of matches finds the rules that never matched.
 */
export const createRulesInUse = (log: Log) => {
  let last: { readonly rules: readonly Rule[]; readonly day: string } | undefined;
  return (rules: readonly Rule[], day: string): void => {
    if (last?.rules === rules && last.day === day) return;
    last = { rules, day };
    for (const { name } of rules) log.info('A rule is in use', { rule: name, times: 0 });
  };
};
