import { JqCompileError } from '../jq/errors.ts';
import { withoutUrls } from '../redact.ts';
import type { Path, UnplacedProblem } from './problem.ts';
import type { Table } from './tables.ts';

/** A jq program of a config, and where it stands, for messages about it. */
export interface Program {
  readonly text: string;
  /** The key of the table that holds it: `jq_match`. */
  readonly key: string;
  readonly where: string;
  readonly path: Path;
}

/** Adds the program that a table has under a key, and returns its number. Undefined if there is none. */
export type AddProgram = (table: Table, key: string) => number | undefined;

/** Collects the jq programs of a config, whatever they are for, so that one call compiles them all. */
export const collectPrograms = (): { readonly programs: readonly Program[]; readonly add: AddProgram } => {
  const programs: Program[] = [];
  return {
    programs,
    add: ({ values, where, path }, key) => {
      const text = values[key];
      if (typeof text !== 'string' || isBlank(text)) return undefined;
      return programs.push({ text, key, where, path: [...path, key] }) - 1;
    },
  };
};

/** What became of programs that were compiled together. */
export type Compilation<Programs> =
  | { readonly kind: 'compiled'; readonly programs: Programs }
  | { readonly kind: 'refused'; readonly problems: readonly UnplacedProblem[] };

/** Compiles all programs in one call: each keeps its number. */
export const compilePrograms = async <Programs>(
  programs: readonly Program[],
  compile: (texts: readonly string[]) => Promise<Programs>,
): Promise<Compilation<Programs>> => {
  try {
    return { kind: 'compiled', programs: await compile(programs.map(({ text }) => text)) };
  } catch (error) {
    if (!(error instanceof JqCompileError)) throw error;
    return {
      kind: 'refused',
      problems: programs.flatMap((program, number) => problemsOf(program, error.messages.get(number))),
    };
  }
};

const problemsOf = (
  { key, where, path }: Program,
  message: string | undefined,
): readonly UnplacedProblem[] =>
  message === undefined ? [] : [{ where, path, message: `${key} does not compile: ${withoutUrls(message)}` }];

/** jq continues a comment on the next line after an odd number of backslashes (jq manual, "COMMENTS"). */
export const isBlank = (text: string): boolean =>
  text.replaceAll(/#(?:\\(?:\\|\r?\n)|.)*/g, '').trim() === '';
