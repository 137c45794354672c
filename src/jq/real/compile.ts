import { JqBrokenError } from '../errors.ts';
import { batchProgram, type NumberedProgram } from './batch.ts';
import { compileAloneMs, compileEachMs, compileMs } from './budget.ts';
import { compileMessageIn } from './compile-message.ts';
import type { JqResult, RunJq } from './run.ts';

/** Why programs do not compile, by their number, in jq's own words and with its caret. */
export const compileErrorsOf = async (
  run: RunJq,
  groups: readonly (readonly NumberedProgram[])[],
): Promise<ReadonlyMap<number, string>> => {
  const programs = groups.flat();
  const ms = compileMs + compileEachMs * programs.length;
  const compiler: Compiler = { run, ms, outOfTime: AbortSignal.timeout(ms) };
  const messages = new Map<number, string>();
  for (const { number, text } of programs) {
    const message = await compileAlone(compiler, text);
    if (message !== undefined) messages.set(number, message);
  }
  if (messages.size > 0) return messages;
  for (const group of groups) {
    if ((await compile(compiler, batchProgram(group))) === undefined) continue;
    for (const program of group) {
      const message = await compile(compiler, batchProgram([program]));
      if (message !== undefined)
        messages.set(program.number, message.startsWith(tooMuch) ? message : notAFilter);
    }
  }
  return messages;
};

interface Compiler {
  readonly run: RunJq;
  /** Milliseconds for all programs. */
  readonly ms: number;
  /** Aborts when the time for all programs is over. */
  readonly outOfTime: AbortSignal;
}

/** Each program alone, to refuse text that is balanced only inside the program of a batch, such as `1); def f: (2`. */
const compileAlone = async (compiler: Compiler, text: string): Promise<string | undefined> => {
  if (text.includes('\0')) return 'the text holds a NUL character, where jq would stop reading';
  // jq takes a program that starts with a minus for an option.
  return compile(compiler, text.startsWith('-') ? ` ${text}` : text, compileAloneMs);
};

/** Undefined when it compiles. */
const compile = async (
  { run, ms: msOfAll, outOfTime }: Compiler,
  program: string,
  ms = msOfAll,
): Promise<string | undefined> => {
  try {
    outOfTime.throwIfAborted();
    const read = ({ stderr, exitCode }: JqResult) => (exitCode === 0 ? undefined : compileMessageIn(stderr));
    return await run(program, noInput, read, { ms, signal: outOfTime });
  } catch (error) {
    if (error instanceof JqBrokenError) return `${tooMuch}: ${error.message}`;
    if (outOfTime.aborted) return `${tooMuch}: all programs together took ${msOfAll / 1000} s to compile`;
    throw error;
  }
};

const tooMuch = 'it is too much for jq';

/** Without a value in its input, jq compiles a program and does not run it. node-jq refuses an empty string. */
const noInput = ' ';

const notAFilter =
  'jq compiles it, but it is not a filter: it is blank, only a comment, only definitions, or a module with imports';
