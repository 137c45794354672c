import type { Rule } from '../rules/rule.ts';
import { fileOfRule } from './file-of-rule.ts';
import type { Finders } from './lines.ts';
import type { ConfigFile } from './load.ts';
import { findersOf } from './placed.ts';
import { positionIn } from './position.ts';

/** The line of a config on which something in a rule's program stands: units of its text before it. */
export const programLinesOf = async (
  config: ConfigFile,
): Promise<(rule: Rule, at: number) => number | undefined> => {
  const finders = new Map<ConfigFile, Finders>();
  for (const file of [config, ...(config.included ?? [])]) finders.set(file, await findersOf(file.text));
  return (rule, at) => {
    const file = fileOfRule(rule, config);
    const { lineOf, stringAt } = finders.get(file) ?? {};
    const path = ['rule', rule.place.number, 'jq_match'];
    const source = stringAt?.(path);
    const start = source?.value === rule.jqMatch ? source.at[at] : undefined;
    return start === undefined ? lineOf?.(path) : positionIn(file.text, start).line;
  };
};
