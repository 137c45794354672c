import { isBlank } from '../jq/blank.ts';
import { JqCompileError } from '../jq/errors.ts';
import { withoutSecrets } from '../redact.ts';
import { type Define, definesFor, definitionsOf, type Needed } from './defines.ts';
import { hintFor } from './hints.ts';
import type { Place, UnplacedProblem } from './problem.ts';
import type { Table } from './tables.ts';

/** A jq program of a config, and where it stands, for messages about it. */
export interface Program extends Place {
  readonly text: string;
  /** The key of the table that holds it: `jq_match`. */
  readonly key: string;
  readonly where: string;
  readonly needed: Needed;
}

/** A program that was collected: its number, and the definitions to stand before its text. */
interface Added {
  readonly number: number;
  readonly definitions: string;
}

/** Adds the program that a table has under a key, and can use these defines. Undefined if there is none. */
export type AddProgram = (table: Table, key: string, defines?: readonly Define[]) => Added | undefined;

/** Collects the jq programs of a config, whatever they are for, so that one call compiles them all. */
export const collectPrograms = (): { readonly programs: readonly Program[]; readonly add: AddProgram } => {
  const programs: Program[] = [];
  return {
    programs,
    add: ({ values, where, file, path }, key, defines = []) => {
      const text = values[key];
      if (typeof text !== 'string' || isBlank(text)) return undefined;
      const needed = definesFor(text, defines);
      programs.push({ text, key, where, file, path: [...path, key], needed });
      return { number: programs.length - 1, definitions: definitionsOf(needed.defines) };
    },
  };
};

/** What became of programs that were compiled together. */
export type Compilation<Programs> =
  | { readonly kind: 'compiled'; readonly programs: Programs }
  | {
      readonly kind: 'refused';
      readonly problems: readonly UnplacedProblem[];
    };

/** Compiles all programs in one call: each keeps its number. What needs a broken define is not compiled. */
export const compilePrograms = async <Programs>(
  programs: readonly Program[],
  compile: (texts: readonly string[]) => Promise<Programs>,
  broken: ReadonlySet<Define> = new Set(),
): Promise<Compilation<Programs>> => {
  const wholes = programs.map(({ text, needed: { kind, defines } }): Whole => {
    const usable = defines.filter((define) => !broken.has(define));
    const isUsable = kind === 'unknown' || usable.length === defines.length;
    return isUsable ? { definitions: definitionsOf(usable), text } : { definitions: '', text: '.' };
  });
  try {
    const texts = wholes.map(({ definitions, text }) => `${definitions}${text}`);
    return { kind: 'compiled', programs: await compile(texts) };
  } catch (error) {
    if (!(error instanceof JqCompileError)) throw error;
    return {
      kind: 'refused',
      problems: programs.flatMap(({ text, key, where, file, path }, number) => {
        const message = error.messages.get(number);
        if (message === undefined) return [];
        const own = withoutSecrets(inOwnLines(message, wholes[number]?.definitions ?? ''));
        const hint = hintFor(text);
        const why = `${own}${hint === undefined ? '' : `\n${hint}`}`;
        return [{ where, file, path, message: `${key} does not compile: ${why}` }];
      }),
    };
  }
};

/** What is compiled: definitions, and the text of a program. */
interface Whole {
  readonly definitions: string;
  readonly text: string;
}

/** jq counts the lines of the definitions too. */
const inOwnLines = (message: string, definitions: string): string => {
  const before = definitions.split('\n').length - 1;
  return message.replaceAll(
    /(at <top-level>, line )(\d+)/g,
    (_, words: string, line: string) => `${words}${Number(line) - before}`,
  );
};
