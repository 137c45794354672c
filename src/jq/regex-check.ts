import type { JqEngine, Outcome } from './engine.ts';
import { type RegexLiteral, regexLiteralsOf } from './in-process/parse/regex-literals.ts';
import { compileUnlessRefused } from './refusals.ts';

/** An engine that also refuses programs with invalid regex literals, which jq finds only when it evaluates them. */
export const checkingRegexes = (engine: JqEngine): JqEngine => ({
  compile: async (programs) => compileUnlessRefused(engine, programs, await invalidRegexes(programs, engine)),
});

/** Messages by the position of the program. */
const invalidRegexes = async (
  programs: readonly string[],
  engine: JqEngine,
): Promise<ReadonlyMap<number, string>> => {
  const literals = programs.flatMap((text, program) =>
    regexLiteralsOf(text).map((literal) => ({ program, ...literal })),
  );
  const doubtful = literals.filter((literal) => !isValidInBoth(literal));
  if (doubtful.length === 0) return new Map();
  const byProgram = Map.groupBy(await messagesFor(doubtful, engine), ({ program }) => program);
  return new Map(
    [...byProgram].map(([program, ofProgram]) => [
      program,
      ofProgram.map(({ message }) => message).join('\n'),
    ]),
  );
};

interface LiteralOfProgram extends RegexLiteral {
  /** Its position. */
  readonly program: number;
}

const messagesFor = async (literals: readonly LiteralOfProgram[], engine: JqEngine) => {
  const outcomes = await outcomesOf(literals, engine);
  return literals.flatMap((literal, at) => {
    const outcome = outcomes.find(({ input }) => input === at);
    const message = outcome?.kind === 'error' ? messageFor(literal, outcome.message) : undefined;
    return message === undefined ? [] : [{ program: literal.program, message }];
  });
};

/** No outcomes when the real jq does not start. Then the programs that need it fail, and the others are evaluated. */
const outcomesOf = async (
  literals: readonly RegexLiteral[],
  engine: JqEngine,
): Promise<readonly Outcome[]> => {
  const inputs = literals.map(({ pattern, flags }) => [pattern, flags]);
  try {
    const programs = await engine.compile(['. as [$pattern, $flags] | "" | test($pattern; $flags)']);
    return await programs.start({ signal: new AbortController().signal }).firstOutputs(inputs);
  } catch {
    return [];
  }
};

/** Most regexes are valid in JavaScript and jq alike. Checking them here avoids loading the real jq, which is slow. */
const isValidInBoth = ({ pattern, flags }: RegexLiteral): boolean => {
  if (differsFromJavaScript.test(pattern) || /[^gi]/.test(flags ?? '')) return false;
  try {
    return new RegExp(pattern, 'u') !== undefined;
  } catch {
    return false;
  }
};

/** Syntax that Oniguruma and JavaScript may read differently: `(?…` but `(?:`, most escapes, empty and nested classes. */
const differsFromJavaScript = /\(\?(?!:)|\\[^.^$|()[\]{}*+?/wWdDsSbB]|\[\^?\]|\[[^\]]*\[/;

/** Undefined when jq accepts the regex and only gives up matching it. Before 1.8, jq's messages are worded differently. */
const messageFor = ({ pattern, flags }: RegexLiteral, message: string): string | undefined => {
  if (message.endsWith('is not a valid modifier string'))
    return `the flags ${JSON.stringify(flags)} of a regular expression are not valid`;
  const [, reason] = /(?:Regex failure|is not a valid regex): (?!.* over$)(.*)$/s.exec(message) ?? [];
  if (reason === undefined) return undefined;
  const [, name] = /\(\?P<([^>]*)>/.exec(pattern) ?? [];
  const hint = name === undefined ? '' : `; jq writes (?<${name}>…)`;
  return `the regular expression ${JSON.stringify(pattern)} is not valid: ${reason}${hint}`;
};
