import type { Rule } from '../rules/rule.ts';
import { fileOfRule } from './file-of-rule.ts';
import type { Finders } from './lines.ts';
import type { ConfigFile } from './load.ts';
import { findersOf } from './placed.ts';
import { positionIn } from './position.ts';

/** On which lines of a config what rules say is. */
interface RuleLines {
  /** Of something in a rule's program: units of its text before it. */
  program(rule: Rule, at: number): number | undefined;
  threshold(rule: Rule): number | undefined;
  outcome(rule: Rule): number | undefined;
}

export const ruleLinesOf = async (config: ConfigFile): Promise<RuleLines> => {
  const finders = new Map<ConfigFile, Finders>();
  for (const file of [config, ...(config.included ?? [])]) finders.set(file, await findersOf(file.text));
  const lineOfKey = (rule: Rule, key: string): number | undefined =>
    finders.get(fileOfRule(rule, config))?.lineOf(['rule', rule.place.number, key]);
  return {
    program: (rule, at) => {
      const file = fileOfRule(rule, config);
      const { lineOf, stringAt } = finders.get(file) ?? {};
      const path = ['rule', rule.place.number, 'jq_match'];
      const source = stringAt?.(path);
      const start = source?.value === rule.jqMatch ? source.at[at] : undefined;
      return start === undefined ? lineOf?.(path) : positionIn(file.text, start).line;
    },
    threshold: (rule) => lineOfKey(rule, 'threshold'),
    outcome: (rule) => lineOfKey(rule, 'outcome'),
  };
};
