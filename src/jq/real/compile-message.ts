/**
 * What jq says about a program that does not compile: its first errors, without the count of errors at the end. For each
 * error, jq shows the whole line, which may be as long as the program, and below it blanks up to a caret.
 */
export const compileMessageIn = (stderr: string): string => {
  const lines = stderr.trimEnd().split('\n');
  if (/^jq: \d+ compile errors?$/.test(lines.at(-1) ?? '')) lines.pop();
  const starts = lines.flatMap((line, at) => (at > 0 && line.startsWith(prefix) ? [at] : []));
  const shown = lines.slice(0, starts[maxErrors - 1]).flatMap((line, at) => {
    if (at > 0 && isCaret(line)) return [];
    const below = lines[at + 1] ?? '';
    return isCaret(below) ? around(line, below) : around(line, '').slice(0, 1);
  });
  const left = starts.length + 1 - maxErrors;
  const message = [...shown, ...(left > 0 ? [`and ${left} more errors`] : [])].join('\n').trimEnd();
  return message.startsWith(prefix) ? message.slice(prefix.length) : message;
};

const prefix = 'jq: error: ';

/** More do not help to find the mistake. */
const maxErrors = 10;

const isCaret = (line: string): boolean => /^ *\^+ *$/.test(line);

/** A line with the caret below it; of a long line, what is near the caret. */
const around = (line: string, caret: string): readonly [string, string] => {
  if (line.length <= maxLine) return [line, caret];
  const from = Math.max(0, caret.indexOf('^') - maxLine / 2);
  const to = from + maxLine;
  const before = from > 0 ? '    ... ' : '';
  return [
    `${before}${line.slice(from, to)}${to < line.length ? ' ...' : ''}`,
    `${' '.repeat(before.length)}${caret.slice(from, to)}`,
  ];
};

/** Characters. */
const maxLine = 160;
