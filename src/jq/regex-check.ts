import type { JqEngine, Outcome } from './engine.ts';
import { JqCompileError } from './errors.ts';
import { type WrittenRegex, writtenRegexes } from './in-process/parse/written-regexes.ts';

/** An engine that refuses a program for a regex that is written in it as it does for its syntax: jq sees it only when it runs. */
export const checkingRegexes = (engine: JqEngine): JqEngine => ({
  compile: async (programs) => {
    const invalid = await invalidRegexes(programs, engine);
    try {
      const compiled = await engine.compile(programs);
      if (invalid.size === 0) return compiled;
    } catch (error) {
      if (!(error instanceof JqCompileError)) throw error;
      throw new JqCompileError(new Map([...invalid, ...error.messages]));
    }
    throw new JqCompileError(invalid);
  },
});

const invalidRegexes = async (
  programs: readonly string[],
  engine: JqEngine,
): Promise<ReadonlyMap<number, string>> => {
  const regexes = programs.flatMap((text, program) =>
    writtenRegexes(text).map((regex) => ({ program, ...regex })),
  );
  const doubtful = regexes.filter((regex) => !isPlain(regex));
  if (doubtful.length === 0) return new Map();
  const complaints = await complaintsAbout(doubtful, engine);
  const byProgram = Map.groupBy(complaints, ({ program }) => program);
  return new Map(
    [...byProgram].map(([program, ofProgram]) => [
      program,
      ofProgram.map(({ message }) => message).join('\n'),
    ]),
  );
};

interface RegexOfProgram extends WrittenRegex {
  /** Its index. */
  readonly program: number;
}

const complaintsAbout = async (regexes: readonly RegexOfProgram[], engine: JqEngine) => {
  const outcomes = await tryOut(regexes, engine);
  return regexes.flatMap((regex, index) => {
    const outcome = outcomes.find(({ record }) => record === index);
    const message = outcome?.kind === 'error' ? complaintIn(regex, outcome.message) : undefined;
    return message === undefined ? [] : [{ program: regex.program, message }];
  });
};

/** Nothing where jq does not start: the rules that need it say so when they fail, and the others do their work. */
const tryOut = async (regexes: readonly WrittenRegex[], engine: JqEngine): Promise<readonly Outcome[]> => {
  const questions = regexes.map(({ pattern, flags }) => [pattern, flags]);
  try {
    const asking = await engine.compile(['. as [$pattern, $flags] | "" | test($pattern; $flags)']);
    return await asking.firstOutputs(questions, new AbortController().signal);
  } catch {
    return [];
  }
};

/** Most are valid in JavaScript and jq alike: then no jq need be loaded, which is slow. */
const isPlain = ({ pattern, flags }: WrittenRegex): boolean => {
  if (unlikeJavaScript.test(pattern) || /[^gi]/.test(flags ?? '')) return false;
  try {
    return new RegExp(pattern, 'u') !== undefined;
  } catch {
    return false;
  }
};

/** A group that is more than one, an escape of more than a sign or a kind of character, a class of nothing or in a class. */
const unlikeJavaScript = /\(\?(?!:)|\\[^.^$|()[\]{}*+?/wWdDsSbB]|\[\^?\]|\[[^\]]*\[/;

/** Undefined when jq takes the regex and only loses patience with it. Before 1.8 it says the same in other words. */
const complaintIn = ({ pattern, flags }: WrittenRegex, message: string): string | undefined => {
  if (message.endsWith('is not a valid modifier string'))
    return `the flags ${JSON.stringify(flags)} of a regular expression are not valid`;
  const [, reason] = /(?:Regex failure|is not a valid regex): (?!.* over$)(.*)$/s.exec(message) ?? [];
  if (reason === undefined) return undefined;
  const [, name] = /\(\?P<([^>]*)>/.exec(pattern) ?? [];
  const hint = name === undefined ? '' : `; jq writes (?<${name}>…)`;
  return `the regular expression ${JSON.stringify(pattern)} is not valid: ${reason}${hint}`;
};
