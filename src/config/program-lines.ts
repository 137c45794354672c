import { type ConfigFile, linesOf } from './load.ts';

/** The line of a config on which something in a rule's program stands: the rule's number, and units of its text before it. */
export const programLinesOf = async ({
  text,
}: ConfigFile): Promise<(rule: number, program: string, at: number) => number | undefined> => {
  const lineOf = await linesOf(text);
  const lines = text.split('\n');
  return (rule, program, at) => {
    const line = lineOf(['rule', rule, 'jq_match']);
    if (line === undefined) return undefined;
    const [, rest] = /=\s*(?:'''|""")(.*)/.exec(lines[line - 1] ?? '') ?? [];
    // A string on one line has escapes for line breaks, and a line break after the opening quotes is not in the text.
    if (rest === undefined) return line;
    return line + (rest.trim() === '' ? 1 : 0) + program.slice(0, at).split('\n').length - 1;
  };
};
