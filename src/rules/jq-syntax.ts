import { batchProgram, type NumberedProgram } from './jq-batch.ts';
import type { RunJq } from './jq-run.ts';

/** Why programs do not compile, by their number, in jq's own words with its caret. */
export const syntaxErrorsOf = async (
  run: RunJq,
  groups: readonly (readonly NumberedProgram[])[],
): Promise<ReadonlyMap<number, string>> => {
  const messages = new Map<number, string>();
  for (const { number, text } of groups.flat()) {
    const message = await compileAlone(run, text);
    if (message !== undefined) messages.set(number, message);
  }
  if (messages.size > 0) return messages;
  for (const group of groups) {
    if ((await compile(run, batchProgram(group))) === undefined) continue;
    for (const program of group) {
      if ((await compile(run, batchProgram([program]))) !== undefined)
        messages.set(program.number, notAFilter);
    }
  }
  return messages;
};
/** Text that only balances inside the program of the batch (`1); def f: (2`) must not pass. */
const compileAlone = async (run: RunJq, text: string): Promise<string | undefined> => {
  if (text.includes('\0')) return 'the text holds a NUL character, where jq would stop reading';
  // jq would take a program that starts with a minus for an option.
  return compile(run, text.startsWith('-') ? ` ${text}` : text);
};

const compile = (run: RunJq, program: string): Promise<string | undefined> =>
  run(program, noInput, ({ stderr, exitCode }) => (exitCode === 0 ? undefined : messageOf(stderr)), {
    ms: compileMs,
  });

/** A thousand rules take about a second. */
const compileMs = 30_000;

/** With no value in its input, jq compiles a program and never runs it. node-jq refuses an empty string. */
const noInput = ' ';

const messageOf = (stderr: string): string =>
  stderr
    .trimEnd()
    .replace(/\njq: \d+ compile errors?$/, '')
    .replace(/^jq: error: /, '');

const notAFilter =
  'jq compiles it, but it is no filter that a rule can run: it is blank, only a comment, only definitions, or a module with imports';
