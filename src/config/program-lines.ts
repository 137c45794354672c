import { type ConfigFile, findersOf } from './load.ts';
import { positionIn } from './position.ts';

/** The line of a config on which something in a rule's program stands: the rule's number, and units of its text before it. */
export const programLinesOf = async ({
  text,
}: ConfigFile): Promise<(rule: number, program: string, at: number) => number | undefined> => {
  const { lineOf, stringAt } = await findersOf(text);
  return (rule, program, at) => {
    const path = ['rule', rule, 'jq_match'];
    const source = stringAt(path);
    const start = source?.value === program ? source.at[at] : undefined;
    return start === undefined ? lineOf(path) : positionIn(text, start).line;
  };
};
