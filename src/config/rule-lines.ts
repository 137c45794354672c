import { type ConfigFile, findersOf } from './load.ts';
import { positionIn } from './position.ts';

/** On which lines of a config what rules say is. */
interface RuleLines {
  /** Of something in a rule's program: the rule's number, and units of its text before it. */
  program(rule: number, program: string, at: number): number | undefined;
  threshold(rule: number): number | undefined;
  outcome(rule: number): number | undefined;
}

export const ruleLinesOf = async ({ text }: ConfigFile): Promise<RuleLines> => {
  const { lineOf, stringAt } = await findersOf(text);
  return {
    program: (rule, program, at) => {
      const path = ['rule', rule, 'jq_match'];
      const source = stringAt(path);
      const start = source?.value === program ? source.at[at] : undefined;
      return start === undefined ? lineOf(path) : positionIn(text, start).line;
    },
    threshold: (rule) => lineOf(['rule', rule, 'threshold']),
    outcome: (rule) => lineOf(['rule', rule, 'outcome']),
  };
};
